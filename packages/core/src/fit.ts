import type { Data } from "./dataset.js";
import { OptionError } from "./errors.js";
import type { Metrics } from "./evaluate.js";
import { type EpochReport, type FitOptions, FitRun, type History, TURN } from "./fit-run.js";
import type { Network } from "./network.js";

/** A running training: await it for its history, or go through its reports with `for await`. */
export type Fit<M extends Metrics = Record<never, never>> = Promise<History<M>> & AsyncIterable<EpochReport<M>>;

/**
 * Trains a network: a loop over {@link Trainer.stepRows} that shuffles, reports, and lets the event loop take its turns.
 *
 * Settings, shapes and numbers are checked before this returns, so that what is wrong throws here and nothing has moved.
 */
export function fit<M extends Metrics>(network: Network, data: Data, options: FitOptions<M>): Fit<M> {
  const run = new FitRun(network, data, options as FitOptions);
  const loop = new ReportLoop(run);
  // Training begins in the next microtask: by then a `for await` has taken it over, or never will.
  const history = Promise.resolve().then(() => loop.ended ?? toTheEnd(run));
  loop.whenTaken = () => history.catch(() => {});
  return Object.assign(history, { [Symbol.asyncIterator]: () => loop }) as unknown as Fit<M>;
}

async function toTheEnd(run: FitRun): Promise<History> {
  for (const event of run.events()) if (event === TURN) await run.turn();
  return run.history();
}

/** A training that is driven by a `for await` loop, a report at a time. */
class ReportLoop implements AsyncIterableIterator<EpochReport, void> {
  /** The history for whoever awaits it beside the loop; missing until the loop has begun. */
  ended: Promise<History> | undefined;
  /** Called when the loop begins. Its errors come out of the loop, so the history's need not be handled as well. */
  whenTaken: () => void = () => {};
  readonly #run: FitRun;
  readonly #reports: AsyncGenerator<EpochReport, void>;
  #settle: { resolve: (history: History) => void; reject: (error: unknown) => void } | undefined;

  constructor(run: FitRun) {
    this.#run = run;
    this.#reports = this.#yieldReports();
  }

  next(): Promise<IteratorResult<EpochReport, void>> {
    this.#take();
    return this.#reports.next();
  }

  async return(): Promise<IteratorResult<EpochReport, void>> {
    if (this.ended !== undefined || !this.#run.begun) {
      this.#take();
      await this.#reports.return();
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
        else yield event;
      }
    } catch (error) {
      this.#settle?.reject(error);
      throw error;
    } finally {
      this.#settle?.resolve(this.#run.history());
    }
  }
}
