import type { FloatArray } from "../arrays/dtype.js";
import { advice } from "../errors/advice.js";
import { OptionError } from "../errors/errors.js";

/** What a component computes on arrays, as text: its one definition, from which every backend makes what it runs. */
export interface ComputationText {
  /** As errors name it: `"sigmoid"`. */
  readonly name: string;
  /**
   * The arrays, at most six, in the order in which they are handed over; the first is written. Each has `rows × columns` numbers, but for
   * those of {@link ComputationText.byRow} and {@link ComputationText.byColumn}.
   */
  readonly arrays: readonly string[];
  /** Which arrays have one number for each row. */
  readonly byRow?: readonly string[];
  /** Which arrays have one number for each column: they are read, and not written. */
  readonly byColumn?: readonly string[];
  /** Numbers that are the same for the whole call, at most eight, in the order in which they are handed over. */
  readonly scalars?: readonly string[];
  /**
   * One assignment after another: `"a = 1 / (1 + exp(-z))"`. One to an array's name writes the array, and what is read from
   * it then is what it holds, rounded to its format. Other names stand for what they are set to. `size` is the number of
   * columns, `batch` that of rows, `index` a number's column, from 0, and `sum(…)`, `mean(…)` and `max(…)` of one operand go over a row. One of them sets the
   * first array, and all together take at most 1000 operations.
   */
  readonly lines: readonly string[];
  /** Functions of one number x that the lines call beside those that there are, each by its formula: `{ cube: "x^3" }`. */
  readonly functions?: Readonly<Record<string, string>> | undefined;
  /** A name that all that is written into the first array is multiplied by, from the left. */
  readonly factor?: string;
  /** Conditions under which it has no meaning, `"p < 0 or p > 1"`: where one holds, the call answers `false`. */
  readonly refuses?: readonly string[] | undefined;
}

/** A computation as plain loops, which answer `false` where they refuse their numbers. */
export type Loop = (
  scalars: ArrayLike<number>,
  rows: number,
  columns: number,
  out: FloatArray,
  a: FloatArray,
  b: FloatArray,
  c: FloatArray,
  d: FloatArray,
  e: FloatArray,
) => false | undefined;

/**
 * A text with the plain loops that it is where nothing faster is at hand. `kernels.compute` runs it.
 *
 * @example
 * const doubled = new Computation({ name: "doubled", arrays: ["y", "x"], lines: ["y = 2 * x"] });
 * const y = new Float64Array(2);
 * reference.kernels("float64").compute(doubled, [], 1, 2, y, new Float64Array([1, 2]));
 * y; // => [2, 4]
 */
export class Computation {
  /** What it computes. */
  readonly text: ComputationText;
  /** How many arrays it is given. */
  readonly arrayCount: number;
  /** Which of them have one number for each row: the `i`-th is bit `i`. */
  readonly byRow: number = 0;
  /** Which have one for each column, in the same way. */
  readonly byColumn: number = 0;
  /** How many scalars it is given. */
  readonly scalarCount: number;
  #loop: Loop | undefined;

  /**
   * @param loop - What was made of the text beforehand.
   * @throws OptionError for a text that can't be read.
   */
  constructor(text: ComputationText, loop?: Loop) {
    this.text = (loop ? text : advice.onComputation?.(text)) ?? text;
    this.#loop = loop;
    // Read here, as each call is checked by them.
    const { arrays, byRow, byColumn, scalars } = this.text;
    this.arrayCount = arrays.length;
    this.scalarCount = scalars?.length ?? 0;
    for (const name of byRow ?? []) this.byRow |= 1 << arrays.indexOf(name);
    for (const name of byColumn ?? []) this.byColumn |= 1 << arrays.indexOf(name);
  }

  /** Its plain loops. */
  get loop(): Loop {
    this.#loop ??= reader.loopOf(this.text);
    return this.#loop;
  }
}

/** The reader of texts: `undefined` before {@link readTexts} was called. */
const reader = {
  loopOf({ name }: ComputationText): Loop {
    throw new OptionError(`${name} needs @nn/core.`);
  },
};

/** To be called as soon as a program has the network of `@nn/core`; pages on the small doors read no texts. */
export function readTexts(loopOf: (text: ComputationText) => Loop): void {
  reader.loopOf = loopOf;
}
