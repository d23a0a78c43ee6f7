import { seededRandom } from "@nn/core";
import { type Loss, lossFrame, type Metric, uniform } from "@nn/core/component";
import * as naive from "../../fixtures/figures.js";

/*
 * Outputs [steps, classes]: each step is a row of its own, and an example has the mean of its steps, as in Keras; PyTorch's
 * losses have the same numbers for the steps of all examples one behind the other.
 */

export const [STEPS, CLASSES] = [4, 3];
const random = seededRandom("sequences");
const sequencesOf = (count: number): number[][][] =>
  Array.from({ length: count }, () =>
    Array.from({ length: STEPS }, () => Array.from({ length: CLASSES }, () => uniform(random, -2, 2))),
  );
export const logits = sequencesOf(3);
export const labels = logits.map((steps, i) => steps.map((_, step) => (i + step * step) % CLASSES));
export const oneHot = labels.map((steps) => steps.map((label) => [0, 1, 2].map((i) => (i === label ? 1 : 0))));
export const probabilities = logits.map((steps) => steps.map(naive.softmax));
export const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

export function measured(figure: Metric, predictions: unknown, targets: unknown, outputShape = [STEPS, CLASSES]) {
  const [prediction, target] = [predictions, targets].map((nested) => (nested as number[][]).flat(9));
  const batch = prediction!.length / outputShape.reduce((product, n) => product * n, 1);
  const frame = lossFrame(figure, { outputShape, batch });
  frame.prediction.set(prediction!);
  frame.target.set(target!);
  figure.value(frame);
  (figure as Partial<Loss>).gradient?.(frame);
  return frame;
}
