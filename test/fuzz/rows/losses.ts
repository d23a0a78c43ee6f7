import {
  binaryFocalCrossEntropy,
  categoricalFocalCrossEntropy,
  contrastive,
  GaussianNegativeLogLikelihood,
  type GaussianOptions,
  huber,
  MaskedLoss,
  maskedMetric,
  meanSquaredError,
  metricOf,
  quantile,
  smoothedCategoricalCrossEntropyFromLogits,
  triplet,
  WeightedLosses,
  weightedBinaryCrossEntropyFromLogits,
} from "@nn/losses";
import type { Row } from "../row.js";

const outputs = (): { level: number[]; side: number[] } => ({ level: [1], side: [2] });
const ofOutputs = (): object => ({ level: { loss: meanSquaredError, weight: 2 }, side: { loss: meanSquaredError } });

/** One for each that makes a loss. */
export const lossMakers: readonly Omit<Row, "of">[] = [
  { name: "binaryFocalCrossEntropy", right: () => [{ gamma: 2, alpha: 0.25 }], call: binaryFocalCrossEntropy },
  {
    name: "categoricalFocalCrossEntropy",
    right: () => [{ gamma: 2, alpha: 0.25 }],
    call: categoricalFocalCrossEntropy,
  },
  { name: "triplet", right: () => [{ margin: 2 }], call: triplet },
  { name: "contrastive", right: () => [{ margin: 2 }], call: contrastive },
  { name: "huber", right: () => [{ delta: 1 }], call: huber },
  { name: "quantile", right: () => [{ level: 0.9 }], call: quantile },
  {
    name: "new WeightedLosses",
    right: () => [outputs(), ofOutputs()],
    call: (shapes: never, losses: never) => new WeightedLosses(shapes, losses),
  },
  {
    name: "new MaskedLoss",
    right: () => [meanSquaredError, { maskValue: -1 }],
    call: (loss: never, options: never) => new MaskedLoss(loss, options),
  },
  {
    name: "maskedMetric",
    right: () => [meanSquaredError, { maskValue: -1 }],
    call: (metric: never, options: never) => maskedMetric(metric, options),
  },
  {
    name: "new GaussianNegativeLogLikelihood",
    right: () => [{ epsilon: 0.01, full: true }],
    call: (options: GaussianOptions) => new GaussianNegativeLogLikelihood(options),
  },
  {
    name: "metricOf",
    right: () => [new WeightedLosses(outputs(), ofOutputs() as never), "side", meanSquaredError],
    call: (losses: never, name: never, metric: never) => metricOf(losses, name, metric),
  },
  {
    name: "smoothedCategoricalCrossEntropyFromLogits",
    right: () => [{ smoothing: 0.1, classNumbers: true }],
    call: smoothedCategoricalCrossEntropyFromLogits,
  },
  {
    name: "weightedBinaryCrossEntropyFromLogits",
    right: () => [{ positiveWeight: 2 }],
    call: weightedBinaryCrossEntropyFromLogits,
  },
];
