import type { Computation, FloatArray, Kernels, Shape } from "@nn/numerics";
import { OptionError } from "@nn/numerics";
import { lackOf } from "../components/component.js";
import type { Place } from "../network/stack/stack.js";
import type { KernelsOnly } from "../recording/watch/kernels-only.js";
import type { Described } from "./formats/described.js";
import type { Layer } from "./layer.js";
import type { Formula } from "./mathematics/formula.js";
import type { TakenPredictions } from "./mathematics/range.js";

/**
 * Predictions and targets of `batch` examples, one after another, the first ones of a buffer that may hold more. They lie in
 * the backend's memory: what is to be kept is copied first, with `slice`.
 */
export interface BatchFrame {
  /** How many examples there are. */
  readonly batch: number;
  /** The shape of one prediction. */
  readonly outputShape: Shape;
  /** How many numbers one prediction has. */
  readonly outputSize: number;
  /** The shape of one target. */
  readonly targetShape: Shape;
  /** How many numbers one target has. */
  readonly targetSize: number;
  /** What the network gives: read only. */
  readonly prediction: FloatArray;
  /** What is right: read only. */
  readonly target: FloatArray;
  /**
   * What each example counts, for a {@link DatasetMetric} that `takesWeights`; `undefined` where each counts as one. Losses and
   * metrics of examples give each example's own value, which is weighted afterwards.
   */
  readonly weights?: FloatArray | undefined;
}

/**
 * What a metric, and the value of a loss, is given.
 *
 * @typeParam S - The names of the arrays that `saved` asks for.
 */
export interface MetricFrame<S extends string = string> extends BatchFrame {
  /** The backend's array functions. */
  readonly kernels: Kernels;
  /** One number for each example: `value` writes it. */
  readonly values: FloatArray;
  /** What `saved` asked for: a loss keeps it from `value` to `gradient`. */
  readonly saved: Readonly<Record<S, FloatArray>>;
}

/** What the gradient of a loss is given: the arrays as `value` left them, and where the derivative belongs. */
export interface LossFrame<S extends string = string> extends MetricFrame<S> {
  /** ∂L/∂prediction of the mean over the batch: `gradient` writes every element of the batch. */
  readonly dprediction: FloatArray;
}

/**
 * A figure that each example has: its error, or whether it is right. What is reported is the mean over the examples.
 *
 * @typeParam S - The names of the arrays that it asks for in `saved`.
 */
export interface Metric<S extends string = string> extends Described {
  /**
   * Where it says that its functions call kernels alone: it is recorded then, and faster for it. See {@link KernelsOnly}.
   */
  readonly kernelsOnly?: KernelsOnly;
  /** The field's name for it: `"meanSquaredError"`. */
  readonly name: string;
  /** What predictions it is made for. Without this, it takes any. */
  readonly predictions?: TakenPredictions | undefined;
  /**
   * Of a figure of several outputs: what gives each, and what it is made for there, as far as that is known.
   *
   * @param places - The network's layers in their places.
   */
  perOutput?(places: readonly Place[]): readonly ComparedOutput[];
  /** The shape of one target, where it isn't that of an output: `[1]` for class numbers. */
  targetShape?(output: Shape): Shape;
  /** The arrays that it needs beside the frame's own, by their shape per example. Without this, none. */
  saved?(output: Shape): Readonly<Record<S, Shape>>;
  /**
   * Writes each example's own value into `values[0 .. batch)`.
   *
   * @throws DataError for predictions or targets that the figure has no meaning for.
   */
  value(frame: MetricFrame<S>): void;
}

/**
 * A figure of a whole data set, which is no mean over its examples: an area under a curve, an F1 score, a confusion matrix.
 *
 * @typeParam Result - What is reported: a number, unless it is something else.
 *
 * @example
 * const range: DatasetMetric = {
 *   name: "range",
 *   begin() {
 *     let [least, most] = [Infinity, -Infinity];
 *     return {
 *       add({ batch, outputSize, prediction }) {
 *         for (let i = 0; i < batch * outputSize; i++) {
 *           least = Math.min(least, prediction[i]);
 *           most = Math.max(most, prediction[i]);
 *         }
 *       },
 *       result: () => most - least,
 *     };
 *   },
 * };
 * const network = new Sequential([new Dense(1, 1)], { seed: 1 });
 * const data = { inputs: [-9, 9], targets: [0, 1] };
 * network.evaluate(data, { loss: meanSquaredError, metrics: { range } }).range; // => 0.98
 */
export interface DatasetMetric<Result = number> extends Described {
  /** As messages call it, with its settings: `"CalibrationError(bins 10)"`. */
  readonly name: string;
  /** What predictions it is made for. Without this, it takes any. */
  readonly predictions?: TakenPredictions | undefined;
  /**
   * Of a figure of several outputs: what gives each, and what it is made for there, as far as that is known.
   *
   * @param places - The network's layers in their places.
   */
  perOutput?(places: readonly Place[]): readonly ComparedOutput[];
  /** The shape of one target, where it isn't that of an output: `[1]` for class numbers. */
  targetShape?(output: Shape): Shape;
  /** Says that it counts each example by its weight, where there are `weights`; without it, it is refused there. */
  readonly takesWeights?: true;
  /** Begins anew: an evaluation of so many examples at most, of which none was seen. */
  begin(examples: number, output: Shape): Tally<Result>;
}

/** What a {@link DatasetMetric} keeps of the examples of one evaluation. */
export interface Tally<Result = number> {
  /**
   * Takes the next examples: all of the evaluation in their order, in any batches. The result is the same for all.
   *
   * @throws DataError for predictions or targets that the figure has no meaning for.
   */
  add(frame: BatchFrame): void;
  /**
   * What the examples give, after the last of them.
   *
   * @throws DataError for examples that the figure has no meaning for.
   */
  result(): Result;
}

/** Metrics under the names that their values are reported by. */
export type Metrics = Readonly<Record<string, Metric | DatasetMetric<unknown>>>;

/** What gives an output: its last layer, or what is known of it where an output is only a part of what that gives. */
export interface Giver {
  /** The layer, of which the range of its outputs is asked. */
  readonly layer: Pick<Layer, "outputRange">;
  /** How messages call it: `"layer 1, Dense(2 → 1, sigmoid)"`. */
  readonly label: string;
  /** The shape of what it gives for one example. */
  readonly outputShape: Shape;
}

/** An output among several, and what it is compared by. */
export interface ComparedOutput {
  /** What gives it. */
  readonly giver: Giver;
  /** The figure, by its name, and what predictions that is made for. */
  readonly taken: Pick<Metric, "name" | "predictions">;
}

/** An output among several, with its loss. */
export interface LossOfOutput {
  /** The output's name. */
  readonly name: string;
  /** What its predictions are compared with its targets by. */
  readonly loss: Loss;
  /** What its value is multiplied by. */
  readonly weight: number;
  /** The shape in which the loss is given the output. */
  readonly shape: Shape;
  /** Where its numbers lie among those of an example, */
  readonly prediction: PartOfExample;
  /** and those of its target. */
  readonly target: PartOfExample;
}

/** A loss of rows some of which don't count, as a step of a sequence that only fills up. */
export interface MaskedRows {
  /** What a row that counts is compared with its target by. */
  readonly loss: Loss;
  /** What all numbers of a target are that doesn't count. */
  readonly maskValue: number;
}

/** Some of an example's numbers, one behind the other. */
export interface PartOfExample {
  /** The index of the first. */
  readonly begin: number;
  /** How many there are. */
  readonly size: number;
}

/** What training minimises: the mean of the examples' values. Its gradient is the one place that divides by the batch. */
export interface Loss<S extends string = string> extends Metric<S> {
  /** Of a loss of several outputs that lie side by side: each with its own one. Its value is their weighted sum. */
  readonly outputs?: readonly LossOfOutput[];
  /** Of a loss that leaves rows out: what it is of the others. An example has the mean of these. */
  readonly masked?: MaskedRows;
  /** What an example's value is, as text. */
  readonly formula?: Formula;
  /** What its functions run, where it was made from texts: value, gradient, and the mean of rows where they are about one. */
  readonly computes?: readonly [value: Computation, gradient: Computation, mean?: Computation];
  /** Writes ∂L/∂prediction of the mean over the batch into `dprediction[0 .. batch·outputSize)`, after `value`. */
  gradient(frame: LossFrame<S>): void;
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
