import { DataError } from "@nn/core";
import { accuracy, binaryAccuracy, binaryAccuracyFromLogits, meanAbsoluteError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { table, valuesOf } from "../../fixtures/figures.js";

const nan = Number.NaN;

describe("accuracy", () => {
  test("is 1 where the largest output is the target's largest, else 0", () => {
    const outputs = table(3, 0.1, 0.7, 0.2, 0.4, 0.3, 0.3, -5, -7, -6);
    expect(valuesOf(accuracy, outputs, table(3, 0, 1, 0, 0, 0, 1, 1, 0, 0))).toEqual([1, 0, 1]);
  });

  test("takes the first of equal outputs", () => {
    expect(valuesOf(accuracy, table(2, 1, 1, 1, 1, 0, 0), table(2, 1, 0, 0, 1, 0.5, 0.5))).toEqual([1, 0, 1]);
  });

  test("refuses one output", () => {
    expect(() => valuesOf(accuracy, [[0.5]], [[1]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: accuracy needs an output for each of at least 2 classes, but the network has 1. For one output there is binaryAccuracy.]`,
    );
  });

  test("refuses the targets of a regression, and of labels that don't exclude each other", () => {
    expect(() => valuesOf(accuracy, table(2, 1.5, 2), table(2, 0.25, 0.5))).toThrowErrorMatchingInlineSnapshot(
      `[DataError: accuracy takes targets that sum to 1, but those of example 0 of the batch, counted from 0, sum to 0.75. A LabelEncoder's oneHot makes such rows from labels.]`,
    );
    expect(() => valuesOf(accuracy, table(3, 1.5, 2, 3), table(3, 1, 2, 3))).toThrow(DataError);
    expect(() => valuesOf(accuracy, table(3, 1, 1, 0), table(3, 1, 1, 0))).toThrow(DataError);
  });

  test("doesn't take NaN for a right answer", () => {
    expect(valuesOf(accuracy, table(2, nan, nan, nan, 0, 0, nan), table(2, 1, 0, 1, 0, 1, 0))).toEqual([0, 0, 0]);
  });
});

describe("binaryAccuracy", () => {
  test("is the share of outputs on the target's side of a half, which counts as 1", () => {
    const outputs = [[0.2], [0.5], [0.49999], [0.9]];
    expect(valuesOf(binaryAccuracy, outputs, [[0], [1], [1], [0]])).toEqual([1, 1, 0, 0]);
    expect(valuesOf(binaryAccuracy, [[0.2, 0.9, 0.6, 0.1]], [[0, 1, 0, 0]])).toEqual([0.75]);
  });

  test("refuses the targets of a regression", () => {
    for (const metric of [binaryAccuracy, binaryAccuracyFromLogits]) {
      expect(() => valuesOf(metric, [[70.5]], [[68]])).toThrow(/is about probabilities, but the target .* is 68/);
      expect(() => valuesOf(metric, [[-1]], [[-1]])).toThrow(DataError);
    }
  });

  test("refuses the targets of a regression that were scaled to 0 to 1", () => {
    expect(() => valuesOf(binaryAccuracy, [[0.4], [0.6]], [[0], [0.3]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: binaryAccuracy counts right answers, 0 or 1, but the target of example 1 of the batch, counted from 0, output 0, is 0.3. For numbers between there is meanAbsoluteError.]`,
    );
    for (const metric of [binaryAccuracy, binaryAccuracyFromLogits]) {
      for (const target of [0.25, 0.5, 1e-9, 1 - 2 ** -53]) {
        expect(() => valuesOf(metric, [[0.4, 0.6]], [[1, target]])).toThrow(
          /^binaryAccuracy.* counts right answers, 0 or 1, but the target of example 0 of the batch, counted from 0, output 1, is /,
        );
      }
    }
  });

  test("of logits has its boundary at 0", () => {
    const logits = [[-0.2], [0], [0.2], [0.9], [nan]];
    expect(valuesOf(binaryAccuracyFromLogits, logits, [[0], [1], [1], [0], [1]])).toEqual([1, 1, 1, 0, 0]);
    expect(valuesOf(binaryAccuracyFromLogits, [[-2, 9, 6, -1]], [[0, 1, 0, 0]])).toEqual([0.75]);
  });

  test("doesn't take NaN for a right answer", () => {
    expect(valuesOf(binaryAccuracy, [[nan], [nan]], [[0], [1]])).toEqual([0, 0]);
  });
});

test("meanAbsoluteError is the mean distance over the outputs", () => {
  expect(valuesOf(meanAbsoluteError, table(2, 1, -2, 0, 3), table(2, 0, 2, 0, 3))).toEqual([2.5, 0]);
});
