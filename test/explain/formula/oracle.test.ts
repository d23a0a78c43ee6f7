import { seededRandom } from "@nn/core";
import { reference } from "@nn/core/backend";
import { uniform } from "@nn/core/component";
import { activationFromFormula, lossFromFormula } from "@nn/explain";
import { expect, test } from "vitest";
import { gradientOf, table } from "../../fixtures/figures.js";
import { Oracle } from "./oracle.js";
import { activationTexts, lossTexts } from "./oracle-texts.js";

const kernels = reference.kernels("float64");

/** Where functions have kinks and poles: whole and half numbers, and what is written in the formulas. */
const POINTS = [0, -0, 1, -1, 2, 0.5, -0.5, 3, 0.3, -1.7, 1e-9, -1e-9];
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
  const texts = activationTexts(random);
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

test("50 losses against 36 digits, with zero logits and predictions that are the targets", () => {
  const random = seededRandom("losses");
  const texts = lossTexts(random);
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
      const predictions = [0, -0, 0.25, 0.375, 0.5, 0.81];
      const gradient = gradientOf(loss, table(1, ...predictions), table(1, ...predictions.map(() => y)));
      for (const [i, p] of predictions.entries()) {
        expectBetween(6 * gradient[i]!, oracle, p, `${text} at ${p} beside ${y}`);
      }
    }
  }
  expect(made).toBeGreaterThan(30);
});
