import type { Data } from "./dataset.js";
import { OptionError } from "./errors.js";
import type { Metrics } from "./evaluate.js";
import type { EpochReport, FitOptions, History } from "./fit-options.js";
import { FitRun, TURN } from "./fit-run.js";
import type { Network } from "./network.js";
import { TurnWatch } from "./pacer.js";

/** A running training: await it for its history, or go through its reports with `for await`. */
export type Fit<M extends Metrics = Record<never, never>> = Promise<History<M>> &
  AsyncIterable<EpochReport<M>> & {
    /** How many epochs it was asked for. */
    readonly epochs: number;
  };

/**
 * Trains a network: a loop over {@link Trainer.stepRows} that shuffles, reports, and lets the event loop take its turns.
 *
 * Settings, shapes and numbers are checked before this returns, so that what is wrong throws here and nothing has moved.
 */
export function fit<M extends Metrics>(network: Network, data: Data, options: FitOptions<M>): Fit<M> {
  const run = new FitRun(network, data, options as FitOptions);
  const loop = new ReportLoop(run);
  // Training begins in the next microtask: by then a `for await` has taken it over, or never will.
  const history = new Training((resolve) => resolve(Promise.resolve().then(() => loop.ended ?? toTheEnd(run))));
  history.loop = loop;
  history.epochs = options.epochs;
  loop.whenTaken = () => history.catch(() => {});
  return history as unknown as Fit<M>;
}

/** The history to come, which is also a list of reports. */
class Training extends Promise<History> implements AsyncIterable<EpochReport> {
  /** What `then` gives is a plain promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  loop: ReportLoop | undefined;
  epochs = 0;

  // biome-ignore lint/suspicious/noThenProperty: awaiting a promise of another class calls it, and here it may be wrong.
  override then<A = History, B = never>(
    fulfilled?: ((history: History) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    if (this.loop?.waitsForItself) return Promise.reject(waitForItself()).then(null, rejected);
    this.loop?.watch();
    return super.then(fulfilled, rejected);
  }

  get reports(): never {
    throw notAwaited("reports");
  }

  get stopped(): never {
    throw notAwaited("stopped");
  }

  /** As the histories of other libraries have it. */
  get history(): never {
    throw notAwaited("history");
  }

  get loss(): never {
    throw notAwaited("loss");
  }

  [Symbol.asyncIterator](): ReportLoop {
    return this.loop!;
  }
}

function notAwaited(name: string): OptionError {
  return new OptionError(
    `The training isn't over, so there is no ${name} yet. Wait for its history, const history = await network.fit(…): ` +
      "history.reports.at(-1) has the last loss.",
  );
}

declare const setTimeout: (task: () => void, milliseconds: number) => unknown;
declare const clearTimeout: (timer: unknown) => void;

/** A body that takes longer with a report than this, while the history is awaited, may never go on. */
const LONG_MILLISECONDS = 1000;

function waitForItself(): OptionError {
  return new OptionError(
    "A training is awaited in the body of the for await loop over its own reports, which it waits for in turn: neither " +
      "would ever go on. Await it after the loop, or in place of the loop.",
  );
}

async function toTheEnd(run: FitRun): Promise<History> {
  try {
    for (const event of run.events()) if (event === TURN) await run.turn();
    return run.history();
  } finally {
    run.release();
  }
}

/** A training that is driven by a `for await` loop, a report at a time. */
class ReportLoop implements AsyncIterableIterator<EpochReport, void> {
  /** The history for whoever awaits it beside the loop; missing until the loop has begun. */
  ended: Promise<History> | undefined;
  /** Called when the loop begins. Its errors come out of the loop, so the history's need not be handled as well. */
  whenTaken: () => void = () => {};
  readonly #run: FitRun;
  readonly #reports: AsyncGenerator<EpochReport, void>;
  readonly #watch: TurnWatch = new TurnWatch();
  #settle: { resolve: (history: History) => void; reject: (error: unknown) => void } | undefined;
  /** The loop's body has a report, and no other one was asked for yet. */
  #stands = false;
  #timer: unknown;

  constructor(run: FitRun) {
    this.#run = run;
    this.#reports = this.#yieldReports();
  }

  /**
   * Whether what is going on at this moment is the loop's body, which has just been given a report. Only what happens
   * before the event loop's next turn is sure to be: later, others may have their reasons to await the history.
   */
  get waitsForItself(): boolean {
    return this.#stands && this.#watch.isSameTurn && !this.#run.isOver;
  }

  /** To be called when the history is awaited: by the loop's body, it would be for ever; by others it is their right. */
  watch(): void {
    if (!this.#stands || this.#run.isOver || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      const message =
        `A training has been awaited for a second while the for await loop over its reports stands ${this.#run.progress}. ` +
        "If that await is in the body of the loop, neither will ever go on: await the training after the loop.";
      this.#run.warn({ kind: "awaited in its loop", message });
    }, LONG_MILLISECONDS);
  }

  #goOn(): void {
    this.#stands = false;
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  next(): Promise<IteratorResult<EpochReport, void>> {
    this.#take();
    this.#goOn();
    return this.#reports.next();
  }

  async return(): Promise<IteratorResult<EpochReport, void>> {
    this.#goOn();
    if (this.ended !== undefined || !this.#run.begun) {
      this.#take();
      await this.#reports.return();
      this.#run.release();
      this.#settle?.resolve(this.#run.history());
    }
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(): void {
    if (this.ended !== undefined) return;
    if (this.#run.begun) {
      throw new OptionError(
        "This training has begun already. To see its reports, write `for await` around fit(...) itself.",
      );
    }
    this.ended = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.whenTaken();
  }

  async *#yieldReports(): AsyncGenerator<EpochReport, void> {
    try {
      for (const event of this.#run.events()) {
        if (event === TURN) await this.#run.turn();
        else {
          this.#watch.begin();
          this.#stands = true;
          yield event;
        }
      }
    } catch (error) {
      this.#settle?.reject(error);
      throw error;
    } finally {
      this.#stands = false;
      this.#run.release();
      this.#settle?.resolve(this.#run.history());
    }
  }
}
