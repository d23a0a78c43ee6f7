/**
 * What an activation or a loss computes, as text, for programs that explain it: numbers, `+ - * / ^`, brackets, and
 * `exp`, `log`, `log10`, `log1p`, `sqrt`, `abs`, `sin`, `cos`, `atan`, `sigmoid`, `tanh`, `cosh`, `sinh`, `erf`, `max`, `min`,
 * `floor`, `sign` and `step` (1 above 0, else 0). `sum(…)` and `mean(…)` go over the numbers of one example. What has more
 * in it, as a definition may (`z < 0 ? 0.1 * z : z`), is explained by its numbers alone.
 *
 * Of an activation it is about one number: z goes in and a comes out. Of a loss it is about one example, with
 * predictions p and targets t.
 */
export interface Formula {
  /**
   * `"1 / (1 + exp(-z))"`; where a can only be said by itself, with the signs of a in it: `"max(0, z - (sum(step(a) * z) - 1) /
   * sum(step(a)))"`.
   */
  readonly value: string;
  /**
   * ∂a/∂z, or for a loss the derivative of the example's value with respect to one p, where there is a better way to write it than
   * differentiating gives: `"a * (1 - a)"`, `"-2 * (t - p) / size"` with the number of outputs as `size`.
   */
  readonly derivative?: string;
  /** ∂a/∂z where a and z belong to different numbers of an example; b is the output after that z: `"-a * b"`. */
  readonly crossDerivative?: string;
  /** Of a loss, the bounds that it moves each p into first: `[1e-12, 1 - 1e-12]`. */
  readonly clip?: readonly [least: number, most: number];
  /** Of a loss whose targets are class numbers: t is 1 for that class and 0 for the others. */
  readonly oneHot?: true;
  /**
   * Of a loss that takes several rows, that its formula is about one of them, along the last axis of the outputs, as the
   * classes of a step are where the outputs are [steps, classes]. An example's value is the mean of its rows' then; without
   * it, all its numbers are one row.
   */
  readonly lastAxis?: true;
}
