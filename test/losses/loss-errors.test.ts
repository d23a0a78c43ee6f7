import { DataError } from "@nn/core";
import type { Loss } from "@nn/core/component";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
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
