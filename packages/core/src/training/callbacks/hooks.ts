import { OptionError, show } from "@nn/numerics";
import { handle, isPromise } from "../../components/promises.js";
import type { Network } from "../../contracts/network.js";
import type { Pause } from "../../equipment/companion.js";
import type { RecordableUpdate } from "../../equipment/recorded.js";
import { type Occupancy, type Occupant, waiting } from "../occupancy.js";
import { checkRateScale } from "../state/trainer-state.js";
import type { Callback, FitView } from "./callback.js";

type Hook = "started" | "stepped" | "reported";
type Report = Parameters<NonNullable<Callback["reported"]>>[0];

/** A training, as what tells its callbacks sees it. */
export interface ToldTraining extends Occupant {
  readonly network: Network;
  readonly trainer: {
    readonly update: RecordableUpdate;
    readonly stepCount: number;
    readonly loss: number;
    gradients(): Record<string, number[]>;
  };
  readonly options: { readonly epochs: number; readonly callbacks?: readonly Callback[] | undefined };
  readonly occupancy: Pick<Occupancy, "hold">;
  readonly begun: boolean;
  /** How many epochs were finished, before those that are gone through now. */
  readonly epochs: number;
}

/** Tells the callbacks of a training what happens, waits for them, and lets them end it. */
export class Hooks {
  stopped: string | undefined = undefined;
  protected readonly callbacks: readonly Callback[];
  readonly #run: ToldTraining;
  /** Those that are told of each step. */
  readonly #stepping: readonly Callback[];
  /** What they are shown: made for those that there are, as most trainings have none. */
  readonly #view!: FitView;
  #hasEnded = false;
  #hasFailed = false;
  #isAwaiting = false;

  /**
   * @param state - What a callback gets that asks for the training's state.
   * @param epoch - How many epochs were finished, at this moment.
   */
  constructor(run: ToldTraining, state: () => unknown, epoch: () => number = () => run.epochs) {
    // A copy, which its owner can't change while they are told.
    const callbacks = Array.from(run.options.callbacks ?? []);
    this.#run = run;
    this.callbacks = callbacks;
    this.#stepping = callbacks.filter(({ stepped }) => stepped !== undefined);
    if (callbacks.length === 0) return;
    this.#view = new View(run, { network: () => this.#networkOfCallback(), state: state as FitView["state"], epoch });
  }

  get stepsAtOnce(): number | undefined {
    return this.#stepping.length > 0 ? 1 : undefined;
  }

  /** What the callbacks remember, by their names. */
  states(): Record<string, unknown> {
    const states: Record<string, unknown> = {};
    for (const callback of this.callbacks) {
      const state = callback.state?.();
      if (state !== undefined) states[callback.name] = state;
    }
    return states;
  }

  /** Has them take up what `states` gave. */
  restoreCallbacks(states: Readonly<Record<string, unknown>>): void {
    for (const callback of this.callbacks) {
      if (Object.hasOwn(states, callback.name)) callback.restore?.(states[callback.name]);
    }
  }

  started(): Pause[] {
    return listed(this.#tell(this.callbacks, 0, "started", undefined));
  }

  stepped(): Pause | undefined {
    return this.#stepping.length > 0 ? this.#tell(this.#stepping, 0, "stepped", undefined) : undefined;
  }

  reported(report: Report): Pause[] {
    return listed(this.#tell(this.callbacks, 0, "reported", report));
  }

  ended(): Pause[] {
    if (this.#hasEnded) return [];
    this.#hasEnded = true;
    return this.#run.begun && this.callbacks.length > 0 ? [() => this.#tellOfEnd()] : [];
  }

  failed(): void {
    this.#hasFailed = true;
  }

  /** Each callback may have something to put away, whatever the others throw. The first error is the one that tells most. */
  async #tellOfEnd(): Promise<void> {
    const errors: unknown[] = [];
    for (const callback of this.callbacks) {
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
  #tell(callbacks: readonly Callback[], from: number, hook: Hook, report: Report | undefined): Pause | undefined {
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
    report: Report | undefined,
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
    try {
      return await waiting(this.#run.occupancy, this.#run, () => answer);
    } finally {
      this.#isAwaiting = false;
    }
  }

  /** The network for a callback, which may change it until it awaits something again. */
  #networkOfCallback(): FitView["network"] {
    const run = this.#run;
    if (this.#isAwaiting) {
      run.occupancy.hold(run, false);
      void Promise.resolve().then(() => {
        if (this.#isAwaiting) run.occupancy.hold(run, true);
      });
    }
    return run.network as FitView["network"];
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
}

function listed(pause: Pause | undefined): Pause[] {
  return pause === undefined ? [] : [pause];
}

interface OwnView extends Pick<FitView, "state"> {
  network(): FitView["network"];
  epoch(): number;
}

/** What callbacks see of a training. */
class View implements FitView {
  readonly epochs: number;
  readonly state: FitView["state"];
  readonly #run: ToldTraining;
  readonly #own: OwnView;

  constructor(run: ToldTraining, own: OwnView) {
    this.epochs = run.options.epochs;
    this.state = own.state;
    this.#run = run;
    this.#own = own;
    // Its own, so that they are in a copy, and the same ones in each view, so that it dies young (see `attached`).
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(View.prototype))) {
      if (property.get) Object.defineProperty(this, name, { ...property, enumerable: true });
    }
  }

  get network(): FitView["network"] {
    return this.#own.network();
  }

  get step(): number {
    return this.#run.trainer.stepCount;
  }

  get epoch(): number {
    return this.#own.epoch();
  }

  get loss(): number {
    return this.#run.trainer.loss;
  }

  get rateScale(): number {
    return this.#run.trainer.update.memory.rate.scale;
  }

  set rateScale(scale) {
    this.#run.trainer.update.memory.rate.scale = checkRateScale(scale);
  }

  readonly gradients = (): Record<string, number[]> => this.#run.trainer.gradients();
}
