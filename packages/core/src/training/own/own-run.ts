import { isRecord, OptionError, show, sizeOf } from "@nn/numerics";
import type { Dataset } from "../../contracts/dataset.js";
import type { Network } from "../../contracts/network.js";
import { datasetFor } from "../../data/dataset.js";
import type { Pause } from "../../equipment/companion.js";
import { equipmentOf, type Notes, type Observer } from "../../equipment/equipment.js";
import { giveBack, housed } from "../../memory/home.js";
import { Hooks, type ToldTraining } from "../callbacks/hooks.js";
import { LossCourse } from "../fit/loss-course.js";
import { eventLoopTurn, Pacer } from "../fit/pacer.js";
import type { Run } from "../fit/run.js";
import { Evaluator } from "../measures/evaluate.js";
import type { Warning } from "../notes/warning.js";
import { type Occupancy, occupancyOf, waiting } from "../occupancy.js";
import type { Trainer } from "../trainer/trainer.js";
import type { Company, OwnReport, OwnTraining, OwnTrainingOptions } from "./own-training.js";

/** So many of the first examples are looked at for warnings, and fewer where so many numbers are more than that. */
const MOST_EXAMPLES = 1024;
const MOST_NUMBERS = 1_048_576;

/** A training of one's own with what goes along with it. */
export class OwnRun<Report extends OwnReport, History> implements Run<Report, History>, Company, ToldTraining {
  readonly network: Network;
  readonly options: OwnTrainingOptions;
  readonly trainer: Trainer;
  readonly occupancy: Occupancy;
  readonly companion: Hooks;
  begun = false;
  isAwaited = false;
  notes: Notes | undefined = undefined;
  readonly #own: OwnTraining<Report, History>;
  readonly #pacer: Pacer = new Pacer();
  /** Of the first examples. */
  #evaluator: Evaluator | undefined;
  #course: LossCourse | undefined;
  /** Callbacks were told of a report that is yet to be given. */
  #isReporting = false;
  #wasEnded = false;

  constructor(network: Network, options: OwnTrainingOptions, own: OwnTraining<Report, History>) {
    this.network = network;
    this.options = options;
    this.trainer = own.trainer;
    this.#own = own;
    this.companion = new Hooks(this, () => this.state());
    this.occupancy = occupancyOf(network);
    this.occupancy.take(this);
  }

  get isOver(): boolean {
    return this.options.signal?.aborted === true;
  }

  get epochs(): number {
    return this.#own.epochs;
  }

  get progress(): string {
    return `in epoch ${this.epochs} of ${this.options.epochs}`;
  }

  get stopped(): string | undefined {
    return this.companion.stopped ?? (this.isOver && this.epochs < this.options.epochs ? "aborted" : undefined);
  }

  get warnings(): readonly Warning[] {
    return this.notes?.warnings ?? [];
  }

  get firstLoss(): number | null {
    return this.#course?.first ?? this.options.from?.firstLoss ?? null;
  }

  callbackStates(): Record<string, unknown> {
    return this.companion.states();
  }

  *events(): Generator<Pause | Report, void> {
    this.begun = true;
    if (this.options.from !== undefined) this.companion.restoreCallbacks(this.options.from.callbacks);
    yield* this.companion.started();
    if (this.stopped !== undefined) return;
    const events: unknown = this.#own.run(this);
    if (typeof Object(events)[Symbol.iterator] !== "function") {
      throw new OptionError(`runTraining: run must be a generator of reports, but gave ${show(events)}.`);
    }
    for (const event of events as Generator<Pause | Report, void>) {
      yield event;
      if (typeof event !== "function") this.#isReporting = false;
      // Whatever it looks at itself.
      if (this.stopped !== undefined && !this.#isReporting) return;
    }
  }

  *ending(): Generator<Pause, void> {
    try {
      yield* this.companion.ended();
    } finally {
      this.release();
    }
  }

  release(): void {
    this.occupancy.release(this);
    if (this.#evaluator !== undefined) giveBack(this.network, this.#evaluator);
    this.#evaluator = undefined;
  }

  history(): History {
    return this.#own.history(this);
  }

  /** Between two steps it may be asked for at any time, also while something is waited for. */
  state(): unknown {
    const { waits } = this.occupancy;
    this.occupancy.hold(this, false);
    try {
      return this.#own.state(this);
    } finally {
      this.occupancy.hold(this, waits);
    }
  }

  look(given: unknown, examples: Dataset): void {
    if (this.#evaluator !== undefined) {
      this.notes?.window(examples.size);
      return;
    }
    const { network, trainer } = this;
    const { loss, optimizer, validation, onWarning, shuffle = true } = this.options;
    const sample = firstOf(network, examples, loss);
    const noted = {
      network,
      loss,
      optimizer,
      examples: sample.size,
      data: given,
      validation,
      isShuffled: shuffle,
      options: this.options,
      window: examples.size,
      trainer,
    };
    this.notes = equipmentOf(network)?.noteTraining(noted, onWarning);
    this.#evaluator = housed(network, () => new Evaluator(network, sample, loss));
    const first = this.#evaluate(this.notes?.first);
    this.notes?.begin(first);
    const course = new LossCourse(this.firstLoss ?? first, () => this.#evaluator);
    for (const each of this.options.from?.losses ?? []) course.follow(each, false);
    this.#course = course;
  }

  stepped(): Pause | undefined {
    this.#checkGoesOn("made a step");
    const pause = this.companion.stepped();
    this.#wasEnded = this.stopped !== undefined;
    if (!this.#wasEnded && !this.#pacer.due()) return pause;
    if (pause === undefined) return this.#turn;
    return async () => {
      await pause();
      await this.#turn();
    };
  }

  *reported(report: OwnReport, batch: number): Generator<Pause, void> {
    const { epoch, loss } = checkReport(report);
    this.#checkGoesOn("told of a report");
    if (this.#isReporting) {
      throw new OptionError(
        "runTraining: run told of a report before it gave the one before. What follows yield* company.reported(report) is " +
          "yield report: the training ends there if a callback says so.",
      );
    }
    this.#isReporting = true;
    const isLast = epoch === this.options.epochs - 1;
    const observer = this.notes?.watch(isLast);
    if (observer !== undefined) this.#evaluate(observer);
    this.notes?.report(epoch, isLast, loss);
    this.#course?.check({ step: this.trainer.stepCount, epoch, batch }, loss, isLast, this.notes);
    yield* this.companion.reported(report);
  }

  #checkGoesOn(what: string): void {
    if (!this.#wasEnded) return;
    throw new OptionError(
      `runTraining: run ${what} after its end (${this.stopped}). It has to give what company.stepped() gives, or to return as soon ` +
        "as company.stopped says why.",
    );
  }

  waiting(task: () => Promise<unknown>): Pause {
    return () => waiting(this.occupancy, this, task);
  }

  readonly #turn: Pause = this.waiting(async () => {
    await eventLoopTurn();
    this.#pacer.turned();
  });

  /** The loss of the first examples. */
  #evaluate(observer: Observer | undefined): number {
    while (this.#evaluator!.advance(observer));
    return this.#evaluator!.result().loss;
  }
}

/** @throws OptionError for a report without what callbacks look at. */
function checkReport(report: OwnReport): OwnReport {
  const { epoch, loss } = Object(report) as Partial<OwnReport>;
  if (Number.isInteger(epoch) && epoch! >= 0 && Number.isFinite(loss)) return report;
  throw new OptionError(
    "runTraining: a report has epoch, counted from 0, and loss, a finite number, as in { epoch: 0, loss: 0.25 }, but is " +
      `${isRecord(report) ? `one with epoch ${show(epoch)} and loss ${show(loss)}` : show(report)}.`,
  );
}

/** The first examples of a data set, as a data set of their own. */
function firstOf(network: Network, data: Dataset, loss: OwnTrainingOptions["loss"]): Dataset {
  const [inputSize, targetSize] = [sizeOf(data.inputShape), sizeOf(data.targetShape)];
  const size = Math.min(data.size, MOST_EXAMPLES, Math.ceil(MOST_NUMBERS / (inputSize + targetSize)));
  const [inputs, targets] = [new Float64Array(size * inputSize), new Float64Array(size * targetSize)];
  const rows = Uint32Array.from({ length: size }, (_, row) => row);
  data.read(inputs, targets, rows, 0, size);
  const weights = data.weights && Float64Array.from({ length: size }, (_, row) => data.weights![row]!);
  const isWeighted = weights?.some((weight) => weight > 0);
  return datasetFor(network, { inputs, targets, ...(isWeighted && { weights: weights! }) }, loss);
}
