import type { Dataset } from "../../contracts/dataset.js";
import type { Metrics } from "../../contracts/loss.js";
import type { Data } from "../../data/data.js";
import type { Pause } from "../../equipment/companion.js";
import type { Callback } from "../callbacks/callback.js";
import type { StopSignal } from "../fit/signals.js";
import type { Evaluation } from "../measures/reports.js";
import type { Warning } from "../notes/warning.js";
import type { Trainer } from "../trainer/trainer.js";
import type { TrainerOptions } from "../trainer/trainer-options.js";

/** What a training of one's own has in common with `fit`. */
export interface OwnTrainingOptions extends Pick<TrainerOptions, "loss" | "optimizer" | "allowMismatch"> {
  /** How many epochs there are. */
  readonly epochs: number;
  /** As of `fit`. */
  readonly callbacks?: readonly Callback[] | undefined;
  /** As of `fit`. */
  readonly onWarning?: ((warning: Warning) => void) | undefined;
  /** As of `fit`: a training whose signal has aborted makes no more steps, and others may begin. */
  readonly signal?: StopSignal | undefined;
  /** What it is judged by, for warnings. */
  readonly validation?: Data | object | undefined;
  /** Whether its epochs differ in the order of the examples, for warnings. */
  readonly shuffle?: boolean | undefined;
  /** What goes along with a training that this one goes on from: it is taken up before the callbacks are told of the start. */
  readonly from?: OwnFrom | undefined;
}

/** What {@link Company} had of a training that was put away. */
export interface OwnFrom {
  /** What `callbackStates` gave. */
  readonly callbacks: Readonly<Record<string, unknown>>;
  /** Its `firstLoss`. */
  readonly firstLoss: number | null;
  /** The losses of its reports, in order. */
  readonly losses: readonly number[];
}

/** What callbacks are told of an epoch: at least its number and a loss, as they look at that unless they are told otherwise. */
export interface OwnReport {
  /** The epoch, counted from 0. */
  readonly epoch: number;
  /** The loss: a finite number. */
  readonly loss: number;
  /** The loss and the metrics of the validation data after the epoch, where there is one. */
  readonly validation?: Evaluation<Metrics>;
}

/** A training that isn't a fit, as of a stream: how it makes its steps, and what it tells. */
export interface OwnTraining<Report extends OwnReport, History> {
  /** What makes its steps: a trainer of the network that it is run for. */
  readonly trainer: Trainer;
  /** How many epochs were finished. */
  readonly epochs: number;
  /**
   * Trains: gives its reports, and between them what has to be waited for. Where the training is over, it is ended at the next
   * thing that it gives, as a loop is by `return`.
   */
  run(company: Company): Generator<Pause | Report, void>;
  /** What it was like. */
  history(company: Company): History;
  /** What another one goes on from. */
  state(company: Company): unknown;
}

/** What goes along with a training of one's own, as it does with a fit. */
export interface Company {
  /** Why the training is over before its last epoch: the sentence of a callback, or `"aborted"`. No step is made from then on. */
  readonly stopped: string | undefined;
  /** What was noticed so far. */
  readonly warnings: readonly Warning[];
  /** The loss of the first examples before the first step; `null` before it is known. */
  readonly firstLoss: number | null;
  /** What the callbacks remember. */
  callbackStates(): Record<string, unknown>;
  /**
   * To be called with each window of examples, before a step is made of it; its last batch may be smaller than the others. Looks
   * at the first window, and at the last batch of each, and warns. `given` is what the examples were made from.
   */
  look(given: unknown, examples: Dataset): void;
  /** To be called after each step. Gives what has to be waited for, if anything, or what the training ends at. */
  stepped(): Pause | undefined;
  /** To be called with each report, before it is given. `batch` is the number of the epoch's last batch, counted from 0. */
  reported(report: OwnReport, batch: number): Generator<Pause, void>;
  /** Something to wait for, while nothing else may move the parameters. */
  waiting(task: () => Promise<unknown>): Pause;
}

/** A training that runs: await it for its history, or go through its reports with `for await`. */
export type RunningTraining<Report, History> = Promise<History> &
  AsyncIterable<Report> & {
    /** How many epochs it was asked for. */
    readonly epochs: number;
    /** What another one goes on from. */
    state(): unknown;
  };
