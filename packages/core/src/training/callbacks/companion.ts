import { OptionError } from "@nn/numerics";
import { digestOf } from "../../data/digest.js";
import type { Companion, RunningFit } from "../../equipment/companion.js";
import { LossCourse } from "../fit/loss-course.js";
import { isReported } from "../fit/order.js";
import type { EpochReport } from "../measures/reports.js";
import { checkFitState, type FitPlace, type FitState } from "../state/fit-state.js";
import { readState, stateOf, type Training } from "../state/trainer-state.js";
import { checkRemembered } from "./check-callbacks.js";
import { Hooks } from "./hooks.js";

/** What goes along with a fit: its callbacks, and its state, which it is put away as and taken up from. */
export class FitCompanion extends Hooks implements Companion {
  readonly #run: RunningFit;
  readonly #training: Training;
  readonly #place: FitPlace;
  /** What was found of the data when it was first asked for. */
  #ofData: { readonly digest: number | undefined } | undefined;
  /** What it goes on from, and what restores the trainer to it. */
  readonly #from: FitState | undefined;
  readonly #restore: (() => void) | undefined;

  /** @throws OptionError, ShapeError or DataError for a state that doesn't fit. */
  constructor(run: RunningFit) {
    // Some epochs are gone through at a time, so that steps alone tell where the training stands.
    super(
      run,
      () => this.state(),
      () => Math.floor(this.#training.update.count / this.#batches),
    );
    const { network, trainer, options, data } = run;
    const {
      loss,
      optimizer,
      penalties,
      classWeights,
      callbacks,
      shuffle = true,
      seed = network.seed,
      from,
      changed,
    } = options;
    const { frozen, update } = trainer;
    this.#run = run;
    this.#training = { network, loss, optimizer, penalties, classWeights, frozen, update };
    this.#place = {
      examples: data.size,
      batchSize: Math.min(options.batchSize, data.size),
      seed: shuffle ? seed : null,
    };
    if (from === undefined) return;
    const hasOtherData = Array.isArray(changed) && changed.includes("data");
    this.#from = checkFitState(from, this.#place, hasOtherData ? undefined : this.#digest);
    const others = hasOtherData ? changed.filter((path) => path !== "data") : changed;
    this.#restore = readState(this.#training, this.#from.trainer, others);
    checkRemembered(this.#from.callbacks, callbacks);
  }

  /** How many an epoch has. */
  get #batches(): number {
    return Math.ceil(this.#place.examples / this.#place.batchSize);
  }

  get #digest(): number | undefined {
    this.#ofData ??= { digest: digestOf(this.#run.data) };
    return this.#ofData.digest;
  }

  get isBusy(): boolean {
    return this.#run.first > 0 || this.callbacks.some(({ stepped, reported }) => stepped ?? reported);
  }

  takeUp(): void {
    const [run, from] = [this.#run, this.#from];
    if (from === undefined) return;
    this.restoreCallbacks(from.callbacks);
    this.#restore?.();
    run.occupancy.lastRule = undefined;
    // Orders follow from the seed: those of epochs that were made are drawn again.
    for (let epoch = 0; epoch < from.epoch; epoch++) run.order.next(1);
    run.epochs = from.epoch;
    run.first = Math.min(from.batch * this.#place.batchSize, this.#place.examples);
    run.reports.push(...from.reports);
    if (from.firstLoss !== null) run.course = this.#courseOf(from.firstLoss, from.reports);
  }

  #courseOf(first: number, reports: readonly EpochReport[]): LossCourse {
    const course = new LossCourse(first, () => this.#run.training);
    for (const { loss } of reports) course.follow(loss, false);
    return course;
  }

  state(): FitState {
    if (this.#run.isReleased) {
      throw new OptionError(
        "This fit has ended, and its memory belongs to others. Take its state in the body of a for await loop, or in a " +
          'callback: { name: "keep", ended: (run) => { kept = run.state(); } }.',
      );
    }
    const { reports, course } = this.#run;
    return {
      trainer: stateOf(this.#training),
      ...this.#reached(),
      ...this.#place,
      ...(this.#digest !== undefined && { digest: this.#digest }),
      firstLoss: course?.first ?? null,
      reports: [...reports],
      callbacks: this.states(),
    };
  }

  /** The epochs that were made with their reports, and the batches after them. */
  #reached(): { epoch: number; batch: number } {
    const run = this.#run;
    const batches = this.#batches;
    let epoch = run.epochs;
    if (epoch > 0 && isReported(run.options, epoch - 1) && run.reports.at(-1)?.epoch !== epoch - 1) epoch--;
    let batch = this.#training.update.count - epoch * batches;
    for (; batch >= batches && !isReported(run.options, epoch); epoch++) batch -= batches;
    return { epoch, batch };
  }
}
