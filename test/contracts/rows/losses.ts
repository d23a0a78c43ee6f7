import type { Loss, Random } from "@nn/core/component";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  binaryFocalCrossEntropy,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  categoricalFocalCrossEntropy,
  categoricalHinge,
  contrastive,
  cosineSimilarity,
  hinge,
  huber,
  kullbackLeiblerDivergence,
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
  quantile,
  smoothedCategoricalCrossEntropyFromLogits,
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
  squaredHinge,
  triplet,
  weightedBinaryCrossEntropyFromLogits,
} from "@nn/losses";
import {
  classNumber,
  classOf,
  counts,
  distribution,
  type Example,
  labelled,
  labels,
  measures,
  numbers,
  probabilities,
  signed,
  signs,
} from "../draws.js";

/** A loss, and what it is about. */
export const losses: readonly {
  loss: Loss;
  /** What a network must end in for it: anything, probabilities, or probabilities that sum to 1. */
  takes: "any" | "probability" | "distribution";
  sizes?: readonly number[];
  example: (random: Random, size: number) => Example;
  /** What it takes in the place of a row of numbers from 0 to 1 that sum to 1, where it can't take that. */
  targetFor?: (row: readonly number[]) => number[];
}[] = [
  { loss: meanSquaredError, takes: "any", example: measures },
  { loss: logCosh, takes: "any", example: measures },
  {
    loss: binaryCrossEntropy,
    takes: "probability",
    example: (random, size) => ({ prediction: probabilities(random, size), target: labels(random, size) }),
  },
  {
    loss: binaryCrossEntropyFromLogits,
    takes: "any",
    example: (random, size) => ({ prediction: numbers(random, size), target: labels(random, size) }),
  },
  {
    loss: categoricalCrossEntropy,
    takes: "distribution",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: distribution(random, size), target: distribution(random, size) }),
  },
  {
    loss: categoricalCrossEntropyFromLogits,
    takes: "any",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: numbers(random, size), target: distribution(random, size) }),
  },
  {
    loss: sparseCategoricalCrossEntropy,
    takes: "distribution",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: distribution(random, size), target: classNumber(random, size) }),
  },
  {
    loss: sparseCategoricalCrossEntropyFromLogits,
    takes: "any",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: numbers(random, size), target: classNumber(random, size) }),
  },
  { loss: meanAbsoluteError, takes: "any", example: measures },
  {
    loss: meanAbsolutePercentageError,
    takes: "any",
    example: (random, size) => ({ prediction: numbers(random, size), target: probabilities(random, size) }),
    targetFor: (row) => row.map((t) => t + 0.5),
  },
  {
    loss: meanSquaredLogarithmicError,
    takes: "probability",
    example: (random, size) => ({ prediction: probabilities(random, size), target: counts(random, size) }),
  },
  { loss: huber({ delta: 0.75 }), takes: "any", example: measures },
  { loss: hinge, takes: "any", example: signed, targetFor: signs },
  { loss: squaredHinge, takes: "any", example: signed, targetFor: signs },
  {
    loss: categoricalHinge,
    takes: "any",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: numbers(random, size), target: distribution(random, size) }),
  },
  { loss: quantile({ level: 0.9 }), takes: "any", example: measures },
  {
    loss: poisson,
    takes: "probability",
    example: (random, size) => ({ prediction: probabilities(random, size), target: counts(random, size) }),
  },
  {
    loss: contrastive({ margin: 0.75 }),
    takes: "probability",
    example: (random, size) => ({ prediction: probabilities(random, size), target: labels(random, size) }),
  },
  {
    loss: triplet({ margin: 0.75 }),
    takes: "probability",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: probabilities(random, size), target: classNumber(random, size) }),
  },
  { loss: cosineSimilarity, takes: "any", sizes: [2, 5], example: measures },
  {
    loss: kullbackLeiblerDivergence,
    takes: "distribution",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: distribution(random, size), target: distribution(random, size) }),
  },
  {
    loss: binaryFocalCrossEntropy({ gamma: 1.5, alpha: 0.25 }),
    takes: "probability",
    example: (random, size) => ({ prediction: probabilities(random, size), target: labels(random, size) }),
  },
  {
    loss: categoricalFocalCrossEntropy({ gamma: 2 }),
    takes: "distribution",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: distribution(random, size), target: distribution(random, size) }),
  },
  { loss: weightedBinaryCrossEntropyFromLogits({ positiveWeight: 3 }), takes: "any", example: labelled },
  {
    loss: smoothedCategoricalCrossEntropyFromLogits({ smoothing: 0.1 }),
    takes: "any",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: numbers(random, size), target: distribution(random, size) }),
  },
  {
    loss: smoothedCategoricalCrossEntropyFromLogits({ smoothing: 0.2, classNumbers: true }),
    takes: "any",
    sizes: [2, 5],
    example: classOf,
  },
];
