import type { Dataset } from "../../contracts/dataset.js";
import type { Metrics } from "../../contracts/loss.js";
import type { Data } from "../../data/data.js";
import type { Pause } from "../../equipment/companion.js";
import type { Callback } from "../callbacks/callback.js";
import type { StopSignal } from "../fit/signals.js";
import type { Warning } from "../notes/warning.js";
import type { TrainerOptions } from "../plain-trainer.js";
import type { Evaluation } from "../reports.js";
import type { Trainer } from "../trainer.js";

/** What a training of one's own has in common with `fit`. */
export interface OwnTrainingOptions extends Pick<TrainerOptions, "loss" | "optimizer"> {
  /** How many epochs there are. */
  readonly epochs: number;
  /** As of `fit`. */
  readonly callbacks?: readonly Callback[];
  /** As of `fit`. */
  readonly onWarning?: (warning: Warning) => void;
  /** As of `fit`: a training whose signal has aborted makes no more steps, and others may begin. */
  readonly signal?: StopSignal;
  /** What it is judged by, for warnings. */
  readonly validation?: Data | object;
  /** Whether its epochs differ in the order of the examples, for warnings. */
  readonly shuffle?: boolean;
}

/** The least that callbacks are told of an epoch. */
export interface OwnReport {
  /** The epoch, counted from 0. */
  readonly epoch: number;
  /** The loss and the metrics of the validation data after the epoch, where there is one. */
  readonly validation?: Evaluation<Metrics>;
}

/** A training that isn't a fit, as of a stream: how it makes its steps, and what it tells. */
export interface OwnTraining<Report extends OwnReport, History> {
  /** What makes its steps. */
  readonly trainer: Trainer;
  /** How many epochs were finished. */
  readonly epochs: number;
  /** Trains: gives its reports, and between them what has to be waited for. */
  run(company: Company): Generator<Pause | Report, void>;
  /** What it was like. */
  history(company: Company): History;
  /** What another one goes on from. */
  state(company: Company): unknown;
}

/** What goes along with a training of one's own, as it does with a fit. */
export interface Company {
  /** Why a callback has ended the training: it returns as soon as there is a sentence. */
  readonly stopped: string | undefined;
  /** What was noticed so far. */
  readonly warnings: readonly Warning[];
  /** The loss of the first examples before the first step; `null` before it is known. */
  readonly firstLoss: number | null;
  /** What the callbacks remember. */
  callbackStates(): Record<string, unknown>;
  /** Goes on where another training was put away. `losses` are those of its epochs, in order. */
  takeUp(from: {
    callbacks: Readonly<Record<string, unknown>>;
    firstLoss: number | null;
    losses: readonly number[];
  }): void;
  /** Looks at the first examples, once and before a step is made of them, and warns. `given` is what they were made from. */
  look(given: unknown, examples: Dataset): void;
  /** To be called after each step. Gives what has to be waited for, if anything. */
  stepped(): Pause | undefined;
  /** To be called with each report, before it is given. `figures` are its loss, and the number of its last batch. */
  reported(report: OwnReport, figures: { loss: number; batch: number }): Generator<Pause, void>;
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
