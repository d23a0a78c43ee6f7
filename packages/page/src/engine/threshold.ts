import type { Loss } from "@nn/core/component";

/**
 * From which output on the class is 1: the middle of what a loss needs the outputs to reach, 0 for logits and 0.5 for probabilities.
 * A loss that takes any numbers has them near the labels, 0 and 1.
 */
export function thresholdOf({ predictions }: Loss): number {
  const { least, most } = predictions?.reaches ?? { least: 0, most: 1 };
  return Number.isFinite(least) && Number.isFinite(most) ? (least + most) / 2 : 0;
}
