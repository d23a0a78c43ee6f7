import type { Computation, FloatArray, Kernels } from "@nn/numerics";
import { OptionError } from "@nn/numerics";
import { lackOf } from "../components/component.js";
import type { KernelsOnly } from "../recording/watch/kernels-only.js";
import type { Formula } from "./formula.js";
import type { TakenPredictions } from "./range.js";

/** A figure that each example has: its error, or whether it is right. What is reported is the mean over the examples. */
export interface Metric {
  /**
   * Where it says that its functions call kernels alone: it is recorded then, and faster for it. See {@link KernelsOnly}.
   */
  readonly kernelsOnly?: KernelsOnly;
  /** The field's name for it: `"meanSquaredError"`. */
  readonly name: string;
  /** What predictions it is made for. Without this, it takes any. */
  readonly predictions?: TakenPredictions | undefined;
  /**
   * Writes each example's own value into `values[0 .. batch)`.
   *
   * @throws DataError for predictions or targets that the figure has no meaning for.
   */
  value(
    kernels: Kernels,
    values: FloatArray,
    prediction: FloatArray,
    target: FloatArray,
    batch: number,
    size: number,
  ): void;
}

/** What training minimises: the mean of the examples' values. Its gradient is the one place that divides by the batch. */
export interface Loss extends Metric {
  /** What an example's value is, as text. */
  readonly formula?: Formula;
  /** What its functions run, where it was made from texts: value and gradient. */
  readonly computes?: readonly [Computation, Computation];
  /** ∂L/∂prediction of the mean over the batch, written into `gradient[0 .. batch·size)`. */
  gradient(
    kernels: Kernels,
    gradient: FloatArray,
    prediction: FloatArray,
    target: FloatArray,
    batch: number,
    size: number,
  ): void;
}

/**
 * Passes a loss on, and refuses what isn't one, such as the name of one.
 *
 * @throws OptionError with what a loss looks like.
 */
export function checkLoss(loss: Loss): Loss {
  const lack = lackOf(loss, ["value", "gradient"]);
  if (lack === undefined) return loss;
  throw new OptionError(`loss must be a loss itself, as in { loss: meanSquaredError }, but is ${lack}`);
}
