import { OptionError } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type { Metric } from "../contracts/loss.js";
import type { OutputRange, TakenPredictions } from "../contracts/range.js";
import type { Stack } from "../network/stack.js";

/**
 * Compares what a loss and metrics are made for with what the last layer gives. Where one of the two says nothing, there
 * is nothing to compare.
 *
 * @throws OptionError for predictions that a figure has no meaning for, with what to change.
 */
export function checkPredictions(
  { places }: Stack,
  figures: readonly Pick<Metric, "name" | "predictions">[],
  allowMismatch = false,
): void {
  const { layer, label } = places.at(-1)!;
  const given = layer.outputRange;
  if (allowMismatch || given === undefined) return;
  for (const { name, predictions } of figures) {
    if (predictions === undefined) continue;
    advice.onPredictions?.(name, predictions);
    if (fits(given, predictions)) continue;
    throw new OptionError(
      `${name} takes ${predictions.what}, but ${label}, the last one, gives ${inWords(given)}. ` +
        `${predictions.remedy} If it is meant: { allowMismatch: true }.`,
    );
  }
}

function fits(given: OutputRange, { range, whole }: TakenPredictions): boolean {
  if (range.sum !== undefined && given.sum !== range.sum) return false;
  if (whole && (given.least > range.least || given.most < range.most)) return false;
  return given.least >= range.least && given.most <= range.most;
}

/** A range as messages show it: `"numbers from 0 to 1 that sum to 1"`. */
export function inWords({ least, most, sum }: OutputRange): string {
  const sums = sum === undefined ? "" : ` that sum to ${sum}`;
  if (least === -Infinity && most === Infinity) return `any numbers${sums}`;
  if (most === Infinity) return `numbers of at least ${least}${sums}`;
  if (least === -Infinity) return `numbers of at most ${most}${sums}`;
  return `numbers from ${least} to ${most}${sums}`;
}
