import { OptionError } from "@nn/numerics";
import { advice } from "../../advice/advice.js";
import type { Metrics } from "../../contracts/loss.js";
import type { Network } from "../../contracts/network.js";
import type { Data } from "../../data/data.js";
import { equipmentOf } from "../../equipment/equipment.js";
import type { EpochReport } from "../reports.js";
import type { FitState } from "../state/fit-state.js";
import type { FitOptions, History } from "./fit-options.js";
import { FitRun } from "./fit-run.js";
import { ReportLoop } from "./report-loop.js";

/** A running training: await it for its history, or go through its reports with `for await`. */
export type Fit<M extends Metrics = Record<never, never>> = Promise<History<M>> &
  AsyncIterable<EpochReport<M>> & {
    /** How many epochs it was asked for. */
    readonly epochs: number;
    /**
     * All that another fit needs to go on from here, as its option `from`: to be called while this one runs, as in the body of
     * a `for await` loop. Not with `@nn/core/plain`.
     *
     * @throws OptionError after its end, when its memory belongs to others.
     */
    state(): FitState;
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
  const equipment = equipmentOf(network);
  equipment?.refuseEarly(Training.prototype);
  equipment?.giveState(history, run);
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

  [Symbol.asyncIterator](): ReportLoop {
    return this.loop!;
  }
}

function waitForItself(): OptionError {
  return new OptionError(
    `A training is awaited in the body of the for await loop over its own reports${advice.remedy?.("awaited within") ?? "."}`,
  );
}

async function toTheEnd(run: FitRun): Promise<History> {
  run.isAwaited = true;
  try {
    for (const event of run.events()) if (typeof event === "function") await event();
    return run.history();
  } catch (error) {
    run.companion?.failed();
    throw error;
  } finally {
    for (const pause of run.ending()) await pause();
  }
}
