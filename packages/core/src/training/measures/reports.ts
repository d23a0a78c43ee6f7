import type { DatasetMetric, Metrics } from "../../contracts/loss.js";

/** The loss, and each metric under the name the user gave it: a number, or what a {@link DatasetMetric} gives. */
export type Evaluation<M extends Metrics = Record<never, never>> = {
  /** The mean of the loss over the examples, in the loss's own unit. */
  readonly loss: number;
  /** How much of the loss are penalties on parameters; in reports of a training with some. */
  readonly penalty?: number;
} & {
  readonly [Name in keyof M]: M[Name] extends DatasetMetric<infer Result> ? Result : number;
};

/** The report of an epoch: figures over the whole data after its updates, as `evaluate` gives them. */
export type EpochReport<M extends Metrics = Record<never, never>> = Evaluation<M> & {
  /** Counts from 0. */
  readonly epoch: number;
  /** The same figures of the validation data; missing where there is none. */
  readonly validation?: Evaluation<M>;
};
