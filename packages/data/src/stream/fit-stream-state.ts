import type { Evaluation } from "@nn/core";
import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import type { Metrics, Seed, TrainerState } from "@nn/core/types";

/** What is told of an epoch over a stream. */
export interface StreamReport<M extends Metrics = Record<never, never>> {
  /** The epoch, counted from 0. */
  readonly epoch: number;
  /**
   * The mean over all examples of the loss that their batch had just before its update. That is no figure of one network, and
   * mostly larger than the loss at the end of the epoch, for which all would have to be read once more.
   */
  readonly loss: number;
  /** How many examples the epoch had. */
  readonly examples: number;
  /** The loss and the metrics of the validation data after the epoch, where there is one. */
  readonly validation?: Evaluation<M>;
}

/** How far a training has come: from here another one goes on. */
export interface StreamPlace {
  /** How many epochs were finished. */
  readonly epoch: number;
  /** How many windows of the next one. */
  readonly window: number;
  /** How many examples of the window after those; a number of whole batches. */
  readonly example: number;
  /** How many examples that window has; 0 where none of it was trained on. */
  readonly windowSize: number;
  /** How many examples of the epoch were trained on. */
  readonly examples: number;
  /** The sum of their losses. */
  readonly lossSum: number;
  /** How many examples an epoch has; 0 before one was finished. */
  readonly epochSize: number;
}

/**
 * A training over a stream that was put away, even in the middle of a window: another one goes on `from` it with the bits of one
 * that was never interrupted. Plain data with typed arrays.
 */
export interface StreamFitState extends StreamPlace {
  /** The state of its steps. */
  readonly trainer: TrainerState;
  /** How many examples a batch has. */
  readonly batchSize: number;
  /** What the orders of the examples follow from; `null` where they aren't shuffled. */
  readonly seed: Seed | null;
  /** The loss of the first examples before the first step; `null` before one was made. */
  readonly firstLoss: number | null;
  /** What the callbacks remember, by their names. */
  readonly callbacks: Readonly<Record<string, unknown>>;
  /** The reports so far. */
  readonly reports: readonly StreamReport[];
}

const COUNTS = ["epoch", "window", "example", "windowSize", "examples", "epochSize"] as const;

/** @throws OptionError for what is no state of a training over a stream. */
export function checkStreamState(state: StreamFitState): void {
  const isOne =
    typeof state === "object" &&
    state !== null &&
    COUNTS.every((name) => Number.isInteger(state[name]) && state[name] >= 0) &&
    Number.isFinite(state.lossSum) &&
    Array.isArray(state.reports) &&
    state.reports.every((report) => Number.isFinite(Object(report).loss)) &&
    (state.firstLoss === null || Number.isFinite(state.firstLoss)) &&
    typeof state.callbacks === "object" &&
    state.callbacks !== null &&
    typeof state.trainer === "object";
  if (!isOne) throw new OptionError(`from must be what state() of a fitStream gave, but is ${show(state)}.`);
}

/** @throws OptionError for a state of other batches or orders. */
export function checkSame(state: StreamFitState, same: Pick<StreamFitState, "batchSize" | "seed">): void {
  for (const name of ["batchSize", "seed"] as const) {
    if (state[name] === same[name]) continue;
    throw new OptionError(
      `from is the state of a training with ${name} ${show(state[name])}, but this one has ${show(same[name])}. Give it the same ${name}.`,
    );
  }
}
