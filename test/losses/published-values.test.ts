import type { Loss } from "@nn/core/component";
import {
  binaryFocalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  categoricalFocalCrossEntropy,
  contrastive,
  cosineSimilarity,
  hinge,
  huber,
  kullbackLeiblerDivergence,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredLogarithmicError,
  poisson,
  quantile,
  smoothedCategoricalCrossEntropyFromLogits,
  squaredHinge,
  weightedBinaryCrossEntropyFromLogits,
} from "@nn/losses";
import { describe, expect, test } from "vitest";
import { gradientOf, sigmoid, table, valuesOf } from "../fixtures/figures.js";

type Rows = readonly (readonly number[])[];
const meanOf = (loss: Loss, prediction: Rows, target: Rows): number => {
  const values = valuesOf(loss, prediction, target);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};
const [targets, predictions] = [table(2, 0, 1, 0, 0), table(2, 0.6, 0.4, 0.4, 0.6)];
const signs = targets.map((row) => row.map((t) => 2 * t - 1));

describe("losses are those that the manuals of Keras and scikit-learn print", () => {
  const [true_, predicted] = [table(1, 3, -0.5, 2, 7), table(1, 2.5, 0, 2, 8)];

  test("of regression", () => {
    expect(meanOf(meanAbsoluteError, predicted, true_)).toBe(0.5);
    expect(meanOf(meanAbsolutePercentageError, predicted, true_) / 100).toBeCloseTo(0.3273809523809524, 15);
    const [counted, guessed] = [table(1, 3, 5, 2.5, 7), table(1, 2.5, 5, 4, 8)];
    expect(meanOf(meanSquaredLogarithmicError, guessed, counted)).toBeCloseTo(0.03973012298459379, 15);
    expect(meanOf(huber({ delta: 1 }), predictions, targets)).toBeCloseTo(0.155, 15);
    expect(meanOf(poisson, table(2, 1, 1, 1e-12, 1e-12), targets)).toBeCloseTo(0.5, 11);
    const [ones, low, high] = [table(1, 1, 2, 3), table(1, 0, 2, 3), table(1, 1, 2, 4)];
    expect(meanOf(quantile({ level: 0.1 }), low, ones)).toBeCloseTo(0.1 / 3, 15);
    expect(meanOf(quantile({ level: 0.1 }), high, ones)).toBeCloseTo(0.3, 15);
    expect(meanOf(quantile({ level: 0.9 }), low, ones)).toBeCloseTo(0.3, 15);
    expect(meanOf(quantile({ level: 0.9 }), high, ones)).toBeCloseTo(0.1 / 3, 15);
    expect(meanOf(cosineSimilarity, table(2, 1, 0, 1, 1), table(2, 0, 1, 1, 1))).toBeCloseTo(-0.5, 15);
  });

  test("of classes", () => {
    expect(meanOf(hinge, predictions, signs)).toBeCloseTo(1.3, 15);
    expect(meanOf(squaredHinge, predictions, signs)).toBeCloseTo(1.86, 14);
    const [labels, logits] = [table(1, 0, 1, 0, 0), table(1, -18.6, 0.51, 2.94, -12.8)];
    const probabilities = logits.map((row) => row.map(sigmoid));
    expect(meanOf(binaryFocalCrossEntropy({ gamma: 2 }), probabilities, labels)).toBeCloseTo(0.691, 3);
    expect(meanOf(binaryFocalCrossEntropy({ gamma: 2, alpha: 0.25 }), probabilities, labels)).toBeCloseTo(0.51, 2);
    const [classes, given] = [table(3, 0, 1, 0, 0, 0, 1), table(3, 0.05, 0.95, 0, 0.1, 0.8, 0.1)];
    expect(meanOf(categoricalFocalCrossEntropy({ alpha: 0.25 }), given, classes)).toBeCloseTo(0.23315276, 6);
  });
});

test("a contrastive loss is of squared distances: of what is alike, and of what is different within the margin", () => {
  const distances = table(1, Math.sqrt(65), 2, 0.25, 0);
  expect(meanOf(contrastive(), distances, table(1, 0, 1, 0, 0))).toBeCloseTo((0 + 4 + 0.5625 + 1) / 4, 15);
  expect(meanOf(contrastive({ margin: 0.5 }), distances, table(1, 1, 1, 0, 1))).toBeCloseTo((65 + 4 + 0.0625) / 4, 13);
});

describe("a loss that is made of another one is that", () => {
  const logits = table(3, 1, -2, 0.5, 40, 3, -700);

  test("with smoothed targets", () => {
    const smoothed = smoothedCategoricalCrossEntropyFromLogits({ smoothing: 0.3 });
    const numbers = smoothedCategoricalCrossEntropyFromLogits({ smoothing: 0.3, classNumbers: true });
    const [oneHot, spread] = [table(3, 0, 0, 1, 1, 0, 0), table(3, 0.1, 0.1, 0.8, 0.8, 0.1, 0.1)];
    for (const [loss, given] of [
      [smoothed, oneHot],
      [numbers, table(1, 2, 0)],
    ] as const) {
      const own = [...valuesOf(loss, logits, given), ...gradientOf(loss, logits, given)];
      const plain = categoricalCrossEntropyFromLogits;
      for (const [i, value] of [...valuesOf(plain, logits, spread), ...gradientOf(plain, logits, spread)].entries()) {
        expect(own[i]).toBeCloseTo(value, 12);
      }
    }
  });

  test("with a weight for class 1", () => {
    const weighted = weightedBinaryCrossEntropyFromLogits({ positiveWeight: 5 });
    expect(valuesOf(weighted, table(1, 2, 2, -800, 800), table(1, 1, 0, 1, 1))).toEqual([
      expect.closeTo(5 * Math.log1p(Math.exp(-2)), 14),
      expect.closeTo(Math.log1p(Math.exp(2)), 14),
      4000,
      0,
    ]);
    expect(gradientOf(weighted, table(1, 2), table(1, 1))[0]).toBeCloseTo(-5 * sigmoid(-2), 14);
  });

  test("without the targets' entropy", () => {
    const [p, t] = [
      [0.2, 0.3, 0.5],
      [0, 0.25, 0.75],
    ];
    const expected = 0.25 * Math.log(0.25 / 0.3) + 0.75 * Math.log(0.75 / 0.5);
    expect(valuesOf(kullbackLeiblerDivergence, [p, t], [t, t])).toEqual([expect.closeTo(expected, 15), 0]);
  });
});

describe("at the ends of the type's range", () => {
  test("values and gradients are finite", () => {
    const huge = 1e300;
    const rows: readonly [Loss, Rows, Rows][] = [
      [meanAbsoluteError, [[huge]], [[-huge]]],
      [huber({ delta: 2 }), [[huge]], [[-huge]]],
      [quantile({ level: 0.25 }), [[huge]], [[-huge]]],
      [hinge, [[huge]], [[-1]]],
      [cosineSimilarity, table(2, huge, -huge, 1e-300, 1e-308), table(2, 1, huge, 1e-300, 1)],
      [meanSquaredLogarithmicError, [[huge]], [[0]]],
      [poisson, table(1, 0, huge), table(1, 1, huge)],
      [kullbackLeiblerDivergence, table(2, 0, 1, 1, 0), table(2, 1, 0, 1, 0)],
      [binaryFocalCrossEntropy(), table(1, 0, 1, 0, 1), table(1, 1, 0, 0, 1)],
      [binaryFocalCrossEntropy({ gamma: 0 }), table(1, 0, 1, 0, 1), table(1, 1, 0, 0, 1)],
      [categoricalFocalCrossEntropy({ gamma: 0.5 }), table(2, 0, 1, 1, 0), table(2, 1, 0, 1, 0)],
      [weightedBinaryCrossEntropyFromLogits({ positiveWeight: 2 }), table(1, huge, -huge), table(1, 0, 1)],
      [smoothedCategoricalCrossEntropyFromLogits({ smoothing: 0.1 }), table(2, huge, -huge), table(2, 0, 1)],
    ];
    for (const [loss, prediction, target] of rows) {
      const numbers = [...valuesOf(loss, prediction, target), ...gradientOf(loss, prediction, target)];
      expect(
        numbers.map((each) => Number.isFinite(each)),
        loss.name,
      ).toEqual(numbers.map(() => true));
    }
  });

  test("predictions of zeros have no direction", () => {
    expect(valuesOf(cosineSimilarity, table(2, 0, 0), table(2, 1, 1))).toEqual([-0]);
    expect(gradientOf(cosineSimilarity, table(2, 0, 0), table(2, 1, 1))).toEqual([0, 0]);
  });

  test("a NaN stays one in the gradient, too", () => {
    for (const loss of [meanAbsoluteError, huber(), quantile({ level: 0.5 }), cosineSimilarity]) {
      expect(gradientOf(loss, table(2, Number.NaN, 1), table(2, 1, 1))[0], loss.name).toBeNaN();
    }
  });
});
