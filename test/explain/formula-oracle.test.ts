import { seededRandom } from "@nn/core";
import { reference } from "@nn/core/backend";
import { type Random, uniform } from "@nn/core/component";
import { activationFromFormula, lossFromFormula } from "@nn/explain";
import { expect, test } from "vitest";
import { Oracle } from "./formula-oracle.js";
import { chosen } from "./random-formulas.js";

const kernels = reference.kernels("float64");

/** Where functions have kinks and poles: whole and half numbers, and what is written in the formulas. */
const POINTS = [0, -0, 1, -1, 2, 0.5, -0.5, 3, 0.3, -1.7, 1e-9, -1e-9];
const LEAVES = ["x", "x", "x", "(x - 1)", "(x + 0.5)", "(x - 0.3)", "2", "0.5"];
const WRAPPED = [
  "sin(#)",
  "cos(#)",
  "atan(#)",
  "tanh(#)",
  "sigmoid(#)",
  "exp(-abs(#))",
  "log1p(exp(-abs(#)))",
  "abs(#)",
  "max(#, 0)",
  "min(#, 1)",
  "max(#, 0.2 * #)",
  "(#)^2",
  "(#)^3",
  "sqrt((#)^2)",
  "sqrt(1 + (#)^2)",
  "log(1 + (#)^2)",
  "log10(2 + (#)^2)",
  "1 / (1 + (#)^2)",
  "sign(#)",
  "step(#)",
  "floor(#)",
  // With poles and without values, for some of what they are made of.
  "1 / (#)",
  "log(abs(#))",
  "(#)^-1",
  "sqrt(#)",
];

function drawn(random: Random, depth: number): string {
  if (depth === 0) return chosen(random, LEAVES);
  if (random() < 0.45) {
    return `(${drawn(random, depth - 1)} ${chosen(random, ["+", "-", "*"])} ${drawn(random, depth - 1)})`;
  }
  return chosen(random, WRAPPED).replaceAll("#", drawn(random, depth - 1));
}

const KNOWN = [
  "max(x, 0) + log1p(exp(-abs(x)))",
  "max(0, x) + min(0, x)",
  "max(0, x) + 0.2 * min(0, x)",
  "exp(exp(x) / 5)",
  "exp(exp(x / 2))",
  "exp(-exp(-x))",
  "x * sigmoid(1.702 * x)",
  "1 / (x^2 + 0.001)",
  "x / (x^2 + 0.0001)",
  "(exp(x) - exp(-x)) / (exp(x) + exp(-x))",
  "exp(x)^2 / (1 + exp(x)^2)",
  "1e6 * x^5 - 1e6 * x^5 + x",
  "sin(30 * x)",
  "cosh(x)^4",
  "tanh(20 * x)",
  "1 / x",
  "1 / (x - 3)",
  "1 / (x - 0.3)",
  "1 / (x^2 - 2)",
  "1 / (x - 1 / 3)^2",
  "1 / sin(x)",
  "log(abs(x))",
  "log(x^2)",
  "log((x^2 - 3)^2)",
  "x^-1",
  "(exp(x) - 1) / x",
  "sin(x) / x",
  "sqrt(x^2 - 0.00001)",
  "sqrt(x + 7.999)",
  "x^0.5",
  "sign(x - 0.3) * sqrt(abs(x - 0.3))",
  "1 / (1 - cos(x - 0.3))",
  "sqrt(max(x, 0))",
  "sqrt(max(x - 0.3, 0))",
  "sqrt(max(x^2 - 2, 0))",
  "sqrt(abs(x))",
  "sign(x) * abs(x)^(2 / 3)",
  "abs(x)^x",
  "atan(1 / x)",
  "atan(1 / (x^2 - 2))",
  "1 / (1 + exp(-1 / x))",
];

/** The sides must have finite slopes, which nearer and farther points agree on, and the slope must lie between them. */
function expectBetween(slope: number, oracle: Oracle, x: number, told: string): void {
  const { left, right } = oracle.sides(x);
  const farther = oracle.sides(x, 13);
  for (const [near, far] of [
    [left, farther.left],
    [right, farther.right],
  ] as const) {
    expect(Math.abs(near - far), `${told}: from ${far} to ${near}`).toBeLessThanOrEqual(
      1e-6 * Math.max(1, Math.abs(far)),
    );
  }
  const tolerance = 1e-9 * Math.max(1, Math.abs(left), Math.abs(right));
  expect(slope, told).toBeGreaterThanOrEqual(Math.min(left, right) - tolerance);
  expect(slope, told).toBeLessThanOrEqual(Math.max(left, right) + tolerance);
}

/** That there is no finite value or slope where a refused formula is said to have none. */
function expectRightlyRefused(text: string, symbol: string, error: unknown): void {
  const { message } = error as Error;
  const [, at, target] = /(?:at|near) (-?[\d.e-]+)(?:, beside a target of ([\d.]+))?, but/.exec(message) ?? [];
  expect(at, message).toBeDefined();
  const place = Number(at);
  const oracle = new Oracle(text, symbol, target === undefined ? {} : { y: Number(target) });
  const value = oracle.value(place);
  if (message.includes("infinite slope")) {
    const steepest = (at: number, exponent: number): number =>
      Math.max(...Object.values(oracle.sides(at, exponent)).map(Math.abs));
    // What is near is rounded to six digits; and even a logarithm grows by a tenth.
    if (message.includes(" near "))
      expect(Math.max(steepest(place - 1e-5, 15), steepest(place + 1e-5, 15))).toBeGreaterThan(100);
    else expect(steepest(place, 14), message).toBeGreaterThan(1.1 * steepest(place, 10));
  } else if (message.includes("has no value near")) {
    expect(oracle.leastDenominator(place), message).toBeLessThan(1e-4);
  } else if (Number.isFinite(value) && Math.abs(value) < 1e300) {
    // The place is rounded to six digits.
    expect(oracle.sizeBeside(place, 7), message).toBeGreaterThan(oracle.sizeBeside(place, 3) + 2);
  }
}

test("250 activations against 36 digits: none is refused that is right, and no slope is wrong", () => {
  const random = seededRandom("activations");
  const texts = [...KNOWN];
  while (texts.length < 250) {
    const text = drawn(random, 1 + Math.floor(random() * 3));
    if (/\bx\b/.test(text)) texts.push(text);
  }
  let made = 0;
  for (const text of texts) {
    let activation: ReturnType<typeof activationFromFormula>;
    try {
      activation = activationFromFormula(text, { onWarning: () => undefined });
    } catch (error) {
      expectRightlyRefused(text, "x", error);
      continue;
    }
    made++;
    const oracle = new Oracle(text, "x");
    const points = [...POINTS, ...Array.from({ length: 3 }, () => uniform(random, -8, 8))];
    const [z, slopes] = [Float64Array.from(points), new Float64Array(points.length)];
    activation.backward(kernels, slopes, new Float64Array(points.length).fill(1), z, slopes, points.length, 1);
    for (const [i, x] of points.entries()) expectBetween(slopes[i]!, oracle, x, `${text} at ${x}`);
  }
  expect(made).toBeGreaterThan(180);
});

const KNOWN_LOSSES = [
  "max(p, 0) - p * y + log1p(exp(-abs(p)))",
  "(y - p)^2",
  "abs(p - y)",
  "log(cosh(p - y))",
  "max(0, 1 - (2 * y - 1) * p)",
  "max(0, 1 - (2 * y - 1) * p)^2",
  "sqrt(1 + (p - y)^2) - 1",
  "max(0.9 * (y - p), 0.1 * (p - y))",
  "min(abs(p - y), 0.5) * (abs(p - y) - 0.5 * min(abs(p - y), 0.5))",
  "1 / (p - y)",
  "1 / (p - 0.5)",
  "log(abs(p - y))",
  "(p - y)^2 / abs(p - y)",
  "1 / (3 * p - 1)",
  "sqrt(max(p - y, 0))",
  "sqrt(abs(p - y))",
  "abs(p - y)^1.5",
];

test("50 losses against 36 digits, with zero logits and predictions that are the targets", () => {
  const random = seededRandom("losses");
  const texts = [...KNOWN_LOSSES];
  while (texts.length < 50) {
    const text = drawn(random, 1 + Math.floor(random() * 2)).replace(/\bx\b/g, "(p - y)");
    if (/\bp\b/.test(text)) texts.push(text);
  }
  let made = 0;
  for (const text of texts) {
    let loss: ReturnType<typeof lossFromFormula>;
    try {
      loss = lossFromFormula(text, { onWarning: () => undefined });
    } catch (error) {
      expectRightlyRefused(text, "p", error);
      continue;
    }
    made++;
    for (const y of [0, 1, 0.375]) {
      const oracle = new Oracle(text, "p", { y });
      const [predictions, gradient] = [Float64Array.of(0, -0, 0.25, 0.375, 0.5, 0.81), new Float64Array(6)];
      loss.gradient(kernels, gradient, predictions, new Float64Array(6).fill(y), 6, 1);
      for (const [i, p] of predictions.entries()) {
        expectBetween(6 * gradient[i]!, oracle, p, `${text} at ${p} beside ${y}`);
      }
    }
  }
  expect(made).toBeGreaterThan(30);
});
