import { Sequential, seededRandom } from "@nn/core";
import { reference } from "@nn/core/backend";
import type { Activation, Loss } from "@nn/core/component";
import { activationFromFormula, explain, lossFromFormula, toText } from "@nn/explain";
import { Dense, identity, relu, sigmoid, tanh } from "@nn/layers";
import { binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { gradientOf, valuesOf as lossValuesOf, table } from "../../fixtures/figures.js";
import { activationTexts, lossTexts } from "../formula/oracle-texts.js";

const kernels = reference.kernels("float64");
const POINTS = Float64Array.from({ length: 97 }, (_, i) => (i - 48) / 13 + (i % 7) / 1e3);
const QUIET = { onWarning: () => undefined };

const valuesOf = (activation: Activation): Float64Array => {
  const values = new Float64Array(POINTS.length);
  activation.forward(kernels, values, POINTS, POINTS.length, 1);
  return values;
};
const slopesOf = (activation: Activation): Float64Array => {
  const slopes = new Float64Array(POINTS.length);
  activation.backward(
    kernels,
    slopes,
    new Float64Array(POINTS.length).fill(1),
    POINTS,
    valuesOf(activation),
    POINTS.length,
    1,
  );
  return slopes;
};

/** Predictions from 0.05 to 0.95 with a target each. */
const PREDICTIONS = Float64Array.from({ length: 19 }, (_, i) => (i + 1) / 20);
const TARGETS = PREDICTIONS.map((_, i) => (i % 4) / 3);
const lossesOf = (loss: Loss): Float64Array[] => {
  const [predictions, targets] = [table(1, ...PREDICTIONS), table(1, ...TARGETS)];
  const both = [lossValuesOf(loss, predictions, targets), gradientOf(loss, predictions, targets)];
  return both.map((numbers) => Float64Array.from(numbers));
};

/** What an explanation prints, one line for each equation. */
function printed(activation: Activation, loss: Loss): string {
  const network = new Sequential([new Dense(1, 1, { activation })], { seed: 1 });
  network.parameters.block.fill(0.4);
  const told = explain(network, { input: [0.5], target: [1], loss, parameter: "w1" });
  return toText(told).replace(/\n {3,}/g, " ");
}

/** Every third: all of them are held against 36 digits, and print much alike. */
const someOf = (texts: readonly string[]): string[] => texts.filter((_, i) => i % 3 === 0);

function made<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

test("activations are what their printed formulas say when these are typed, to the bit", () => {
  let count = 0;
  for (const text of someOf(activationTexts(seededRandom("activations")))) {
    const activation = made(() => activationFromFormula(text, QUIET));
    if (activation === undefined) continue;
    const [, typed] = /^ {2}f\(z\) = (.*)$/m.exec(printed(activation, meanSquaredError)) ?? [];
    expect(typed, text).toBeDefined();
    const again = activationFromFormula(typed!, QUIET);
    expect(valuesOf(again), `${text}: ${typed}`).toEqual(valuesOf(activation));
    expect(slopesOf(again), `${text}: ${typed}`).toEqual(slopesOf(activation));
    count++;
  }
  expect(count).toBeGreaterThan(60);
});

test("losses are what their printed formulas say when these are typed, to the bit", () => {
  let count = 0;
  for (const text of someOf(lossTexts(seededRandom("losses")))) {
    const loss = made(() => lossFromFormula(text, QUIET));
    if (loss === undefined) continue;
    const [, typed] = /^ {2}L = (.*)/m.exec(printed(sigmoid, loss)) ?? [];
    const again = lossFromFormula(typed!.split(" = ")[0]!.replaceAll("o1", "p").replaceAll("t1", "t"), QUIET);
    expect(lossesOf(again), `${text}: ${typed}`).toEqual(lossesOf(loss));
    count++;
  }
  expect(count).toBeGreaterThan(10);
});

describe("built-in components, as they are printed", () => {
  test.each([identity, relu, sigmoid, tanh])("$name", (activation) => {
    const [, typed] = /^ {2}f\(z\) = (.*)$/m.exec(printed(activation, meanSquaredError))!;
    const [ours, theirs] = [valuesOf(activationFromFormula(typed!)), valuesOf(activation)];
    for (const [i, value] of ours.entries()) expect(value).toBeCloseTo(theirs[i]!, 14);
  });

  test.each([meanSquaredError, binaryCrossEntropy])("$name", (loss) => {
    const [, typed] = /^ {2}L = (.*)/m.exec(printed(sigmoid, loss))!;
    const again = lossFromFormula(typed!.split(" = ")[0]!.replaceAll("o1", "p").replaceAll("t1", "t"));
    const [ours, theirs] = [lossesOf(again), lossesOf(loss)].map((both) => both.flatMap((one) => [...one]));
    for (const [i, value] of ours!.entries()) expect(value).toBeCloseTo(theirs![i]!, 12);
  });
});

describe("numbers and powers that print much alike are told apart", () => {
  test.each([
    ["3e-7 * x", "3 · 10⁻⁷ · z"],
    ["x / 3e-7", "z / (3 · 10⁻⁷)"],
    ["x / 3 * 1e-7", "z / 3 · 1 · 10⁻⁷"],
    ["(abs(x) + 1)^3e-7", "(|z| + 1)^(3 · 10⁻⁷)"],
    ["1.1 * 10^2 * x", "1.1 · 10^2 · z"],
    ["1.1e20 * x", "1.1 · 10²⁰ · z"],
    ["exp(x)^2", "(e^z)²"],
    ["exp(x^2)", "e^(z²)"],
    ["sqrt(1 + x^2)^3", "√(1 + z²)³"],
    ["(x^2)^3", "(z²)³"],
    ["(-x)^2 - -x^2", "(−z)² − (−z²)"],
    ["abs(abs(x) - 1)", "||z| − 1|"],
  ])("%s", (text, typed) => {
    const activation = activationFromFormula(text, QUIET);
    expect(printed(activation, meanSquaredError)).toContain(`  f(z) = ${typed}\n`);
    expect(valuesOf(activationFromFormula(typed, QUIET))).toEqual(valuesOf(activation));
  });
});

describe("signs of print", () => {
  test.each([
    ["−x × 2 ÷ 3", "-x * 2 / 3"],
    ["x\u2009·\u202Fx\u00A0⋅ 2", "x * x * 2"],
    ["x³ + x² − (x² + 2)⁻¹²", "x^3 + x^2 - (x^2 + 2)^(-12)"],
    ["sin(π · x)²", "sin(pi * x)^2"],
    ["ln(1 + x²)", "log(1 + x^2)"],
    ["x · √2 + √(1 + x²)", "x * sqrt(2) + sqrt(1 + x^2)"],
    ["√π · x", "sqrt(pi) * x"],
    ["|x − |x|| + |max(x, |x|)|", "abs(x - abs(x)) + abs(max(x, abs(x)))"],
    ["e^−x²", "exp(-x^2)"],
    ["10⁻⁷ · x", "1e-7 * x"],
    ["x –\n1", "x - 1"],
  ])("%s", (typed, text) => {
    const [ours, theirs] = [typed, text].map((one) => activationFromFormula(one, QUIET));
    expect([valuesOf(ours!), slopesOf(ours!)]).toEqual([valuesOf(theirs!), slopesOf(theirs!)]);
  });
});
