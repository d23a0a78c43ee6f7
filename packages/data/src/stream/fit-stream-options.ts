import type { Data, TrainerOptions, Warning } from "@nn/core";
import type { Callback } from "@nn/core/callbacks";
import { checkOptions, OptionError, positiveInteger, trueOrFalse } from "@nn/core/component";
import type { Metrics, Seed, StopSignal } from "@nn/core/types";
import { checkStreamState, type StreamFitState } from "./fit-stream-state.js";

/** How {@link fitStream} trains: as `fit`, but for what would need all examples at once. */
export interface StreamFitOptions<M extends Metrics = Record<never, never>> extends TrainerOptions {
  /** How many times to go through the stream. */
  readonly epochs: number;
  /** Whether the examples of a window come in a new order in each epoch; `true` unless given. */
  readonly shuffle?: boolean;
  /** What decides the orders; the network's seed unless given. */
  readonly seed?: Seed;
  /** Data in memory that is not trained on: the loss and the metrics of it are reported after each epoch. */
  readonly validation?: Data;
  /** More figures of the validation, under names of your choice. */
  readonly metrics?: M;
  /** Stops the training between two batches, or while it waits for the next window. */
  readonly signal?: StopSignal;
  /** As of `fit`: what goes along with the training. They are told of the reports. */
  readonly callbacks?: readonly Callback[];
  /** As of `fit`: told of what is most likely not meant. */
  readonly onWarning?: (warning: Warning) => void;
  /** A training to go on from: what `state()` of another one gave. */
  readonly from?: StreamFitState;
  /** As of `fit`: which settings differ on purpose from those of the training that this one goes on `from`. */
  readonly changed?: readonly string[];
}

const OPTIONS = [
  "loss",
  "optimizer",
  "batchSize",
  "epochs",
  "shuffle",
  "seed",
  "validation",
  "metrics",
  "signal",
  "callbacks",
  "onWarning",
  "from",
  "changed",
  "allowMismatch",
  "frozen",
  "penalties",
] as const satisfies readonly (keyof StreamFitOptions)[];

/** @throws OptionError for an option that doesn't exist, or has a value that it can't have. */
export function checkStreamFitOptions(options: StreamFitOptions): void {
  checkOptions("fitStream", options, OPTIONS);
  positiveInteger("batchSize", options.batchSize);
  const { metrics, validation, from, changed, shuffle = true } = options;
  trueOrFalse("shuffle", shuffle);
  if (from !== undefined) checkStreamState(from);
  if (changed !== undefined && from === undefined) {
    throw new OptionError("fitStream: changed names settings that differ from those of from, which isn't given.");
  }
  if (metrics !== undefined && validation === undefined) {
    throw new OptionError("fitStream: metrics are measured on validation, which isn't given.");
  }
}
