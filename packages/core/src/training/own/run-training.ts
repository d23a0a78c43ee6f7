import { checkOptions, isRecord, OptionError, positiveInteger, show } from "@nn/numerics";
import { checkOptimizer } from "../../contracts/learning-rate.js";
import { checkLoss } from "../../contracts/loss.js";
import { checkNetwork, type Network } from "../../contracts/network.js";
import { checkCallbacks, checkRemembered } from "../callbacks/check-callbacks.js";
import { driven } from "../fit/driven.js";
import { checkOnWarning } from "../fit/fit-options.js";
import { refuseSignal } from "../fit/signals.js";
import { occupancyOf } from "../occupancy.js";
import { Trainer } from "../trainer/trainer.js";
import { OwnRun } from "./own-run.js";
import type { OwnFrom, OwnReport, OwnTraining, OwnTrainingOptions, RunningTraining } from "./own-training.js";

/**
 * Runs a training of one's own as `fit` runs: one at a time on a network, with callbacks and warnings, awaited or looped over, and
 * with turns for the event loop. `fitStream` of `@nn/data` is one.
 *
 * @param make - Makes the training, once the network is free.
 * @throws OptionError for callbacks that are none or don't take what they are to go on from, for a trainer of another network,
 *   and while another training of the network runs. It rejects with one for a report without an epoch and a loss, and for a step
 *   after its end.
 *
 * @example
 * const network = new Sequential([new Dense(1, 1)]);
 * const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }) };
 * const trainer = network.trainer({ ...options, batchSize: 2 });
 * let epochs = 0;
 * const training = runTraining(network, { ...options, epochs: 2 }, () => ({
 *   trainer,
 *   get epochs() {
 *     return epochs;
 *   },
 *   *run(company) {
 *     while (epochs < 2 && company.stopped === undefined) {
 *       const loss = trainer.step([1, 2], [0, 1]);
 *       const pause = company.stepped();
 *       if (pause) yield pause;
 *       const report = { epoch: epochs++, loss };
 *       yield* company.reported(report, 0);
 *       yield report;
 *     }
 *   },
 *   history: () => `${epochs} epochs`,
 *   state: () => trainer.state(),
 * }));
 * await training; // => "2 epochs"
 */
export function runTraining<Report extends OwnReport, History>(
  network: Network,
  options: OwnTrainingOptions,
  make: () => OwnTraining<Report, History>,
): RunningTraining<Report, History> {
  checkNetwork("runTraining", network);
  checkOptionsOfOwn(options);
  if (typeof make !== "function") {
    throw new OptionError(`runTraining takes a function that makes the training, but got ${show(make)}.`);
  }
  occupancyOf(network).checkFree();
  const run = new OwnRun(network, { ...options }, checkTraining(make(), network));
  return Object.assign(driven(run), { epochs: options.epochs, state: () => run.state() });
}

const OPTIONS = "loss optimizer epochs callbacks onWarning signal validation shuffle from".split(" ");

function checkOptionsOfOwn(options: OwnTrainingOptions): void {
  checkOptions("runTraining", options, OPTIONS);
  const { loss, optimizer, epochs, callbacks, onWarning, signal, from } = options;
  checkLoss(loss);
  checkOptimizer(optimizer);
  positiveInteger("epochs", epochs);
  if (callbacks !== undefined) checkCallbacks(callbacks);
  checkOnWarning(onWarning);
  if (signal !== undefined && typeof signal?.aborted !== "boolean") refuseSignal(signal);
  if (from === undefined) return;
  checkFrom(from);
  checkRemembered(from.callbacks, callbacks);
}

/** @throws OptionError for what a training can't go on from. */
function checkFrom(from: OwnFrom): void {
  const { callbacks, firstLoss, losses } = (isRecord(from) ? from : {}) as Partial<OwnFrom>;
  const isLoss = firstLoss === null || Number.isFinite(firstLoss);
  if (isRecord(callbacks) && isLoss && Array.isArray(losses) && losses.every((loss) => Number.isFinite(loss))) return;
  throw new OptionError(
    `runTraining: from must be { callbacks, firstLoss, losses }, as company had them, but is ${show(from)}.`,
  );
}

/** @throws OptionError for what was made and is no training of this network. */
function checkTraining<Training>(made: Training, network: Network): Training {
  const given: Readonly<Record<string, unknown>> = isRecord(made) ? made : {};
  const lacking = (["run", "history", "state"] as const).filter((name) => typeof given[name] !== "function");
  if (lacking.length === 0 && given.trainer instanceof Trainer) {
    if (given.trainer.network === network) return made;
    throw new OptionError(
      "runTraining: the trainer of what is made trains another network. Make it of the network that runTraining is given: " +
        "network.trainer(options).",
    );
  }
  throw new OptionError(
    "runTraining: what is made has a trainer, as network.trainer gives it, and the methods run, history and state, but is " +
      `${show(made)}${lacking.length > 0 && isRecord(made) ? ` without ${lacking.join(", ")}` : ""}.`,
  );
}
