import type { Loss, Random } from "@nn/core/component";
import {
  GaussianNegativeLogLikelihood,
  huber,
  MaskedLoss,
  sparseCategoricalCrossEntropyFromLogits,
  WeightedLosses,
} from "@nn/losses";
import { classNumber, type Example, numbers } from "../draws.js";

/** Losses for outputs of a fixed size, which no network of any other width has, by the exports that they belong to. */
export const lossClasses: readonly {
  component: string;
  loss: Loss;
  sizes: readonly number[];
  example: (random: Random, size: number) => Example;
}[] = [
  ...[{}, { epsilon: 0.5, full: true }].map((options) => ({
    component: "GaussianNegativeLogLikelihood",
    loss: new GaussianNegativeLogLikelihood(options),
    sizes: [2],
    example: (random: Random, size: number) => ({
      prediction: numbers(random, size).map((p, i) => (i % 2 === 0 ? p : Math.abs(p) + 0.25)),
      target: numbers(random, size / 2),
    }),
  })),
  {
    component: "WeightedLosses",
    loss: new WeightedLosses(
      { rating: [2], genre: [3] },
      {
        rating: { loss: huber({ delta: 0.75 }), weight: 0.5 },
        genre: { loss: sparseCategoricalCrossEntropyFromLogits },
      },
    ),
    sizes: [5],
    example: (random: Random) => ({
      prediction: numbers(random, 5),
      target: [...numbers(random, 2), ...classNumber(random, 3)],
    }),
  },
  {
    component: "MaskedLoss",
    loss: new MaskedLoss(sparseCategoricalCrossEntropyFromLogits, { maskValue: -1 }),
    sizes: [3],
    example: (random: Random, size: number) => {
      const prediction = numbers(random, size);
      return { prediction, target: prediction[0]! < -0.5 ? [-1] : classNumber(random, size) };
    },
  },
];
