import { type DatasetMetric, lossFrame } from "@nn/core/component";

/** What a metric gives all rows at once. */
export function of<Result>(
  metric: DatasetMetric<Result>,
  predictions: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
): Result {
  const outputShape = [predictions[0]!.length];
  const frame = lossFrame(metric, { outputShape, batch: predictions.length });
  frame.prediction.set(predictions.flat());
  frame.target.set(targets.flat());
  const tally = metric.begin(predictions.length, outputShape);
  tally.add(frame);
  return tally.result();
}

/** Rows of one number each. */
export const column = (...values: number[]): number[][] => values.map((value) => [value]);
/** Rows with a 1 for the class of each. */
export const oneHot = (classes: number, ...answers: number[]): number[][] =>
  answers.map((answer) => Array.from({ length: classes }, (_, i) => (i === answer ? 1 : 0)));
