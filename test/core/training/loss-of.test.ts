import { lossOf, OptionError } from "@nn/core";
import type { Loss } from "@nn/core/component";
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";

const message = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
};

describe("the loss of two lists", () => {
  test("is the lab's, and the mean of whatever the loss is", () => {
    expect(lossOf(meanSquaredError, { targets: [1, 0, 0, 1], predictions: [0, 0, 0, 0] })).toBe(0.5);
    expect(lossOf(meanSquaredError, { predictions: [0.5, 0.5, 0.5, 0.5], targets: [1, 0, 0, 1] })).toBe(0.25);
    expect(lossOf(meanSquaredError, { targets: [1], predictions: [0.25] })).toBe(0.5625);
    expect(lossOf(binaryCrossEntropy, { targets: [1, 0], predictions: [0.5, 0.5] })).toBeCloseTo(Math.LN2, 15);
  });

  test("takes rows, of one class for each example, and typed arrays", () => {
    const rows = { targets: [[0, 1]], predictions: [[0.75, 0.25]] };
    expect(lossOf(categoricalCrossEntropy, rows)).toBeCloseTo(Math.log(4), 15);
    expect(lossOf(meanSquaredError, { targets: [Float64Array.of(1, 0)], predictions: [[0, 0]] })).toBe(0.5);
    expect(lossOf(meanSquaredError, { targets: Float64Array.of(1, 0), predictions: Float32Array.of(0, 0) })).toBe(0.5);
  });

  test("refuses lists that don't belong together, and what is no list", () => {
    const of = (lists: unknown) => message(() => lossOf(meanSquaredError, lists as never));
    expect(of({ targets: [1, 0, 0, 1], predictions: [0, 0, 0] })).toBe(
      "lossOf takes one prediction for each target, but got 4 targets and 3 predictions.",
    );
    expect(of({ targets: [1, 0], predictions: [0, Number.NaN] })).toMatch(
      /^lossOf: the predictions must be finite numbers, but example 1, number 0, is NaN\./,
    );
    expect(of({ targets: [[1, 0]], predictions: [[0]] })).toMatch(
      /^lossOf: the predictions take 2 numbers an example, but example 0 has 1\./,
    );
    expect(of({ targets: [], predictions: [] })).toMatch(/^lossOf: the targets are empty/);
    expect(of({ targets: [1], prediction: [0] })).toContain('lossOf has no option "prediction".');
    expect(of({ targets: [1] })).toMatch(/^lossOf: the predictions must be an array of numbers/);
    expect(of([1, 0])).toMatch(/^lossOf takes its options as one object, \{ targets, predictions \}/);
    expect(() => lossOf("meanSquaredError" as never, { targets: [1], predictions: [0] })).toThrow(OptionError);
  });

  test("and predictions that the loss isn't made for, and a loss that is no number", () => {
    expect(message(() => lossOf(binaryCrossEntropy, { targets: [1], predictions: [1.5] }))).toContain("1.5");
    const silent: Loss = { ...meanSquaredError, name: "silent", value: () => {} };
    expect(message(() => lossOf(silent, { targets: [1], predictions: [0] }))).toBe(
      "lossOf: silent of example 0 isn't a finite number. Counts start at 0.",
    );
    expect(message(() => lossOf(meanSquaredError, { targets: [0, 0], predictions: [0, 1e200] }))).toBe(
      "lossOf: meanSquaredError of example 1 isn't a finite number. Counts start at 0.",
    );
  });
});
