import { seededRandom, within } from "@nn/numerics";
import type { Dataset } from "../../contracts/dataset.js";
import type { Network } from "../../contracts/network.js";
import { type Data, datasetFor } from "../../data/dataset.js";
import { equipmentOf, type Notes, type Observer } from "../../equipment/equipment.js";
import type { RecordedEpochs } from "../../equipment/recorded.js";
import { release } from "../../memory/home.js";
import { orNoRoom } from "../../memory/room.js";
import { growthDivergence, inEpoch, reportDivergence } from "../divergence.js";
import { DivergenceError } from "../divergence-error.js";
import { checkMismatch, type Evaluation, type Evaluator } from "../evaluate.js";
import { type Occupancy, type Occupant, occupancyOf } from "../occupancy.js";
import type { PlainTrainer } from "../plain-trainer.js";
import { checkFitOptions, type EpochReport, type FitOptions, type History } from "./fit-options.js";
import { LossCourse } from "./loss-course.js";
import { EpochOrder } from "./order.js";
import { eventLoopTurn, Pacer } from "./pacer.js";
import { evaluatorFor, trainerFor } from "./tools.js";

/** Said by a running training when the event loop is due a turn. */
export const TURN: unique symbol = Symbol("turn");

/** A training from its first step to its last, as the driver of its loop sees it: reports, and marks where a turn is due. */
export class FitRun implements Occupant {
  /** Whether the first step was taken, or is about to be. */
  begun = false;
  readonly #pacer: Pacer = new Pacer();
  readonly #evaluationPacer: Pacer = new Pacer();
  readonly #options: FitOptions;
  readonly #equipment: ReturnType<typeof equipmentOf>;
  readonly #network: Network;
  readonly #data: Dataset;
  /** Data that was brought into memory for this training alone. */
  readonly #held: Dataset[] = [];
  readonly #trainer: PlainTrainer;
  readonly #training: Evaluator;
  readonly #validation: Evaluator | undefined;
  readonly #order: EpochOrder;
  readonly occupancy: Occupancy;
  readonly #reports: EpochReport[] = [];
  /** What it should be warned of; `undefined` where no notes are taken. */
  readonly notes: Notes | undefined;
  /** Of the loss since the evaluation before the first step. */
  #course: LossCourse | undefined;
  /** Whether it is awaited, so that nothing looks at a report before the end. */
  isAwaited = false;
  #isReleased = false;
  /** What then makes epochs of tiny networks with their reports, by the dozen; `undefined` where nothing does. */
  readonly #recordedEpochs: RecordedEpochs | undefined;
  #epochs = 0;
  #stopped: History["stopped"] = "left";

  constructor(network: Network, data: Data, options: FitOptions) {
    const equipment = equipmentOf(network);
    this.#equipment = equipment;
    checkFitOptions(options, equipment);
    const { loss, optimizer, validation, seed = network.seed, shuffle = true } = options;
    this.occupancy = occupancyOf(network);
    this.occupancy.checkFree();
    this.#options = { ...options };
    this.#network = network;
    this.#data = datasetFor(network, data, loss);
    if (this.#data !== data) this.#held.push(this.#data);
    const batchSize = Math.min(options.batchSize, this.#data.size);
    this.#trainer = trainerFor(network, options, batchSize);
    this.#training = evaluatorFor(network, options, "training", this.#data);
    checkMismatch(network, options);
    if (validation !== undefined) {
      const held = within("validation", () => datasetFor(network, validation, loss));
      if (held !== validation) this.#held.push(held);
      this.#validation = evaluatorFor(network, options, "validation", held, "validation examples");
    }
    this.#recordedEpochs = this.#trainer.recorded?.epochs(this.#data, batchSize, [this.#training, this.#validation]);
    const random = seededRandom(seed, "shuffle");
    this.#order = orNoRoom(
      () => new EpochOrder(this.#data.size, shuffle ? random : undefined),
      equipment && (() => equipment.noRoom.order(this.#data.size)),
    );
    const examples = this.#data.size;
    const isShuffled = shuffle && batchSize < examples;
    const noted = { network, loss, optimizer, examples, isShuffled, trainer: this.#trainer };
    this.notes = equipment?.noteTraining(noted, options.onWarning);
    // Most of what can't be evaluated shows in the first examples; the others are tried out before the first step.
    this.#training.advance(this.notes?.first);
    this.#validation?.advance();
    this.occupancy.take(this);
  }

  /** To be called when it has ended, whatever way: the network may be trained again. */
  release(): void {
    this.occupancy.release(this);
    // Called again when another training may work with what this one has left.
    if (this.#isReleased) return;
    this.#isReleased = true;
    const tools = { trainer: this.#trainer, training: this.#training, validation: this.#validation };
    this.#equipment?.kept.handOn(this.#network, tools, this.#stopped === "finished");
    // What holds the examples is free for all networks.
    for (const held of this.#held) release(this.#network, held);
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
      const made = this.isAwaited ? this.#makeAhead() : 0;
      if (made > 0) {
        this.#epochs += made;
        if (this.#pacer.due(Math.ceil((made * this.#data.size) / this.#options.batchSize))) yield TURN;
        continue;
      }
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

  #makeAhead(): number {
    const told = [this.#reports, this.notes, this.#course] as const;
    return this.#recordedEpochs?.run(this.#options, this.#epochs, this.#order, this.#pacer, ...told) ?? 0;
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
    const { batchSize } = this.#options;
    const size = this.#data.size;
    const end = epochs * size;
    const before = this.#trainer.stepCount;
    for (let from = 0; from < end; ) {
      const steps = this.#pacer.allowance;
      const to = Math.min(from + steps * batchSize, end);
      this.#step(from, to);
      const taken = this.#trainer.stepCount - before;
      from = Math.min(taken * batchSize, end);
      // Nothing but the signal makes fewer steps. It was read before each of them, and isn't read anew: its answer may be
      // another one each time.
      if (from < to) {
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
    this.occupancy.waits = true;
    await eventLoopTurn();
    this.occupancy.waits = false;
    this.#pacer.turned();
    this.#evaluationPacer.turned();
  }

  history(): History {
    const warnings = this.notes?.warnings ?? [];
    const history = { reports: this.#reports, epochs: this.#epochs, stopped: this.#stopped, warnings };
    return this.#equipment?.foreignNames(history) ?? history;
  }

  /** Evaluates everything once: targets that the loss or a metric has no meaning for must stop before the first step. */
  *#tryOut(): Generator<typeof TURN, void> {
    const evaluation = yield* this.#evaluate(this.#training, this.notes?.first);
    if (this.#validation) yield* this.#evaluate(this.#validation);
    this.notes?.begin(evaluation?.loss);
    if (evaluation) this.#course = new LossCourse(evaluation.loss, () => this.#training.lossOfZero());
  }

  #step(from: number, to: number): void {
    const { batchSize, signal } = this.#options;
    try {
      this.#trainer.stepRows(this.#data, this.#order.rows, from, to, Math.min(batchSize, to - from), signal);
    } catch (error) {
      throw error instanceof DivergenceError ? inEpoch(error, this.#lastBatch + 1) : error;
    }
  }

  get #lastBatch(): number {
    return Math.ceil(this.#data.size / this.#options.batchSize) - 1;
  }

  /** The report of an epoch, unless the signal aborts before it is complete. */
  *#report(epoch: number): Generator<typeof TURN, EpochReport | undefined> {
    const isLast = epoch === this.#options.epochs - 1;
    const observer = this.notes?.watch(isLast);
    const training = yield* this.#evaluate(this.#training, observer);
    if (training === undefined) return undefined;
    const { loss } = training;
    if (!Number.isFinite(loss)) {
      throw reportDivergence(this.#trainer.stepCount, epoch, this.#lastBatch, this.#training.overflow?.layer);
    }
    this.notes?.report(epoch, isLast, loss);
    const growth = this.#course?.follow(epoch, loss, isLast, this.notes);
    if (growth) throw growthDivergence(this.#trainer.stepCount, epoch, this.#lastBatch, growth);
    const validation = this.#validation && (yield* this.#evaluate(this.#validation));
    if (this.#validation !== undefined && validation === undefined) return undefined;
    const report: EpochReport = validation ? { epoch, ...training, validation } : { epoch, ...training };
    this.#reports.push(report);
    return report;
  }

  *#evaluate(evaluator: Evaluator, observer?: Observer): Generator<typeof TURN, Evaluation | undefined> {
    const { signal } = this.#options;
    while (evaluator.advance(observer)) {
      if (signal?.aborted) return undefined;
      if (this.#evaluationPacer.due()) yield TURN;
    }
    return evaluator.result();
  }
}
