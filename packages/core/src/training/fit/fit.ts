import type { Metrics } from "../../contracts/loss.js";
import type { Network } from "../../contracts/network.js";
import type { Data } from "../../data/data.js";
import { equipmentOf } from "../../equipment/equipment.js";
import type { EpochReport } from "../measures/reports.js";
import type { FitState } from "../state/fit-state.js";
import { driven } from "./driven.js";
import type { FitOptions, History } from "./fit-options.js";
import { FitRun } from "./fit-run.js";

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
  const history = Object.assign(driven(run), { epochs: options.epochs });
  equipmentOf(network)?.giveState(history, run);
  return history as unknown as Fit<M>;
}
