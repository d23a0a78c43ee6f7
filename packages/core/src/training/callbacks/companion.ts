import { OptionError, show } from "@nn/numerics";
import { handle, isPromise } from "../../components/promises.js";
import type { Companion, Pause, RunningFit } from "../../equipment/companion.js";
import { LossCourse } from "../fit/loss-course.js";
import { isReported } from "../fit/order.js";
import type { EpochReport } from "../reports.js";
import { checkFitState, type FitPlace, type FitState } from "../state/fit-state.js";
import { checkRateScale, readState, stateOf, type Training } from "../state/trainer-state.js";
import type { Callback, FitView } from "./callback.js";

type Hook = "started" | "stepped" | "reported";

/** What goes along with a fit: its callbacks, and its state, which it is put away as and taken up from. */
export class FitCompanion implements Companion {
  stopped: string | undefined;
  readonly #run: RunningFit;
  readonly #training: Training;
  readonly #place: FitPlace;
  readonly #callbacks: readonly Callback[];
  /** Those that are told of each step. */
  readonly #stepping: readonly Callback[];
  readonly #view: FitView;
  /** What it goes on from, and what restores the trainer to it. */
  readonly #from: FitState | undefined;
  readonly #restore: (() => void) | undefined;
  #hasEnded = false;
  #hasFailed = false;
  #isAwaiting = false;

  /** @throws OptionError, ShapeError or DataError for a state that doesn't fit. */
  constructor(run: RunningFit) {
    const { network, trainer, options, data } = run;
    const { optimizer, callbacks = [], shuffle = true, seed = network.seed, from } = options;
    this.#run = run;
    this.#training = { network, optimizer, update: trainer.update };
    this.#place = {
      examples: data.size,
      batchSize: Math.min(options.batchSize, data.size),
      seed: shuffle ? seed : null,
    };
    this.#callbacks = callbacks;
    this.#stepping = callbacks.filter(({ stepped }) => stepped !== undefined);
    this.#view = viewOf(run, {
      network: () => this.#networkOfCallback(),
      state: () => this.state(),
    });
    if (from === undefined) return;
    this.#from = checkFitState(from, this.#place);
    this.#restore = readState(this.#training, this.#from.trainer);
  }

  get stepsAtOnce(): number | undefined {
    return this.#stepping.length > 0 ? 1 : undefined;
  }

  get isBusy(): boolean {
    return this.#run.first > 0 || this.#callbacks.some(({ stepped, reported }) => stepped ?? reported);
  }

  takeUp(): void {
    const [run, from] = [this.#run, this.#from];
    if (from === undefined) return;
    for (const callback of this.#callbacks) {
      if (Object.hasOwn(from.callbacks, callback.name)) callback.restore?.(from.callbacks[callback.name]);
    }
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
    const course = new LossCourse(first, () => this.#run.training.lossOfZero());
    for (const { epoch, loss } of reports) course.follow(epoch, loss, false, undefined);
    return course;
  }

  started(): Pause[] {
    return listed(this.#tell(this.#callbacks, 0, "started", undefined));
  }

  stepped(): Pause | undefined {
    return this.#stepping.length > 0 ? this.#tell(this.#stepping, 0, "stepped", undefined) : undefined;
  }

  reported(report: EpochReport): Pause[] {
    return listed(this.#tell(this.#callbacks, 0, "reported", report));
  }

  ended(): Pause[] {
    if (this.#hasEnded) return [];
    this.#hasEnded = true;
    return this.#run.begun && this.#callbacks.length > 0 ? [() => this.#tellOfEnd()] : [];
  }

  failed(): void {
    this.#hasFailed = true;
  }

  /** Each callback may have something to put away, whatever the others throw. The first error is the one that tells most. */
  async #tellOfEnd(): Promise<void> {
    const errors: unknown[] = [];
    for (const callback of this.#callbacks) {
      try {
        const answer: unknown = callback.ended?.(this.#view);
        if (isPromise(answer)) await this.#awaited(answer);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0 && !this.#hasFailed) throw errors[0];
  }

  /** Tells callbacks from one on. @returns What has to be waited for, if anything. */
  #tell(callbacks: readonly Callback[], from: number, hook: Hook, report: EpochReport | undefined): Pause | undefined {
    for (let i = from; i < callbacks.length; i++) {
      const callback = callbacks[i]!;
      const answer: unknown =
        hook === "reported" ? callback.reported?.(report!, this.#view) : callback[hook]?.(this.#view);
      if (answer === undefined) continue;
      if (isPromise(answer)) return this.#pauseFor(answer, callbacks, i, hook, report);
      this.#take(answer, callback, hook);
    }
    return undefined;
  }

  #pauseFor(
    answer: PromiseLike<unknown>,
    callbacks: readonly Callback[],
    at: number,
    hook: Hook,
    report: EpochReport | undefined,
  ): Pause {
    // The loop over the reports may be left before anything waits for it.
    handle(answer);
    return async () => {
      this.#take(await this.#awaited(answer), callbacks[at]!, hook);
      await this.#tell(callbacks, at + 1, hook, report)?.();
    };
  }

  /** Waits for a callback, while other code may not move the parameters. */
  async #awaited(answer: PromiseLike<unknown>): Promise<unknown> {
    this.#isAwaiting = true;
    this.#hold();
    try {
      return await answer;
    } finally {
      this.#isAwaiting = false;
      this.#run.occupancy.waits = false;
    }
  }

  /** After an abort, another fit may have taken the network. */
  #hold(): void {
    if (this.#isAwaiting && !this.#run.isOver) this.#run.occupancy.waits = true;
  }

  /** The network for a callback, which may change it until it awaits something again. */
  #networkOfCallback(): FitView["network"] {
    const { network, occupancy } = this.#run;
    if (this.#isAwaiting) {
      occupancy.waits = false;
      void Promise.resolve().then(() => this.#hold());
    }
    return network as FitView["network"];
  }

  #take(answer: unknown, { name }: Callback, hook: Hook): void {
    if (answer === undefined) return;
    if (typeof answer !== "string" || answer === "") {
      throw new OptionError(
        `The callback ${show(name)}: ${hook} gives a sentence, which ends the training, or nothing, but gave ${show(answer)}.`,
      );
    }
    this.stopped ??= answer;
  }

  state(): FitState {
    if (this.#run.isReleased) {
      throw new OptionError(
        "This fit has ended, and its memory belongs to others. Take its state in the body of a for await loop, or in a " +
          'callback: { name: "keep", ended: (run) => { kept = run.state(); } }.',
      );
    }
    const { reports, course } = this.#run;
    const callbacks: Record<string, unknown> = {};
    for (const callback of this.#callbacks) {
      const state = callback.state?.();
      if (state !== undefined) callbacks[callback.name] = state;
    }
    return {
      trainer: stateOf(this.#training),
      ...this.#reached(),
      ...this.#place,
      firstLoss: course?.first ?? null,
      reports: [...reports],
      callbacks,
    };
  }

  /** The epochs that were made with their reports, and the batches after them. */
  #reached(): { epoch: number; batch: number } {
    const run = this.#run;
    const batches = Math.ceil(this.#place.examples / this.#place.batchSize);
    let epoch = run.epochs;
    if (epoch > 0 && isReported(run.options, epoch - 1) && run.reports.at(-1)?.epoch !== epoch - 1) epoch--;
    let batch = this.#training.update.count - epoch * batches;
    for (; batch >= batches && !isReported(run.options, epoch); epoch++) batch -= batches;
    return { epoch, batch };
  }
}

function listed(pause: Pause | undefined): Pause[] {
  return pause === undefined ? [] : [pause];
}

function viewOf(run: RunningFit, own: { network(): FitView["network"]; state(): FitState }): FitView {
  return {
    get network() {
      return own.network();
    },
    epochs: run.options.epochs,
    get step() {
      return run.trainer.stepCount;
    },
    get epoch() {
      return run.epochs;
    },
    get loss() {
      return run.trainer.loss;
    },
    get rateScale() {
      return run.trainer.update.memory.rate.scale;
    },
    set rateScale(scale) {
      run.trainer.update.memory.rate.scale = checkRateScale(scale);
    },
    gradients: () => run.trainer.gradients(),
    state: own.state,
  };
}
