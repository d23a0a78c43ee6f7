import { allFinite, type FloatArray, sizeOf } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import { shortNumber } from "../advice/short-number.js";
import type { Frame } from "../contracts/layer.js";
import type { Network } from "../contracts/network.js";
import type { Optimizer, UpdateFrame } from "../contracts/optimizer.js";
import { framesWithin } from "../memory/frames.js";
import { homeOf } from "../memory/home.js";
import type { TrainingWorkspace } from "../memory/workspace.js";
import type { Place } from "../network/stack.js";
import { DivergenceError, type DivergencePlace, type LossGrowth } from "./divergence-error.js";

const REMEDY = "A smaller learningRate is the usual remedy, and inputs scaled to about -1 to 1 (standardize, minMax).";

/** The error for a training that can't go on. */
function stopped(place: DivergencePlace, remedy: string): DivergenceError {
  const end = "Training stopped; the network keeps its last finite parameters.";
  return new DivergenceError(`${describe(place)} ${end} ${remedy}`, place, remedy);
}

/** The same error, with the epoch and the batch of its step. @param batches - How many an epoch has. */
export function inEpoch({ place, remedy }: DivergenceError, batches: number): DivergenceError {
  const { step } = place;
  return stopped({ ...place, epoch: Math.floor(step / batches), batch: step % batches }, remedy);
}

function describe({ what, layer, parameter, element, step, epoch, batch, growth }: DivergencePlace): string {
  const subject = {
    loss: outputOf(layer),
    gradient: `The gradient of ${parameter}[${element}] of ${layer},`,
    parameter: `The updated parameter ${parameter}[${element}] of ${layer},`,
  }[what];
  const updates = `after ${step} update${step === 1 ? "" : "s"}`;
  const when = epoch === undefined ? updates : `in epoch ${epoch}, batch ${batch} (${updates})`;
  if (growth === undefined) return `${subject} is not a finite number ${when}.`;
  const [from, to] = [growth.from, growth.to].map(shortNumber);
  return `${subject} has grown from ${from} before the first step to ${to} ${when}, and doesn't fall again.`;
}

/** What isn't finite where no layer's parameters are checked. */
function outputOf(layer: string | undefined): string {
  return layer === undefined ? "The loss" : `The output of ${layer},`;
}

/** The error for a loss that is not finite: the first layer whose output isn't, or the loss itself. */
export function lossDivergence(
  network: Network,
  workspace: TrainingWorkspace,
  batch: number,
  step: number,
): DivergenceError {
  const layer = layerThatOverflowed(network, workspace.frames, batch);
  if (layer !== undefined) return stopped({ what: "loss", layer, step }, REMEDY);
  return stopped({ what: "loss", step }, advice.remedy?.("overflowing loss in training").trim() ?? REMEDY);
}

/** The first layer whose output isn't finite, or the first one within it. */
function layerThatOverflowed(
  { stack }: Pick<Network, "stack">,
  frames: readonly Frame[],
  batch: number,
): string | undefined {
  let found: Place | undefined;
  for (const [i, { y }] of framesWithin(frames).entries()) {
    const place = stack.allPlaces[i]!;
    if (allFinite(y, batch * sizeOf(place.outputShape))) continue;
    if (found === undefined || place.path.startsWith(`${found.path}.`)) found = place;
  }
  return found?.label;
}

/** Where an evaluation or a prediction left the finite numbers. @param example - Its number among all of them. */
export function overflowIn(
  network: Pick<Network, "stack">,
  frames: readonly Frame[],
  batch: number,
  example: number,
): DivergencePlace {
  const layer = layerThatOverflowed(network, frames, batch);
  return { what: "loss", ...(layer !== undefined && { layer }), step: 0, example };
}

/** The error for a loss or an output that isn't finite, where nothing is trained. */
export function outputDivergence(place: DivergencePlace): DivergenceError {
  const remedy = advice.remedy?.(place.layer === undefined ? "overflowing loss" : "overflowing output") ?? "";
  const message = `${outputOf(place.layer)} is not a finite number for example ${place.example}. Counts start at 0.${remedy}`;
  return new DivergenceError(message, place, remedy.trim());
}

/** The error for a report whose loss is not finite, though the step before it was: the last update went too far. */
export function reportDivergence(step: number, epoch: number, batch: number, layer?: string): DivergenceError {
  return stopped({ what: "loss", ...(layer !== undefined && { layer }), step, epoch, batch }, REMEDY);
}

/** The error for a loss that is finite, but has grown beyond return. */
export function growthDivergence(step: number, epoch: number, batch: number, growth: LossGrowth): DivergenceError {
  return stopped({ what: "loss", step, epoch, batch, growth }, REMEDY);
}

/** The error for a gradient that is not finite: the first on the way back from the loss. */
export function gradientDivergence(network: Network, gradients: FloatArray, step: number): DivergenceError {
  const backwards = [...network.stack.allPlaces].reverse();
  return stopped(firstPlace("gradient", backwards, gradients, step), REMEDY);
}

/** The error for an update after which a parameter is not finite: the first parameter. */
export function parameterDivergence(
  network: Network,
  gradients: FloatArray,
  optimizer: Optimizer,
  slots: UpdateFrame["slots"],
  step: number,
): DivergenceError {
  const { block } = homeOf(network).parameters;
  const place = firstPlace("parameter", network.stack.allPlaces, block, step);
  return stopped(place, advice.onOverflow?.(optimizer.name, slots, block, gradients) ?? REMEDY);
}

/** The error for a step after whose forward pass what a layer remembers is not finite: the first one. */
export function stateDivergence(network: Network, step: number): DivergenceError {
  const { block } = homeOf(network).parameters;
  return stopped(firstPlace("parameter", network.stack.allPlaces, block, step), REMEDY);
}

function firstPlace(
  what: "gradient" | "parameter",
  places: readonly Place[],
  block: FloatArray,
  step: number,
): DivergencePlace {
  for (const { label, parameters, state } of places) {
    // Of gradients, the block ends before what layers remember.
    for (const { fullName, offset, size } of [...parameters, ...state]) {
      const at = block.subarray(offset, offset + size).findIndex((value) => !Number.isFinite(value));
      if (at >= 0) return { what, layer: label, parameter: fullName, element: at, step };
    }
  }
  throw new Error("unreachable: all are finite");
}
