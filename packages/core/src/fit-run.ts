import { type Data, type Dataset, datasetFor } from "./dataset.js";
import { reportDivergence } from "./divergence.js";
import { DataError, DivergenceError, OptionError, within } from "./errors.js";
import { checkMismatch, type Evaluation, Evaluator, type Metrics, tooManyRows } from "./evaluate.js";
import type { Network } from "./network.js";
import { type Occupant, occupancyOf } from "./occupancy.js";
import { checkOptions, positiveInteger, show, trueOrFalse } from "./options.js";
import { EpochOrder } from "./order.js";
import { eventLoopTurn, Pacer } from "./pacer.js";
import { type Seed, seededRandom } from "./random.js";
import { orNoRoom } from "./room.js";
import { type StopSignal, Trainer, type TrainerOptions } from "./trainer.js";

/** How `fit` trains: what a {@link Trainer} needs, for how long, in what order, and what to report. */
export interface FitOptions<M extends Metrics = Record<never, never>> extends TrainerOptions {
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
  readonly validation?: Data;
  /** Stops the training between two batches when it aborts. */
  readonly signal?: StopSignal;
}

/** The report of an epoch: figures over the whole data after its updates, as `evaluate` gives them. */
export type EpochReport<M extends Metrics = Record<never, never>> = Evaluation<M> & {
  /** Counts from 0. */
  readonly epoch: number;
  /** The same figures of the validation data; missing where there is none. */
  readonly validation?: Evaluation<M>;
};

/** What a training was like. */
export interface History<M extends Metrics = Record<never, never>> {
  /** The reported epochs, in order. A training that was stopped may have gone on after the last of them. */
  readonly reports: readonly EpochReport<M>[];
  /** How many epochs were finished. */
  readonly epochs: number;
  /** Why it ended: all epochs done, the signal aborted, or the `for await` loop was left. */
  readonly stopped: "finished" | "aborted" | "left";
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
] as const satisfies readonly (keyof FitOptions)[];

/** Said by a running training when the event loop is due a turn. */
export const TURN: unique symbol = Symbol("turn");

/** A training from its first step to its last, as whoever drives it sees it: reports, and marks where a turn is due. */
export class FitRun implements Occupant {
  /** Whether the first step was taken, or is about to be. */
  begun = false;
  readonly #pacer: Pacer = new Pacer();
  readonly #evaluationPacer: Pacer = new Pacer();
  readonly #options: FitOptions;
  readonly #data: Dataset;
  readonly #trainer: Trainer;
  readonly #training: Evaluator;
  readonly #validation: Evaluator | undefined;
  readonly #order: EpochOrder;
  readonly #occupancy: ReturnType<typeof occupancyOf>;
  readonly #reports: EpochReport[] = [];
  #epochs = 0;
  #stopped: History["stopped"] = "left";

  constructor(network: Network, data: Data, options: FitOptions) {
    checkOptions("fit", options, FIT_OPTIONS);
    const { loss, optimizer, metrics, validation, seed = network.seed, allowMismatch = false } = options;
    this.#occupancy = occupancyOf(network);
    this.#occupancy.checkFree();
    positiveInteger("epochs", options.epochs);
    positiveInteger("evaluateEvery", options.evaluateEvery ?? 1);
    trueOrFalse("shuffle", options.shuffle ?? true);
    if (options.signal !== undefined && typeof options.signal?.aborted !== "boolean") {
      throw new OptionError(`signal must be an AbortController's signal, but is ${show(options.signal)}.`);
    }
    this.#options = { ...options };
    this.#data = datasetFor(network, data);
    const batchSize = Math.min(positiveInteger("batchSize", options.batchSize), this.#data.size);
    this.#trainer = new Trainer(network, { loss, optimizer, batchSize, allowMismatch });
    this.#training = new Evaluator(network, this.#data, loss, metrics);
    checkMismatch(network, options);
    if (validation !== undefined) {
      const held = within("validation", () => datasetFor(network, validation));
      this.#validation = new Evaluator(network, held, loss, metrics, "validation examples");
    }
    const random = seededRandom(seed, "shuffle");
    this.#order = orNoRoom(
      () => new EpochOrder(this.#data.size, (options.shuffle ?? true) ? random : undefined),
      () => new DataError(tooManyRows(this.#data.size)),
    );
    // Most of what can't be evaluated shows in the first examples; the others are tried out before the first step.
    this.#training.advance();
    this.#validation?.advance();
    this.#occupancy.take(this);
  }

  /** To be called when it has ended, whatever way: the network may be trained again. */
  release(): void {
    this.#occupancy.release(this);
  }

  get isOver(): boolean {
    return this.#options.signal?.aborted === true;
  }

  get progress(): string {
    return `in epoch ${this.#epochs} of ${this.#options.epochs}`;
  }

  *events(): Generator<typeof TURN | EpochReport, void> {
    const { epochs, signal } = this.#options;
    this.begun = true;
    if (!signal?.aborted) yield* this.#tryOut();
    while (this.#epochs < epochs) {
      const ahead = this.#epochsAhead();
      this.#order.next(ahead);
      if (!(yield* this.#train(ahead))) return;
      const epoch = this.#epochs - 1;
      if (!this.#isReported(epoch)) continue;
      const report = yield* this.#report(epoch);
      if (report === undefined) {
        this.#stopped = "aborted";
        return;
      }
      yield report;
    }
    this.#stopped = "finished";
  }

  #isReported(epoch: number): boolean {
    const { epochs, evaluateEvery = 1 } = this.#options;
    return epoch % evaluateEvery === 0 || epoch === epochs - 1;
  }

  /** How many epochs can be trained in one go: until a report is due, or one ends in a smaller batch. */
  #epochsAhead(): number {
    if (this.#data.size % this.#options.batchSize !== 0) return 1;
    let ahead = 1;
    while (ahead < this.#order.capacity && !this.#isReported(this.#epochs + ahead - 1)) ahead++;
    return ahead;
  }

  /** Trains on what is in the order; `false` if the signal ended it. */
  *#train(epochs: number): Generator<typeof TURN, boolean> {
    const { batchSize, signal } = this.#options;
    const size = this.#data.size;
    const end = epochs * size;
    const before = this.#trainer.stepCount;
    for (let from = 0; from < end; ) {
      const steps = this.#pacer.allowance;
      this.#step(from, Math.min(from + steps * batchSize, end));
      const taken = this.#trainer.stepCount - before;
      from = Math.min(taken * batchSize, end);
      if (from < end && signal?.aborted) {
        this.#epochs += Math.floor(from / size);
        this.#stopped = "aborted";
        return false;
      }
      if (this.#pacer.due(steps)) yield TURN;
    }
    this.#epochs += epochs;
    return true;
  }

  /** Lets the event loop take the turn that is due. */
  async turn(): Promise<void> {
    this.#occupancy.waits = true;
    await eventLoopTurn();
    this.#occupancy.waits = false;
    this.#pacer.turned();
    this.#evaluationPacer.turned();
  }

  history(): History {
    return { reports: this.#reports, epochs: this.#epochs, stopped: this.#stopped };
  }

  /** Evaluates everything once: targets that the loss or a metric has no meaning for must stop before the first step. */
  *#tryOut(): Generator<typeof TURN, void> {
    yield* this.#evaluate(this.#training);
    if (this.#validation) yield* this.#evaluate(this.#validation);
  }

  #step(from: number, to: number): void {
    const { batchSize, signal } = this.#options;
    try {
      this.#trainer.stepRows(this.#data, this.#order.rows, from, to, Math.min(batchSize, to - from), signal);
    } catch (error) {
      if (!(error instanceof DivergenceError)) throw error;
      const batches = Math.ceil(this.#data.size / batchSize);
      const { step } = error.place;
      throw new DivergenceError(
        { ...error.place, epoch: Math.floor(step / batches), batch: step % batches },
        error.remedy,
      );
    }
  }

  /** The report of an epoch, unless the signal aborts before it is complete. */
  *#report(epoch: number): Generator<typeof TURN, EpochReport | undefined> {
    const training = yield* this.#evaluate(this.#training);
    if (training === undefined) return undefined;
    if (!Number.isFinite(training.loss)) {
      const batches = Math.ceil(this.#data.size / this.#options.batchSize);
      throw reportDivergence(this.#trainer.stepCount, epoch, batches - 1);
    }
    const validation = this.#validation && (yield* this.#evaluate(this.#validation));
    if (this.#validation !== undefined && validation === undefined) return undefined;
    const report = { epoch, ...training, ...(validation && { validation }) } as EpochReport;
    this.#reports.push(report);
    return report;
  }

  *#evaluate(evaluator: Evaluator): Generator<typeof TURN, Evaluation | undefined> {
    const { signal } = this.#options;
    while (evaluator.advance()) {
      if (signal?.aborted) return undefined;
      if (this.#evaluationPacer.due()) yield TURN;
    }
    return evaluator.result();
  }
}
