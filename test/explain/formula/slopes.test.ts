import { reference } from "@nn/core/backend";
import { activationFromFormula, lossFromFormula } from "@nn/explain";
import { describe, expect, test } from "vitest";
import { gradientOf as gradientOfLoss } from "../../fixtures/figures.js";

const kernels = reference.kernels("float64");

function slopeOf(text: string, x: number): number {
  const slope = new Float64Array(1);
  activationFromFormula(text).backward(kernels, slope, Float64Array.of(1), Float64Array.of(x), slope, 1, 1);
  return slope[0]!;
}

function gradientOf(text: string, predictions: readonly number[], targets: readonly number[]): number[] {
  return gradientOfLoss(lossFromFormula(text), [predictions], [targets]);
}

describe("at a kink of its parts, a function that is smooth has its own slope", () => {
  test.each([
    ["max(x, 0) + log1p(exp(-abs(x)))", 0, 0.5],
    ["max(x, 0) + log1p(exp(-abs(x)))", -0, 0.5],
    ["max(0, x) + min(0, x)", 0, 1],
    ["max(0, x) - max(0, -x)", 0, 1],
    ["abs(x) * sign(x)", 0, 1],
    ["abs(x) * x + x", 0, 1],
    ["x * step(x) - x * step(-x) - abs(x) + 2 * x", 0, 2],
    ["abs(x)^1.5 + x", 0, 1],
    ["abs(x)^(x^2) + x", 0, 1],
    ["(x - 0.3) * sqrt(abs(x - 0.3)) + x", 0.3, 1],
    ["x^2 * abs(x)^0.1 + x", 0, 1],
    ["x * sqrt(abs(x)) + 3 * x", 0, 3],
    ["sqrt(x^2) * x + x", 0, 1],
    ["max(x, 3) + min(x, 3)", 3, 1],
    ["abs(x + 0.5) * (x + 0.5) - 2 * x", -0.5, -2],
    ["max(x^2, 0) + x", 0, 1],
    ["max(x^2, x^4) - x", 0, -1],
    ["abs(sin(x)) * sin(x) + x", 0, 1],
    ["floor(x) + x^2", 3, 6],
    ["x / (1 + abs(x))", 0, 1],
    ["tanh(abs(x)) * sign(x)", 0, 1],
    ["max(0, x) + min(0, exp(min(0, x)) - 1)", 0, 1],
    ["log(cosh(abs(x))) + x", 0, 1],
  ])("%s at %d: %d", (text, x, slope) => {
    expect(slopeOf(text, x)).toBeCloseTo(slope, 12);
  });
});

describe("at a kink of the whole, the slope lies between those of both sides", () => {
  test.each([
    ["max(x, 0.2 * x)", 0, 0.2, 1],
    ["max(0.2 * x, x)", 0, 0.2, 1],
    ["max(0, x) - 0.2 * max(0, -x)", 0, 0.2, 1],
    ["max(0, x) + 0.2 * min(0, x)", 0, 0.2, 1],
    ["(0.6 * x + 0.4 * abs(x))", 0, 0.2, 1],
    ["abs(x - 1) + 3 * x", 1, 2, 4],
    ["max(2 * x, 5 * x) + min(x, 4 * x)", 0, 6, 6],
    ["min(max(x, -1), 1)", 1, 0, 1],
    ["sqrt(x^2)", 0, -1, 1],
  ])("%s at %d: from %d to %d", (text, x, least, most) => {
    expect(slopeOf(text, x)).toBeGreaterThanOrEqual(least);
    expect(slopeOf(text, x)).toBeLessThanOrEqual(most);
  });

  test.each([
    ["x + sqrt(max(x - 9, 0))", 9, 1],
    ["x + sqrt(max(9 - x, 0))", 9, 1],
    ["x + sqrt(abs(x - 9))", 9, 0],
    ["x + max(x - 9, 0)^0.7", 9, 1],
    ["x + sign(x - 9) * sqrt(abs(x - 9))", 9, Number.POSITIVE_INFINITY],
  ])("far away, where no formula is tried and sides may be infinite: %s at %d: %d", (text, x, slope) => {
    expect(slopeOf(text, x)).toBe(slope);
  });

  test("relu keeps its 0, and the absolute value too", () => {
    expect([slopeOf("max(0, x)", 0), slopeOf("max(x, 0)", 0), slopeOf("abs(x)", 0)]).toEqual([0, 0, 0]);
  });
});

describe("losses: each prediction by itself", () => {
  const crossEntropy = "max(p, 0) - p * y + log1p(exp(-abs(p)))";

  test("logits of 0 learn: the gradient is ½ − y", () => {
    expect(gradientOf(crossEntropy, [0], [1])).toEqual([-0.5]);
    expect(gradientOf(crossEntropy, [-0], [0])).toEqual([0.5]);
    const [first, second, third] = gradientOf(crossEntropy, [0, 1, 0], [0, 1, 1]);
    expect(first).toBeCloseTo(0.5 / 3, 15);
    expect(second).toBeCloseTo((1 / (1 + Math.exp(-1)) - 1) / 3, 15);
    expect(third).toBeCloseTo(-0.5 / 3, 15);
  });

  test.each([
    ["abs(p - y) * (p - y) + p", [0.5, 1], [0.5, 1], [0.5, 0.5]],
    ["mean(max(p, 0) + min(p, 0))", [0, 0], [1, 0], [0.5, 0.5]],
    ["sum(p^2) + abs(sum(p) - 1) * (sum(p) - 1)", [0.25, 0.75], [0, 0], [0.5, 1.5]],
    ["max(p - y, 0) - max(y - p, 0)", [0.5], [0.5], [1]],
  ])("%s", (text, predictions, targets, gradient) => {
    for (const [i, value] of gradientOf(text, predictions, targets).entries()) {
      expect(value).toBeCloseTo(gradient[i]!, 12);
    }
  });

  test("where a side's slope is infinite, at a target that no formula is tried with: the other side's", () => {
    expect(gradientOf("p + sqrt(max(p * (y - 1), 0))", [0, -1, 4], [2, 2, 2])).toEqual([1 / 3, 1 / 3, 1.25 / 3]);
  });

  test("far away, where the derivative's formula is ∞/∞", () => {
    expect(gradientOf("1 / (1 + exp(-p)) + (p - y)^2", [-800], [0])[0]).toBeCloseTo(-1600, 7);
  });
});

describe("functions beside those of the engine have their digits", () => {
  const valuesOf = (text: string, inputs: readonly number[]): number[] => {
    const out = new Float64Array(inputs.length);
    activationFromFormula(text).forward(kernels, out, Float64Array.from(inputs), inputs.length, 1);
    return [...out];
  };

  test.each([
    ["sin(x)", Math.sin],
    ["cos(x)", Math.cos],
    ["atan(x)", Math.atan],
  ] as const)("%s", (text, engine) => {
    const inputs = [0, 1e-300, 0.1, -0.785, 0.8, 1.57, 2.4, -Math.PI, 7, 22, -355, 1e5, 1e6, 3e9, 1e22, 1.7e308];
    for (const [i, value] of valuesOf(text, inputs).entries()) {
      const expected = engine(inputs[i]!);
      expect(Math.abs(value - expected), `${inputs[i]}`).toBeLessThanOrEqual(2.3e-16 * Math.abs(expected));
    }
    expect(Object.is(valuesOf(text, [-0])[0], engine(-0))).toBe(true);
  });

  test("the logarithm to the base 10 of a power of ten is whole", () => {
    const powers = Array.from({ length: 616 }, (_, i) => i - 307);
    const inputs = powers.map((n) => Number(`1e${n}`));
    expect(valuesOf("log10(max(x, 1e-320))", inputs)).toEqual(powers);
  });

  test("the logistic function overflows nowhere", () => {
    expect(valuesOf("sigmoid(x)", [-1000, -745, 0, 36, 1000])).toEqual([
      0,
      Math.exp(-745),
      0.5,
      1 / (1 + Math.exp(-36)),
      1,
    ]);
  });

  test.each([
    ["sin(x)", 2, Math.cos(2)],
    ["cos(x)", 2, -Math.sin(2)],
    ["atan(x)", 2, 0.2],
    ["sigmoid(x)", 0, 0.25],
    ["sigmoid(2 * x)", -400, 0],
    ["log10(x^2 + 1)", 1, 1 / Math.LN10],
    ["floor(x) * x", 2.5, 2],
    ["sign(x) * x^2", -3, 6],
  ])("the slope of %s at %d", (text, x, slope) => {
    expect(slopeOf(text, x)).toBeCloseTo(slope, 14);
  });
});
