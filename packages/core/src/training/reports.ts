import type { Metrics } from "./figures.js";

/** The loss, and each metric under the name the user gave it. */
export type Evaluation<M extends Metrics = Record<never, never>> = {
  /** The mean of the loss over the examples, in the loss's own unit. */
  readonly loss: number;
} & {
  readonly [Name in keyof M]: number;
};

/** The report of an epoch: figures over the whole data after its updates, as `evaluate` gives them. */
export type EpochReport<M extends Metrics = Record<never, never>> = Evaluation<M> & {
  /** Counts from 0. */
  readonly epoch: number;
  /** The same figures of the validation data; missing where there is none. */
  readonly validation?: Evaluation<M>;
};
