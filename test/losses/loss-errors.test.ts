import { DataError } from "@nn/core";
import type { Loss } from "@nn/core/component";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  binaryFocalCrossEntropy,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  categoricalFocalCrossEntropy,
  contrastive,
  cosineSimilarity,
  hinge,
  huber,
  kullbackLeiblerDivergence,
  meanAbsolutePercentageError,
  meanSquaredLogarithmicError,
  poisson,
  quantile,
  smoothedCategoricalCrossEntropyFromLogits,
  squaredHinge,
  weightedBinaryCrossEntropyFromLogits,
} from "@nn/losses";
import { describe, expect, test } from "vitest";
import { table, valuesOf } from "../fixtures/figures.js";

type Rows = readonly (readonly number[])[];
const refusal = (loss: Loss, prediction: Rows, target: Rows) => () => {
  valuesOf(loss, prediction, target);
};
const halves = table(2, 0.5, 0.5, 0.5, 0.5);

describe("targets that a loss has no meaning for are refused", () => {
  test("outside [0, 1]", () => {
    expect(refusal(binaryCrossEntropy, halves, table(2, 0, 1, 1, 2))).toThrowErrorMatchingInlineSnapshot(
      `[DataError: binaryCrossEntropy is about probabilities, but the target of example 1 of the batch, counted from 0, output 1, is 2. Encode the targets as 0 and 1.]`,
    );
    expect(refusal(binaryCrossEntropyFromLogits, [[3]], [[-1]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: binaryCrossEntropyFromLogits is about probabilities, but the target of example 0 of the batch, counted from 0, output 0, is -1. Encode the targets as 0 and 1.]`,
    );
    expect(refusal(categoricalCrossEntropyFromLogits, [[3, 4]], [[-0.5, 1.5]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: categoricalCrossEntropyFromLogits is about probabilities, but the target of example 0 of the batch, counted from 0, output 0, is -0.5. Encode the targets as 0 and 1.]`,
    );
  });

  test("rows that don't sum to 1", () => {
    expect(refusal(categoricalCrossEntropy, halves, table(2, 1, 0, 1, 1))).toThrowErrorMatchingInlineSnapshot(
      `[DataError: categoricalCrossEntropy takes targets that sum to 1, but those of example 1 of the batch, counted from 0, sum to 2. A LabelEncoder's oneHot makes such rows from labels.]`,
    );
    expect(refusal(categoricalCrossEntropyFromLogits, [[1, 2]], [[0, 0]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: categoricalCrossEntropyFromLogits takes targets that sum to 1, but those of example 0 of the batch, counted from 0, sum to 0. A LabelEncoder's oneHot makes such rows from labels.]`,
    );
    expect(refusal(categoricalCrossEntropy, [[0.5, 0.5]], [[0.4999, 0.5]])).toThrow(DataError);
  });

  test("a single class", () => {
    expect(refusal(categoricalCrossEntropy, [[0.5]], [[1]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: categoricalCrossEntropy needs an output for each of at least 2 classes, but the network has 1. For one output there is binaryCrossEntropy.]`,
    );
  });

  test("a single class from logits, which is sent to the loss from logits", () => {
    expect(refusal(categoricalCrossEntropyFromLogits, [[3]], [[1]])).toThrow(/there is binaryCrossEntropyFromLogits\./);
  });

  test("but rows that sum to 1 as nearly as single precision can are fine", () => {
    const tenths = [new Array(10).fill(0.1)];
    const thousandths = [new Array(1000).fill(0.001)];
    for (const loss of [categoricalCrossEntropy, categoricalCrossEntropyFromLogits]) {
      expect(valuesOf(loss, tenths, tenths, Float32Array)[0]).toBeGreaterThan(0);
      expect(valuesOf(loss, thousandths, thousandths, Float32Array)[0]).toBeGreaterThan(0);
    }
  });
});

describe("numbers that a loss has no formula for are refused, with the way out", () => {
  const place = "of example 1 of the batch, counted from 0, output 0, is";
  test.each([
    [
      hinge,
      table(1, 1, 0),
      `hinge takes targets of -1 and 1, but the target ${place} 0. Encode the targets as -1 and 1: 2 * label - 1 of labels 0 and 1.`,
    ],
    [
      squaredHinge,
      table(1, 1, 0.5),
      `squaredHinge takes targets of -1 and 1, but the target ${place} 0.5. Encode the targets as -1 and 1: 2 * label - 1 of labels 0 and 1.`,
    ],
    [
      meanAbsolutePercentageError,
      table(1, 1, 0),
      `meanAbsolutePercentageError divides by the target, but the target ${place} 0. For targets that may be 0 there is meanAbsoluteError.`,
    ],
    [
      meanSquaredLogarithmicError,
      table(1, 1, -1),
      `meanSquaredLogarithmicError takes numbers above -1, but the target ${place} -1. For others there is meanSquaredError.`,
    ],
    [
      poisson,
      table(1, 1, -2),
      `poisson is about numbers of at least 0, but the target ${place} -2. For others there is meanSquaredError.`,
    ],
    [
      contrastive(),
      table(1, 1, -1),
      `contrastive takes targets of 0, for what is different, and 1, for what is alike, but the target ${place} -1. Encode the targets so.`,
    ],
    [
      weightedBinaryCrossEntropyFromLogits({ positiveWeight: 2 }),
      table(1, 1, 2),
      `weightedBinaryCrossEntropyFromLogits is about probabilities, but the target ${place} 2. Encode the targets as 0 and 1.`,
    ],
  ] as const)("a target of %o", (loss, targets, sentence) => {
    expect(refusal(loss, table(1, 1, 1), targets)).toThrow(new DataError(sentence));
  });

  test.each([
    [
      contrastive(),
      `contrastive is about distances, numbers of at least 0, but the prediction ${place} -3. End the network in softplus or relu.`,
    ],
    [
      poisson,
      `poisson is about numbers of at least 0, but the prediction ${place} -3. End the network in softplus or relu.`,
    ],
    [
      meanSquaredLogarithmicError,
      `meanSquaredLogarithmicError takes numbers above -1, but the prediction ${place} -3. End the network in softplus or relu.`,
    ],
    [
      binaryFocalCrossEntropy(),
      `binaryFocalCrossEntropy is about probabilities, but the prediction ${place} -3. End the network in sigmoid, or use binaryCrossEntropyFromLogits on the weighted sums.`,
    ],
  ] as const)("a prediction of %o", (loss, sentence) => {
    expect(refusal(loss, table(1, 1, -3), table(1, 1, 1))).toThrow(new DataError(sentence));
  });

  test("rows that are no distribution, and a single class", () => {
    for (const loss of [kullbackLeiblerDivergence, categoricalFocalCrossEntropy()]) {
      const { kind } = loss;
      expect(refusal(loss, halves, table(2, 1, 0, 1, 1))).toThrow(`${kind} takes targets that sum to 1`);
      expect(refusal(loss, [[0.5]], [[1]])).toThrow(`${kind} needs an output for each of at least 2 classes`);
      expect(refusal(loss, [[0.5, 1.5]], [[1, 0]])).toThrow("or use categoricalCrossEntropyFromLogits on");
    }
    const smoothed = smoothedCategoricalCrossEntropyFromLogits({ smoothing: 0.1, classNumbers: true });
    expect(refusal(smoothed, halves, [[0], [2]])).toThrow(
      "smoothedCategoricalCrossEntropyFromLogits takes class numbers, whole numbers from 0 to 1 for 2 outputs",
    );
  });

  test("what has no direction", () => {
    expect(refusal(cosineSimilarity, halves, table(2, 1, 0, 0, 0))).toThrowErrorMatchingInlineSnapshot(
      `[DataError: cosineSimilarity compares directions, but the targets of example 1 of the batch, counted from 0, are all 0. Leave such examples out.]`,
    );
    expect(refusal(cosineSimilarity, [[1]], [[1]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: cosineSimilarity compares directions, but the network has 1 output. For one there is meanSquaredError.]`,
    );
  });

  test("settings that they can't have", () => {
    const all: readonly [() => Loss, string][] = [
      [() => huber({ delta: 0 }), "huber: delta must be a finite number above 0, but is 0."],
      [() => huber({ Delta: 1 } as never), 'huber has no option "Delta"'],
      [() => quantile({ level: 1 }), "quantile: level must be a finite number above 0 and below 1, but is 1."],
      [() => quantile({} as never), "quantile: level must be"],
      [
        () => binaryFocalCrossEntropy({ gamma: -1 }),
        "binaryFocalCrossEntropy: gamma must be a finite number of at least 0",
      ],
      [
        () => binaryFocalCrossEntropy({ alpha: 1 }),
        "binaryFocalCrossEntropy: alpha must be a finite number above 0 and below 1",
      ],
      [
        () => categoricalFocalCrossEntropy({ alpha: 0 }),
        "categoricalFocalCrossEntropy: alpha must be a finite number above 0",
      ],
      [
        () => weightedBinaryCrossEntropyFromLogits({ positiveWeight: -1 }),
        "positiveWeight must be a finite number above 0",
      ],
      [
        () => smoothedCategoricalCrossEntropyFromLogits({ smoothing: 1 }),
        "smoothing must be a finite number of at least 0 and below 1",
      ],
    ];
    for (const [make, sentence] of all) expect(make).toThrow(sentence);
  });
});

describe("predictions that are no probabilities are refused, with the way out", () => {
  test("weighted sums in place of probabilities", () => {
    expect(refusal(binaryCrossEntropy, [[0.5], [-2]], [[0], [1]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: binaryCrossEntropy is about probabilities, but the prediction of example 1 of the batch, counted from 0, output 0, is -2. End the network in sigmoid, or use binaryCrossEntropyFromLogits on the weighted sums.]`,
    );
    expect(refusal(categoricalCrossEntropy, [[0, 3]], [[0, 1]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: categoricalCrossEntropy is about probabilities, but the prediction of example 0 of the batch, counted from 0, output 1, is 3. End the network in softmax, or use categoricalCrossEntropyFromLogits on the weighted sums.]`,
    );
  });

  test("but NaN passes: it is the trainer's to report", () => {
    const nan = Number.NaN;
    expect(valuesOf(binaryCrossEntropy, [[nan]], [[1]])).toEqual([nan]);
    expect(valuesOf(binaryCrossEntropyFromLogits, [[nan]], [[1]])).toEqual([nan]);
    expect(valuesOf(categoricalCrossEntropy, [[nan, 1]], [[1, 0]])).toEqual([nan]);
    expect(valuesOf(categoricalCrossEntropyFromLogits, [[nan, 1]], [[0, 1]])).toEqual([nan]);
  });
});
