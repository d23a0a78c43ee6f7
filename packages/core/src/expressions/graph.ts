import { OptionError } from "../errors.js";
import type { Computation, ComputationText } from "./computation.js";
import { type Node, Nodes, type Rank } from "./node.js";
import { CONDITIONS } from "./operations.js";
import { read, times } from "./read.js";

/** A number that is written into an array. */
interface Store {
  readonly array: number;
  readonly value: Node;
  /** Whether it is one number for each row. */
  readonly isByRow: boolean;
}

/** What is computed, as operations: each notation is made from them. */
export interface Graph {
  /** How many arrays there are. */
  readonly arrays: number;
  /** Whether an array has one number for each row. */
  readonly isByRow: (array: number) => boolean;
  readonly stores: readonly Store[];
  readonly refusals: readonly Node[];
  /** Which of the scalars is the number of the step, `t`; −1 if there is none. */
  readonly step: number;
  /** Whether it goes number by number, so that rows have no part in it. */
  readonly isElementwise: boolean;
  /** Whether it reads arrays that it writes. */
  readonly isUpdate: boolean;
}

const GRAPHS: WeakMap<Computation, Graph> = /* @__PURE__ */ new WeakMap();

/** What a computation's text says, read once. */
export function graphFor(computation: Computation): Graph {
  let graph = GRAPHS.get(computation);
  if (graph === undefined) {
    graph = graphOf(computation.text);
    GRAPHS.set(computation, graph);
  }
  return graph;
}

/**
 * Reads a component's text.
 *
 * @throws OptionError for a line that can't be read, and for names and operations that there aren't.
 */
export function graphOf({ arrays, byRow = [], scalars = [], lines, refuses = [], factor }: ComputationText): Graph {
  const nodes = new Nodes();
  const names = new Map<string, Node>();
  const set = (list: readonly string[], operation: string, rankOf: (name: string) => Rank): void => {
    for (const [i, name] of list.entries()) names.set(name, nodes.of(operation, [], i, rankOf(name)));
  };
  set(["size", "batch"], "extent", () => 0);
  set(scalars, "scalar", () => 0);
  set(arrays, "load", (name) => (byRow.includes(name) ? 1 : 2));

  const stores: Store[] = [];
  for (const line of lines) {
    const at = line.indexOf("=");
    const name = line.slice(0, at).trim();
    let value = read(line.slice(at + 1), names, nodes);
    const array = arrays.indexOf(name);
    if (array === 0 && factor) value = times(names.get(factor)!, value, nodes);
    names.set(name, array < 0 ? value : nodes.of("stored", [value], array, byRow.includes(name) ? 1 : 2));
    if (array >= 0) stores.push({ array, value, isByRow: byRow.includes(name) });
  }
  const refusals = refuses.map((text) => {
    const condition = read(text, names, nodes);
    if (CONDITIONS.has(condition.operation)) return condition;
    throw new OptionError(`"${text}" must be a condition, as in "p < 0".`);
  });
  return {
    arrays: arrays.length,
    isByRow: (array) => byRow.includes(arrays[array]!),
    stores,
    refusals,
    step: scalars.indexOf("t"),
    isElementwise: refusals.length === 0 && !nodes.some(({ rank }) => rank === 1),
    isUpdate: nodes.some(({ operation, value }) => operation === "load" && stores.some(({ array }) => array === value)),
  };
}
