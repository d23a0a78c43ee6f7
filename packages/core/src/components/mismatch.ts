import { OptionError } from "@nn/numerics";
import type { ComparedOutput, Giver, Metric } from "../contracts/loss.js";
import { checkTaken, type OutputRange, type TakenPredictions } from "../contracts/mathematics/range.js";
import type { Stack } from "../network/stack/stack.js";

/** The way to do it all the same. */
export const ALLOWED = "If it is meant: { allowMismatch: true }.";

/**
 * Compares what a loss and metrics are made for with what the last layer gives. Where one of the two says nothing, there
 * is nothing to compare. A single output that is always the same suits none.
 *
 * @throws OptionError for predictions that a figure has no meaning for, with what to change.
 */
export function checkPredictions(
  { places }: Stack,
  figures: readonly Pick<Metric, "name" | "predictions" | "perOutput">[],
): void {
  for (const figure of figures) {
    for (const { giver, taken } of figure.perOutput?.(places) ?? [{ giver: places.at(-1)!, taken: figure }]) {
      const sum = giver.layer.outputRange?.sum;
      const isConstant = sum !== undefined && giver.outputShape.at(-1) === 1;
      const mismatch = isConstant ? constantOutput(giver.label, sum) : mismatchOf(giver, taken);
      if (mismatch !== undefined) throw new OptionError(`${mismatch} ${ALLOWED}`);
    }
  }
}

/** What the last layer gives instead of what something takes, in a sentence; `undefined` where it gives that, or says nothing. */
export function mismatchOf(
  { layer, label }: Giver,
  { name, predictions }: ComparedOutput["taken"],
): string | undefined {
  const given = layer.outputRange;
  if (given === undefined || predictions === undefined) return undefined;
  checkTaken(name, predictions);
  if (fits(given, predictions)) return undefined;
  return `${name} takes ${predictions.what}, but ${label}, the last one, gives ${inWords(given)}. ${predictions.remedy}`;
}

function fits(given: OutputRange, { range, reaches = given }: TakenPredictions): boolean {
  return (range.sum ?? reaches.sum) === given.sum && covers(given, reaches) && covers(range, given);
}

function covers(outer: OutputRange, { least, most }: OutputRange): boolean {
  return outer.least <= least && outer.most >= most;
}

/** A layer whose rows have one number each, and add up to a fixed one. */
export function constantOutput(label: string, sum: number): string {
  return (
    `${label.replace("layer", "Layer")}, has one unit, and gives ${sum} whatever comes in, as its numbers always add up to that. ` +
    "For one output, end the network in sigmoid; or give it a unit for each class."
  );
}

/** A range as messages show it: `"numbers from 0 to 1 that sum to 1"`. */
export function inWords({ least, most, sum }: OutputRange): string {
  const isBelow = most < Infinity;
  const numbers =
    least > -Infinity
      ? `numbers ${isBelow ? `from ${least} to ${most}` : `of at least ${least}`}`
      : isBelow
        ? `numbers of at most ${most}`
        : "any numbers";
  return sum === undefined ? numbers : `${numbers} that sum to ${sum}`;
}
