import { isShape, OptionError, type Shape, sizeOf } from "@nn/numerics";
import type { Axes } from "../contracts/mathematics/axes.js";
import { showShape } from "../network/stack/check-layers.js";
import type { Placed, Shaping } from "./advice.js";

/** @throws OptionError for input axes that aren't a list of sizes and names. */
export function refuseNoAxes(label: string, axes: unknown): void {
  if (axes === undefined) return;
  const isAxis = (axis: unknown): boolean => (typeof axis === "string" ? axis !== "" : isShape([axis as number]));
  if (Array.isArray(axes) && axes.length > 0 && Array.from(axes).every(isAxis)) return;
  throw new OptionError(
    `${label}: inputAxes must be a list of sizes and of names for those that may be any, as in ["steps", 3], ` +
      `but is ${showShape(axes as Shape)}.`,
  );
}

/** Whether a shape has these axes. */
function hasAxes(shape: Shape, axes: Axes): boolean {
  return axes.length === shape.length && axes.every((size, i) => typeof size === "string" || size === shape[i]);
}

/**
 * What to do about a layer that takes another shape than comes, with a space before it: only what gives the axes that it
 * takes.
 */
export function onMisfit(takes: Axes, given: Shape, before: readonly Placed[], taker: Shaping): string {
  if (takes.length === given.length) return " Make the two equal.";
  const giver = [...before].reverse().find(({ layer }) => !layer.keepsShape);
  const ways: string[] = [];
  const other = giver?.layer.otherAxes;
  const [last, taken] = [given.at(-1)!, takes.at(-1)!];
  const equal = typeof taken === "string" || last === taken ? "" : `, and make its ${last} and the ${taken} here equal`;
  if (other?.count === takes.length) ways.push(`${other.write} in ${giver!.label}${equal}`);
  if (takes.length === 1) {
    const size = sizeOf(given);
    const more = typeof taken === "string" || size === taken ? "" : `, and make it take as many`;
    ways.push(`put a Flatten before it, which gives ${size} numbers${more}`);
    if (taker.keepsLeadingAxes && size !== taken) ways.push(`make it take ${last}, for each list along the last axis`);
  }
  if (takes.length > 1 && giver === undefined) {
    const single = [...given, 1];
    ways.push(`write { inputShape: [${(hasAxes(single, takes) ? single : takes).join(", ")}] }`);
  } else if (
    giver &&
    takes.length > given.length &&
    before.every(({ layer }) => layer.keepsShape ?? layer.keepsLeadingAxes)
  ) {
    const shape = [...takes.slice(0, -given.length), ...before[0]!.inputShape];
    ways.push(`write { inputShape: [${shape.join(", ")}] }${equal && `, and let ${giver.label}, give ${taken}`}`);
  }
  const [first = "take layers that have as many axes", ...more] = ways;
  return ` ${[`${first[0]!.toUpperCase()}${first.slice(1)}`, ...more].join(", or ")}.`;
}

/** What to do about layers whose input isn't known, with a space before it. */
export function onUnknownInput(layers: readonly Shaping[]): string {
  const axes = layers.find(({ inputAxes, keepsShape }) => inputAxes !== undefined || !keepsShape)?.inputAxes;
  const [shape, of] = axes === undefined ? ["2", " for examples of 2 numbers"] : [axes.join(", "), ""];
  return ` Give it to the network: new Sequential(layers, { inputShape: [${shape}] })${of}.`;
}
