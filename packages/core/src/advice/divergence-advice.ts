import { allFinite, type FloatArray, sizeOf } from "@nn/numerics";
import type { Frame } from "../contracts/layer.js";
import { framesWithin } from "../memory/frames/frames.js";
import type { Place, Stack } from "../network/stack/stack.js";
import type { DivergencePlace } from "../training/divergence-error.js";
import { shortNumber } from "./short-number.js";

/** What happened at such a place, as a sentence. @param when - After which step. */
export function onDivergence({ what, layer, parameter, element, growth }: DivergencePlace, when: string): string {
  const subject = {
    loss: layer === undefined ? "The loss" : `The output of ${layer},`,
    gradient: `The gradient of ${parameter}[${element}] of ${layer},`,
    parameter: `The updated parameter ${parameter}[${element}] of ${layer},`,
  }[what];
  if (growth === undefined) return `${subject} is not a finite number ${when}.`;
  const [from, to] = [growth.from, growth.to].map(shortNumber);
  return `${subject} has grown from ${from} before the first step to ${to} ${when}, and doesn't fall again.`;
}

/** The first layer whose output isn't finite, or the first one within it. */
export function layerThatOverflowed(stack: Stack, frames: readonly Frame[], batch: number): string | undefined {
  let found: Place | undefined;
  for (const [i, { y }] of framesWithin(frames).entries()) {
    const place = stack.allPlaces[i]!;
    if (allFinite(y, batch * sizeOf(place.outputShape))) continue;
    if (found === undefined || place.path.startsWith(`${found.path}.`)) found = place;
  }
  return found?.label;
}

/** The first number of all layers that isn't finite, or the first on the way back from the loss. */
export function numberThatOverflowed(
  { allPlaces }: Stack,
  block: FloatArray,
  isBackwards = false,
): Pick<DivergencePlace, "layer" | "parameter" | "element"> {
  for (const { label, parameters, state } of isBackwards ? [...allPlaces].reverse() : allPlaces) {
    // Of gradients, the block ends before what layers remember.
    for (const { fullName, offset, size } of [...parameters, ...state]) {
      const at = block.subarray(offset, offset + size).findIndex((value) => !Number.isFinite(value));
      if (at >= 0) return { layer: label, parameter: fullName, element: at };
    }
  }
  throw new Error("unreachable: all are finite");
}
