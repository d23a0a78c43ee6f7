import type { Loss, OutputRange } from "@nn/core/component";

/**
 * From which output on the class is 1: the middle of what a loss needs the outputs to reach, 0 for logits and 0.5 for probabilities.
 * A loss that takes any numbers has them near the labels, 0 and 1.
 */
export function thresholdOf(loss: Loss): number {
  const { least, most } = reachOf(loss);
  return isBounded(loss) ? (least + most) / 2 : 0;
}

/** How far an output is on the way from class 0 to class 1, from 0 to 1: half of it at the threshold, a logit by its sigmoid. */
export function shareOf(loss: Loss, output: number): number {
  if (!isBounded(loss)) return 1 / (1 + Math.exp(-output));
  const { least, most } = reachOf(loss);
  return Math.min(1, Math.max(0, (output - least) / (most - least)));
}

const reachOf = ({ predictions }: Loss): OutputRange => predictions?.reaches ?? { least: 0, most: 1 };

function isBounded(loss: Loss): boolean {
  const { least, most } = reachOf(loss);
  return Number.isFinite(most - least);
}
