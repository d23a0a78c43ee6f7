import {
  binaryFocalCrossEntropy,
  categoricalFocalCrossEntropy,
  contrastive,
  huber,
  quantile,
  smoothedCategoricalCrossEntropyFromLogits,
  triplet,
  weightedBinaryCrossEntropyFromLogits,
} from "@nn/losses";
import type { Row } from "../row.js";

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
