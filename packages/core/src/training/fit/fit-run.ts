import { seededRandom, within } from "@nn/numerics";
import type { Dataset } from "../../contracts/dataset.js";
import type { Network } from "../../contracts/network.js";
import type { Data } from "../../data/data.js";
import { datasetFor } from "../../data/dataset.js";
import type { Companion, Pause } from "../../equipment/companion.js";
import { equipmentOf, type Notes, type Observer } from "../../equipment/equipment.js";
import type { RecordedEpochs } from "../../equipment/recorded.js";
import { release } from "../../memory/home.js";
import { orNoRoom } from "../../memory/room.js";
import { inEpoch, reportDivergence } from "../divergence.js";
import { DivergenceError } from "../divergence-error.js";
import { checkMismatch, type Evaluator } from "../measures/evaluate.js";
import type { EpochReport, Evaluation } from "../measures/reports.js";
import { type Occupancy, occupancyOf } from "../occupancy.js";
import type { Steps } from "../steps.js";
import { checkFitOptions, type FitOptions, type History } from "./fit-options.js";
import type { LossCourse } from "./loss-course.js";
import { EpochOrder, epochsAhead, isReported } from "./order.js";
import { eventLoopTurn, Pacer } from "./pacer.js";
import type { Run } from "./run.js";
import { evaluated, evaluatorFor, trainerFor } from "./tools.js";

/** A fit from its first step to its last. */
export class FitRun implements Run<EpochReport, History> {
  begun = false;
  readonly #pacer: Pacer = new Pacer();
  readonly #evaluationPacer: Pacer = new Pacer();
  readonly options: FitOptions;
  readonly #equipment: ReturnType<typeof equipmentOf>;
  readonly network: Network;
  readonly data: Dataset;
  /** Data that was brought into memory for this training alone. */
  readonly #held: Dataset[] = [];
  readonly trainer: Steps;
  readonly training: Evaluator;
  readonly #validation: Evaluator | undefined;
  readonly order: EpochOrder;
  readonly occupancy: Occupancy;
  readonly reports: EpochReport[] = [];
  /** What it should be warned of; `undefined` where no notes are taken. */
  readonly notes: Notes | undefined;
  /** Of the loss since the evaluation before the first step. */
  course: LossCourse | undefined = undefined;
  isAwaited = false;
  isReleased = false;
  /** What then makes epochs of tiny networks with their reports, by the dozen; `undefined` where nothing does. */
  readonly #recordedEpochs: RecordedEpochs | undefined;
  readonly companion: Companion | undefined;
  /** How many epochs were finished. */
  epochs = 0;
  /** How many examples of the next epoch were trained on by the fit that this one goes on from. */
  first = 0;
  #stopped: History["stopped"] = "left";

  constructor(network: Network, data: Data, options: FitOptions) {
    const equipment = equipmentOf(network);
    this.#equipment = equipment;
    checkFitOptions(options, equipment);
    const { loss, optimizer, validation, seed = network.seed, shuffle = true, classWeights } = options;
    this.occupancy = occupancyOf(network);
    this.occupancy.checkFree();
    this.options = { ...options };
    this.network = network;
    const dataset = datasetFor(network, data, loss);
    this.data = classWeights === undefined ? dataset : equipment!.weighClasses(network, dataset, data, options);
    if (this.data !== data) this.#held.push(this.data);
    const batchSize = Math.min(options.batchSize, this.data.size);
    this.trainer = trainerFor(network, options, batchSize);
    this.training = evaluatorFor(network, options, "training", this.data);
    checkMismatch(network, options);
    if (validation !== undefined) {
      const held = within("validation", () => datasetFor(network, validation, loss));
      if (held !== validation) this.#held.push(held);
      this.#validation = evaluatorFor(network, options, "validation", held, "validation ");
    }
    this.#recordedEpochs = this.trainer.recorded?.epochs(options, this.data, batchSize, [
      this.training,
      this.#validation,
    ]);
    const random = seededRandom(seed, "shuffle");
    this.order = orNoRoom(
      () => new EpochOrder(this.data.size, shuffle ? random : undefined),
      () => equipment?.noRoom.order(this.data.size),
    );
    const examples = this.data.size;
    const isShuffled = shuffle && batchSize < examples;
    const noted = { network, loss, optimizer, examples, data, validation, isShuffled, options, trainer: this.trainer };
    this.notes = equipment?.noteTraining(noted, options.onWarning);
    // Most of what can't be evaluated shows in the first examples; the others are tried out before the first step.
    this.training.advance(this.notes?.first);
    this.#validation?.advance();
    this.companion = equipment?.accompany(this);
    this.occupancy.take(this);
  }

  release(): void {
    this.occupancy.release(this);
    // Called again when another training may work with what this one has left.
    if (this.isReleased) return;
    this.isReleased = true;
    const tools = { trainer: this.trainer, training: this.training, validation: this.#validation };
    this.#equipment?.kept.handOn(this.network, tools, this.#stopped === "finished");
    // What holds the examples is free for all networks.
    for (const held of this.#held) release(this.network, held);
  }

  *ending(): Generator<Pause, void> {
    try {
      yield* this.companion?.ended() ?? [];
    } finally {
      this.release();
    }
  }

  get isOver(): boolean {
    return this.options.signal?.aborted === true;
  }

  get progress(): string {
    return `in epoch ${this.epochs} of ${this.options.epochs}`;
  }

  *events(): Generator<Pause | EpochReport, void> {
    const { companion, options } = this;
    const { epochs, signal } = options;
    this.begun = true;
    companion?.takeUp();
    if (!signal?.aborted) yield* this.#tryOut();
    yield* companion?.started() ?? [];
    while (this.epochs < epochs) {
      if (companion?.stopped) return;
      const tiny = this.isAwaited && !companion?.isBusy ? this.#recordedEpochs : undefined;
      const { order, reports, notes, course } = this;
      const made = tiny?.run(options, this.epochs, order, this.#pacer, reports, notes, course) ?? 0;
      if (made > 0) {
        this.epochs += made;
        if (this.#pacer.due(Math.ceil((made * this.data.size) / this.options.batchSize))) yield this.#turn;
        continue;
      }
      const ahead = this.first > 0 ? 1 : epochsAhead(options, this.data.size, this.epochs, this.order.capacity);
      this.order.next(ahead);
      if (!(yield* this.#train(ahead))) return;
      const epoch = this.epochs - 1;
      if (!isReported(options, epoch)) continue;
      const report = yield* this.#report(epoch);
      if (report === undefined) {
        this.#stopped = "aborted";
        return;
      }
      yield* companion?.reported(report) ?? [];
      yield report;
    }
    this.#stopped = "finished";
  }

  /** Trains on what is in the order; `false` if the signal ended it. */
  *#train(epochs: number): Generator<Pause, boolean> {
    const { batchSize } = this.options;
    const size = this.data.size;
    const end = epochs * size;
    const { first, trainer, companion } = this;
    const before = trainer.stepCount;
    this.first = 0;
    for (let from = first; from < end; ) {
      const steps = companion?.stepsAtOnce ?? this.#pacer.allowance;
      const to = Math.min(from + steps * batchSize, end);
      this.#step(from, to);
      from = Math.min(first + (trainer.stepCount - before) * batchSize, end);
      const pause = companion?.stepped();
      if (pause) yield pause;
      // Nothing makes fewer steps but the signal, after which another training may have the network. It isn't read anew: its answer
      // may be another one each time.
      if (from < to || companion?.stopped) {
        this.epochs += Math.floor(from / size);
        this.#stopped = "aborted";
        return false;
      }
      if (this.#pacer.due(steps)) yield this.#turn;
    }
    this.epochs += epochs;
    return true;
  }

  /** Lets the event loop take the turn that is due. */
  readonly #turn: Pause = async () => {
    this.occupancy.hold(this, true);
    await eventLoopTurn();
    this.occupancy.hold(this, false);
    this.#pacer.turned();
    this.#evaluationPacer.turned();
  };

  history(): History {
    const { reports, epochs, notes } = this;
    const stopped = this.companion?.stopped ?? this.#stopped;
    const history = { reports, epochs, stopped, warnings: notes?.warnings ?? [] };
    return this.#equipment?.foreignNames(history) ?? history;
  }

  /** Evaluates everything once: targets that the loss or a metric has no meaning for must stop before the first step. */
  *#tryOut(): Generator<Pause, void> {
    const evaluation = yield* this.#evaluate(this.training, this.notes?.first);
    if (this.#validation) yield* this.#evaluate(this.#validation);
    this.notes?.begin(evaluation?.loss);
    if (evaluation) this.course ??= this.#equipment?.courseOf(evaluation.loss, this.training);
  }

  #step(from: number, to: number): void {
    if (!this.occupancy.isOf(this)) return;
    const { batchSize, signal } = this.options;
    try {
      this.trainer.run(this.data, this.order.rows, from, to, Math.min(batchSize, to - from), signal);
    } catch (error) {
      throw error instanceof DivergenceError ? inEpoch(error, this.#lastBatch + 1) : error;
    }
  }

  get #lastBatch(): number {
    return Math.ceil(this.data.size / this.options.batchSize) - 1;
  }

  /** The report of an epoch, unless the signal aborts before it is complete. */
  *#report(epoch: number): Generator<Pause, EpochReport | undefined> {
    const isLast = epoch === this.options.epochs - 1;
    const observer = this.notes?.watch(isLast);
    const training = yield* this.#evaluate(this.training, observer);
    if (training === undefined) return undefined;
    const { loss } = training;
    if (!Number.isFinite(loss)) {
      throw reportDivergence(this.trainer.stepCount, epoch, this.#lastBatch, this.training.overflow);
    }
    this.notes?.report(epoch, isLast, loss);
    this.course?.check({ step: this.trainer.stepCount, epoch, batch: this.#lastBatch }, loss, isLast, this.notes);
    const validation = this.#validation && (yield* this.#evaluate(this.#validation));
    if (this.#validation !== undefined && validation === undefined) return undefined;
    const report: EpochReport = validation ? { epoch, ...training, validation } : { epoch, ...training };
    this.reports.push(report);
    return report;
  }

  /** The figures of some examples. */
  #evaluate(evaluator: Evaluator, observer?: Observer): Generator<Pause, Evaluation | undefined> {
    return evaluated(evaluator, this.trainer, this.options.signal, this.#evaluationPacer, this.#turn, observer);
  }
}
