import type { FloatArray } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type { Frame } from "../contracts/layer.js";
import type { Network } from "../contracts/network.js";
import type { Optimizer, UpdateFrame } from "../contracts/optimizer.js";
import { homeOf } from "../memory/home.js";
import { DivergenceError, type DivergencePlace, type LossGrowth } from "./divergence-error.js";

const REMEDY = "A smaller learningRate is the usual remedy, and inputs scaled to about -1 to 1 (standardize, minMax).";

/** The error for a training that can't go on. */
function stopped(place: DivergencePlace, remedy: string = remedyFor(place)): DivergenceError {
  const end = "Training stopped; the network keeps its last finite parameters.";
  return new DivergenceError(`${describe(place)} ${end} ${remedy}`, place, remedy);
}

/** A learning rate has no part in what isn't finite before the first update. */
function remedyFor({ what, step }: DivergencePlace): string {
  return (step === 0 && what !== "parameter" && advice.remedy?.("overflowing at first").trim()) || REMEDY;
}

/** The same error, with the epoch and the batch of its step. @param batches - How many an epoch has. */
export function inEpoch({ place, remedy }: DivergenceError, batches: number): DivergenceError {
  const { step } = place;
  return stopped({ ...place, epoch: Math.floor(step / batches), batch: step % batches }, remedy);
}

/** What isn't finite, as far as it is known without advice. */
const SUBJECTS = { loss: "The loss", gradient: "A gradient", parameter: "An updated parameter" } as const;

function describe(place: DivergencePlace): string {
  const { what, step, epoch, batch } = place;
  const updates = `after ${step} update${step === 1 ? "" : "s"}`;
  const when = epoch === undefined ? updates : `in epoch ${epoch}, batch ${batch} (${updates})`;
  return advice.onDivergence?.(place, when) ?? `${SUBJECTS[what]} is not a finite number ${when}.`;
}

/** Where a loss was found that is not finite. */
function lossIn(
  { stack }: Pick<Network, "stack">,
  frames: readonly Frame[],
  batch: number,
): Pick<DivergencePlace, "what" | "layer"> {
  const layer = advice.layerThatOverflowed?.(stack, frames, batch);
  return { what: "loss", ...(layer !== undefined && { layer }) };
}

/** The error for a loss that is not finite: the first layer whose output isn't, or the loss itself. */
export function lossDivergence(
  network: Network,
  frames: readonly Frame[],
  batch: number,
  step: number,
): DivergenceError {
  const place = { ...lossIn(network, frames, batch), step };
  return stopped(place, place.layer === undefined ? advice.remedy?.("overflowing loss in training").trim() : undefined);
}

/** Where an evaluation or a prediction left the finite numbers. @param example - Its number among all of them. */
export function overflowIn(
  network: Pick<Network, "stack">,
  frames: readonly Frame[],
  batch: number,
  example: number,
): DivergencePlace {
  return { ...lossIn(network, frames, batch), step: 0, example };
}

/** The error for a loss or an output that isn't finite, where nothing is trained. @param what - Which of them. */
export function outputDivergence(place: DivergencePlace, what: string): DivergenceError {
  const remedy = advice.remedy?.(place.layer === undefined ? "overflowing loss" : "overflowing output") ?? "";
  const subject = place.layer === undefined ? what : `The output of ${place.layer},`;
  const message = `${subject} is not a finite number for example ${place.example}. Counts start at 0.${remedy}`;
  return new DivergenceError(message, place, remedy.trim());
}

/** The error for a report whose loss is not finite, though the step before it was: the last update went too far. */
export function reportDivergence(
  step: number,
  epoch: number,
  batch: number,
  overflow: DivergencePlace | undefined,
): DivergenceError {
  const { example: _, ...place } = { what: "loss" as const, ...overflow, step, epoch, batch };
  return stopped(place);
}

/** The error for a loss that is finite, but has grown beyond return. */
export function growthDivergence(step: number, epoch: number, batch: number, growth: LossGrowth): DivergenceError {
  return stopped({ what: "loss", step, epoch, batch, growth });
}

/** The error for a gradient that is not finite: the first on the way back from the loss. */
export function gradientDivergence({ stack }: Network, gradients: FloatArray, step: number): DivergenceError {
  return stopped({ what: "gradient", ...advice.numberThatOverflowed?.(stack, gradients, true), step });
}

/** The error for a step after which a number of a layer is not finite: the first one. */
export function parameterDivergence(network: Network, step: number, remedy?: string): DivergenceError {
  const { block } = homeOf(network).parameters;
  return stopped({ what: "parameter", ...advice.numberThatOverflowed?.(network.stack, block), step }, remedy);
}

/** The same for what an update of a rule has left. */
export function updateDivergence(
  network: Network,
  gradients: FloatArray,
  optimizer: Optimizer,
  slots: UpdateFrame["slots"],
  step: number,
): DivergenceError {
  const { block } = homeOf(network).parameters;
  return parameterDivergence(network, step, advice.onOverflow?.(optimizer.name, slots, block, gradients));
}
