import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { gradientOf, table, valuesOf } from "../fixtures/figures.js";

describe("meanSquaredError", () => {
  test("is the mean of the squares over the outputs, without a half", () => {
    const [p, t] = [table(2, 1, 2, 3, 5), table(2, 0, 0, 3, 1)];
    expect(valuesOf(meanSquaredError, p, t)).toEqual([2.5, 8]);
    expect(gradientOf(meanSquaredError, p, t)).toEqual([0.5, 1, 0, 2]);
  });
});

describe("binaryCrossEntropy", () => {
  test("is finite for saturated probabilities, right and wrong", () => {
    const [right, wrong] = valuesOf(binaryCrossEntropy, [[1], [1]], [[1], [0]]);
    expect(right).toBeCloseTo(0, 11);
    expect(wrong).toBeCloseTo(-Math.log(1e-12), 3);
    // −ln(1 − 1e-12) to the last digit; 1 − 1e-12 itself, above, has no more than four of the 1e-12.
    expect(valuesOf(binaryCrossEntropy, [[0], [0]], [[0], [1]])).toEqual([
      1.0000000000005e-12,
      expect.closeTo(wrong!, 3),
    ]);
  });

  test("points the right way from a saturated wrong answer, finitely", () => {
    const [up, down] = gradientOf(binaryCrossEntropy, [[0], [1]], [[1], [0]]);
    expect(up).toBeLessThan(-1e11);
    expect(down).toBeGreaterThan(1e11);
    expect([up, down].every(Number.isFinite)).toBe(true);
  });

  test("is never below the entropy of the target, which is never below 0", () => {
    for (const t of [0, 0.2, 0.5, 0.9, 1]) {
      const [entropy] = valuesOf(binaryCrossEntropy, [[t]], [[t]]);
      expect(entropy).toBeGreaterThanOrEqual(0);
      for (let p = 0; p <= 1; p += 1 / 64) {
        expect(valuesOf(binaryCrossEntropy, [[p]], [[t]])[0]).toBeGreaterThanOrEqual(entropy! - 1e-11);
      }
    }
  });

  test("is the mean over outputs, and so is its gradient", () => {
    const [p, t] = [
      [0.2, 0.7, 0.5],
      [1, 0, 0.3],
    ];
    const each = p.map((_, i) => valuesOf(binaryCrossEntropy, [[p[i]!]], [[t[i]!]])[0]!);
    expect(each[0]).toBeCloseTo(-Math.log(0.2), 14);
    expect(valuesOf(binaryCrossEntropy, [p], [t])[0]).toBeCloseTo((each[0]! + each[1]! + each[2]!) / 3, 14);
    expect(gradientOf(binaryCrossEntropy, [p], [t])[0]).toBeCloseTo(-1 / 0.2 / 3, 12);
  });
});

describe("categoricalCrossEntropy", () => {
  test("is finite for a class given up", () => {
    expect(valuesOf(categoricalCrossEntropy, [[0, 1]], [[1, 0]])[0]).toBeCloseTo(-Math.log(1e-12), 10);
    expect(gradientOf(categoricalCrossEntropy, [[0, 1]], [[1, 0]])).toEqual([-1e12, -0]);
  });

  test("is the logarithm of the right class's probability, not divided by the classes", () => {
    expect(valuesOf(categoricalCrossEntropy, [[0.1, 0.2, 0.7]], [[0, 0, 1]])[0]).toBeCloseTo(-Math.log(0.7), 14);
    const [p, t] = [table(3, 0.1, 0.2, 0.7, 0.5, 0.25, 0.25), table(3, 0, 0, 1, 0, 1, 0)];
    expect(gradientOf(categoricalCrossEntropy, p, t)).toEqual([-0, -0, -1 / 0.7 / 2, -0, -4 / 2, -0]);
  });
});
