import { OptionError } from "../errors/errors.js";
import { CONDITIONS } from "./operations.js";

/** For how many numbers a value is the same: all of a call, those of one row, or none but its own. */
export type Rank = 0 | 1 | 2;

/** One operation of a computation; equal ones are one node, so that nothing is computed twice. */
export interface Node {
  /** `"+"`, `"exp"`, `"largest"` of a row, `"load"` from an array, `"number"`. */
  readonly operation: string;
  /** What it is done to. */
  readonly inputs: readonly Node[];
  /** Whether it is one number for all of a call, 0, one for each row, 1, or one for each number, 2. */
  readonly rank: Rank;
  /** Of `number`, its value; of `scalar` and `load`, which of the scalars or arrays it is; of `stored`, in which array. `index` is the column. */
  readonly value: number;
}

/** Operations over the numbers of one row. */
export const REDUCTIONS: ReadonlySet<string> = /* @__PURE__ */ new Set(["sum", "largest"]);

/** How many conditions an operation takes, before its numbers. */
const CONDITIONS_FIRST: Readonly<Record<string, number>> = { or: 2, and: 2, "?": 1 };

/** So many would take seconds to compile. */
const MOST = 1000;

/** Makes nodes, each once. There are some dozens: a search through them takes less time than hashing. */
export class Nodes {
  readonly #all: Node[] = [];

  some(is: (node: Node) => boolean): boolean {
    return this.#all.some(is);
  }

  of(operation: string, inputs: readonly Node[], value = 0, rank?: Rank): Node {
    for (const node of this.#all) {
      if (node.operation === operation && Object.is(node.value, value) && haveSame(node.inputs, inputs)) return node;
    }
    const conditions = CONDITIONS_FIRST[operation] ?? 0;
    const isRight = inputs.every((input, i) => CONDITIONS.has(input.operation) === i < conditions);
    if (!isRight) throw new OptionError(`gives ${operation} a condition where a number is to be, or a number for one.`);
    if (this.#all.length === MOST) throw new OptionError(`is too much: a computation has at most ${MOST} operations.`);
    let most: Rank = REDUCTIONS.has(operation) ? 1 : 0;
    if (most === 0) for (const input of inputs) if (input.rank > most) most = input.rank;
    const node = { operation, inputs, value, rank: rank ?? most };
    this.#all.push(node);
    return node;
  }
}

function haveSame(one: readonly Node[], other: readonly Node[]): boolean {
  return one.length === other.length && one.every((node, i) => node === other[i]);
}
