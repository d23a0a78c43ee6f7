import type { Dataset } from "../../contracts/dataset.js";
import type { Network } from "../../contracts/network.js";
import type { Pause } from "../../equipment/companion.js";
import { type EvaluatorName, equipmentOf, type Observer } from "../../equipment/equipment.js";
import { housed } from "../../memory/home.js";
import { Evaluator } from "../measures/evaluate.js";
import type { Evaluation } from "../measures/reports.js";
import { Steps } from "../steps.js";
import type { FitOptions } from "./fit-options.js";
import type { Pacer } from "./pacer.js";
import type { StopSignal } from "./signals.js";

/** What makes a training's steps: as far as it serves, what made the last one's. */
export function trainerFor(
  network: Network,
  { loss, optimizer, allowMismatch = false, frozen, penalties }: FitOptions,
  batchSize: number,
): Steps {
  const more = { ...(frozen !== undefined && { frozen }), ...(penalties !== undefined && { penalties }) };
  const options = { loss, optimizer, batchSize, allowMismatch, ...more };
  return equipmentOf(network)?.kept.trainer<Steps>(network, options) ?? new Steps(network, options);
}

/** What evaluates some examples, in the same way. @param what - How messages call them. */
export function evaluatorFor(
  network: Network,
  { loss, metrics }: FitOptions,
  name: EvaluatorName,
  data: Dataset,
  what?: string,
): Evaluator {
  return (
    equipmentOf(network)?.kept.evaluator<Evaluator>(network, name, data, loss, metrics) ??
    housed(network, () => new Evaluator(network, data, loss, metrics, what))
  );
}

/**
 * An evaluation of all examples, which gives the event loop its turns; `undefined` where the signal aborts it. The loss is
 * what is minimised, with all penalties.
 */
export function* evaluated(
  evaluator: Evaluator,
  trainer: Steps,
  signal: StopSignal | undefined,
  pacer: Pacer,
  turn: Pause,
  observer: Observer | undefined,
): Generator<Pause, Evaluation | undefined> {
  while (evaluator.advance(observer)) {
    if (signal?.aborted) return undefined;
    if (pacer.due()) yield turn;
  }
  const evaluation = evaluator.result();
  const penalty = trainer.update.penalties?.measure();
  return penalty === undefined ? evaluation : { ...evaluation, loss: evaluation.loss + penalty, penalty };
}
