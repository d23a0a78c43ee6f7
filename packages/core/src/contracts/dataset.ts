import type { FloatArray, Shape } from "@nn/numerics";

/**
 * Examples with their targets, read a batch at a time in whatever order training asks for. Anything with `size`,
 * `inputShape`, `targetShape` and `read` will do: rows in memory, a view on other rows, pictures made on the fly.
 */
export interface Dataset {
  /** How many examples there are. */
  readonly size: number;
  /** The shape of one example's input: the one that the network takes. */
  readonly inputShape: Shape;
  /** The shape of one example's target: what the loss compares with an output, mostly the output's own shape. */
  readonly targetShape: Shape;
  /**
   * What each example counts in means, by its number: finite, at least 0, and not all 0. Without it, each counts as one. Not
   * with `@nn/core/plain`.
   */
  readonly weights?: ArrayLike<number> | undefined;
  /**
   * Writes the examples numbered `rows[from .. to)` one after another into `inputs`, and their targets into `targets`.
   * Every number must be finite. `rows` are only to be read.
   */
  read(inputs: FloatArray, targets: FloatArray, rows: Uint32Array, from: number, to: number): void;
}
