import type { Seed } from "@nn/numerics";
import { checkOptions, OptionError, positiveInteger, show, trueOrFalse } from "@nn/numerics";
import type { Metrics } from "../../contracts/loss.js";
import type { ClassWeights, Data } from "../../data/data.js";
import type { Equipment } from "../../equipment/equipment.js";
import type { Callback } from "../callbacks/callback.js";
import type { EpochReport } from "../measures/reports.js";
import type { Warning } from "../notes/warning.js";
import type { FitState } from "../state/fit-state.js";
import type { RestoreOptions } from "../state/trainer-state.js";
import type { TrainerOptions } from "../trainer/trainer-options.js";
import { refuseSignal, type StopSignal } from "./signals.js";

/** How `fit` trains: what a trainer needs, for how long, in what order, and what to report. */
export interface FitOptions<M extends Metrics = Record<never, never>, Table = never> extends TrainerOptions {
  /** How many times to go through the data. */
  readonly epochs: number;
  /** Whether each epoch takes the examples in a new order; `true` unless given, as learning is better for it. */
  readonly shuffle?: boolean;
  /** What decides the orders; the network's seed unless given. */
  readonly seed?: Seed;
  /**
   * At which epochs to report: every n-th from epoch 0 on, and the last one. 1 unless given. A report is a forward pass
   * over all the data, so on large data it pays to report less often. There is one such pass before the first step, too,
   * which finds targets that the loss or a metric has no meaning for.
   */
  readonly evaluateEvery?: number;
  /** More figures to report, under names of your choice. */
  readonly metrics?: M;
  /** Data that is not trained on, to report the same figures for. */
  readonly validation?: Data | Table;
  /**
   * What the examples of each class count: by the label of the network's pipeline, `{ F: 1, M: 5 }`, or by the class's number,
   * `{ 0: 1, 1: 5 }`; or `"balanced"`, with which all classes count alike. As weights of the data would, times those where there
   * are any; validation data count as they are. Not with `@nn/core/plain`.
   */
  readonly classWeights?: ClassWeights;
  /** Stops the training between two batches when it aborts. */
  readonly signal?: StopSignal;
  /**
   * Told of what is most likely not meant: data that can't train, a learning rate that moves nothing. Each kind comes once,
   * and stands in the history as well. Unless given, a line on standard error; `() => {}` for silence.
   */
  readonly onWarning?: (warning: Warning) => void;
  /** What goes along with the training: told of its steps and reports, and able to end it. Not with `@nn/core/plain`. */
  readonly callbacks?: readonly Callback[];
  /**
   * A fit to go on from: what `state()` of another one gave, in this process or another, on this backend or another. The
   * network, the data and the options have to be the same, but `epochs` may be more, and what `changed` names. Not with
   * `@nn/core/plain`.
   */
  readonly from?: FitState;
  /**
   * Which settings differ on purpose from those of the fit that this one goes on `from`, each with all below it:
   * `["optimizer.learningRate"]`, or `"data"` where as many other examples follow. See {@link RestoreOptions}.
   */
  readonly changed?: readonly string[];
}

/** What a training was like. */
export interface History<M extends Metrics = Record<never, never>> {
  /** The reported epochs, in order. A training that was stopped may have gone on after the last of them. */
  readonly reports: readonly EpochReport<M>[];
  /** How many epochs were finished. */
  readonly epochs: number;
  /** Why it ended: all epochs done, the signal aborted, the `for await` loop was left, or the sentence of a callback. */
  readonly stopped: "finished" | "aborted" | "left" | (string & {});
  /** What was noticed, each kind once: data that can't train, a learning rate that moves nothing. */
  readonly warnings: readonly Warning[];
}

const FIT_OPTIONS = [
  "loss",
  "optimizer",
  "batchSize",
  "epochs",
  "shuffle",
  "seed",
  "evaluateEvery",
  "metrics",
  "validation",
  "signal",
  "allowMismatch",
  "frozen",
  "penalties",
  "onWarning",
] as const satisfies readonly (keyof FitOptions)[];

/** @throws OptionError for an option that doesn't exist, or has a value that it can't have. */
export function checkFitOptions(options: FitOptions, equipment: Equipment | undefined): void {
  checkOptions("fit", options, [...FIT_OPTIONS, ...(equipment?.moreFitOptions(options) ?? [])], "training");
  positiveInteger("epochs", options.epochs);
  positiveInteger("batchSize", options.batchSize);
  const { evaluateEvery = 1, shuffle = true } = options;
  positiveInteger("evaluateEvery", evaluateEvery);
  trueOrFalse("shuffle", shuffle);
  const { signal, onWarning } = options;
  checkOnWarning(onWarning);
  if (signal !== undefined && typeof signal?.aborted !== "boolean") refuseSignal(signal);
}

/** @throws OptionError for what is no function. */
export function checkOnWarning(onWarning: FitOptions["onWarning"]): void {
  if (onWarning !== undefined && typeof onWarning !== "function") {
    throw new OptionError(`onWarning must be a function that takes a warning, but is ${show(onWarning)}.`);
  }
}
