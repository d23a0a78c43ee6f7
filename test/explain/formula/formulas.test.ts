import { Sequential, seededRandom } from "@nn/core";
import { uniform } from "@nn/core/component";
import { activationFromFormula, lossFromFormula } from "@nn/explain";
import { Dense, relu, sigmoid, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { activationContract, lossContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { leastMillisecondsOf, SECOND } from "../../fixtures/computing.js";
import { people } from "../../fixtures/people.mjs";
import { DRAWN } from "./random-formulas.js";

const ACTIVATIONS = [
  "x / (1 + exp(-x))",
  "z",
  "1 / (1 + e^(-x))",
  "tanh(x)",
  "max(x, 0.01 * x)",
  "max(x, 0) + log1p(exp(-abs(x)))",
  "x / sqrt(1 + min(x^2, 1e9))",
];
const LOSSES = [
  "(y - p)^2",
  "log(cosh(p - t))",
  "-(y * log(p) + (1 - y) * log(1 - p))",
  "log(sum(exp(p))) - sum(y * p)",
];

describe("components from formulas keep the contracts of built-in ones", () => {
  for (const text of ACTIVATIONS) {
    for (const { name, run } of activationContract(activationFromFormula(text))) test(`${text}: ${name}`, run);
  }
  const drawn = (random: () => number, size: number): number[] =>
    Array.from({ length: size }, () => uniform(random, 0.05, 0.95));
  for (const text of LOSSES) {
    const example = (random: () => number, size: number) => ({
      prediction: drawn(random, size),
      target: drawn(random, size),
    });
    for (const { name, run } of lossContract(lossFromFormula(text), { example })) test(`${text}: ${name}`, run);
  }
});

describe("a formula trains as the built-in component that it is the formula of", () => {
  const train = async (activation: typeof sigmoid, loss: typeof meanSquaredError) => {
    const network = new Sequential([new Dense(2, 2, { activation }), new Dense(2, 1, { activation })], { seed: 3 });
    await network.fit(people, { loss, optimizer: new SGD({ learningRate: 0.01 }), epochs: 20, batchSize: 3 });
    return [...network.parameters.block];
  };

  test.each([
    ["1 / (1 + exp(-x))", sigmoid],
    ["tanh(x)", tanh],
    ["max(0, x)", relu],
  ])("%s", async (text, builtIn) => {
    const ours = await train(builtIn, meanSquaredError);
    const fromFormula = await train(activationFromFormula(text), lossFromFormula("(y - p)^2"));
    for (const [i, value] of fromFormula.entries()) expect(Math.abs(value - ours[i]!)).toBeLessThan(1e-12);
  });
});

test("a component is saved as its text, and loaded from it with the same bits", () => {
  const silu = activationFromFormula("x / (1 + exp(-x))");
  const loss = lossFromFormula("(y - p)^2");
  const saved = JSON.stringify({ activation: silu.formula.value, loss: loss.formula.value });
  const loaded = JSON.parse(saved) as { activation: string; loss: string };
  const outputs = [silu, activationFromFormula(loaded.activation)].map((activation) =>
    new Sequential([new Dense(2, 3, { activation })], { seed: 1 }).predict([0.3, -0.7]),
  );
  expect(outputs[1]).toEqual(outputs[0]);
  expect(lossFromFormula(loaded.loss).name).toBe("(y - p)^2");
});

describe("what takes long to differentiate or to simplify is made in time, or refused", () => {
  test.each([
    "(x + 1)^64",
    `x${" * (x + 1)".repeat(48)}`,
    `exp(-x^2)${" * exp(-x^2)".repeat(35)}`,
    `x / (1${" + x^2 / (1".repeat(25)}${")".repeat(26)}`,
    `${"tanh(".repeat(29)}x${")".repeat(29)}`,
    `${"max(x, ".repeat(28)}1${")".repeat(28)}`,
    `${"abs(x - ".repeat(28)}1${")".repeat(28)}`,
    `1 / ${"(1 + exp(-".repeat(14)}x${"))".repeat(14)}`,
    "(1 + x^2)^(1 + x^2)^0.1",
    `x${"+x".repeat(28)}`,
    `${"max(x,0)+".repeat(22)}x`,
    `x${"*x".repeat(28)}`,
    `${"(x+9)/".repeat(60)}2`,
    `${"exp(x)*".repeat(28)}x`,
    `${"x+2*".repeat(14)}x`,
    `1${"*tanh(x)".repeat(28)}`,
    `(x${"+x".repeat(14)})*(x${"+x".repeat(14)})`,
    `2^(x${"+x".repeat(24)})`,
    `min(x${"*x".repeat(20)}, x${"+1".repeat(20)})`,
    `${"|x − ".repeat(28)}1${"|".repeat(28)}`,
    `x${" · (x + 1)".repeat(40)}`,
    `x${" · 10⁻¹".repeat(60)}`,
  ])("%s", (text) => {
    expect(leastMillisecondsOf(() => expect(activationFromFormula(text).name).toBe(text))).toBeLessThan(SECOND);
  });
});

describe("what is refused", () => {
  const nested = `${"(".repeat(40)}x${")".repeat(40)}`;
  test.each([
    // Names, and ways to more than arithmetic.
    "x = 1",
    "f(x) = x",
    "f(x) = x; f(x)",
    "x; x",
    "x.constructor",
    'x["constructor"]',
    "x[1]",
    "[x, 1]",
    "{a: x}",
    "x ? 1 : 2",
    "x > 0",
    "1:x",
    '"x"',
    "import({exp: 1}, {override: true}) + x",
    'parse("x")',
    'evaluate("x")',
    'createUnit("foo") + x',
    "config(x)",
    "simplify(x)",
    "typed(x)",
    "cos.constructor(x)",
    "exp.constructor(x)()",
    "constructor(x)",
    "toString(x)",
    "hasOwnProperty(x)",
    "__proto__ + x",
    "x.map(x)",
    "map([x], exp)",
    "x to cm",
    "5 cm + x",
    "x!",
    "x'",
    "x % 2",
    "x and 1",
    "not x",
    "~x",
    "x << 2",
    "x .* x",
    "random() + x",
    "i * x",
    "true + x",
    "null + x",
    "undefined * x",
    // Sizes.
    "x^1000",
    "x^9^9^9",
    "9^9^9^9 * x",
    "x^(-65)",
    "1e999 * x",
    "Infinity * x",
    "NaN + x",
    nested,
    `${"exp(".repeat(40)}x${")".repeat(40)}`,
    `x${" + x".repeat(200)}`,
    `${"-".repeat(450)}x`,
    `x${"^x".repeat(200)}`,
    "x²⁰⁰",
    "x⁻⁶⁵",
    `x${"⁹".repeat(499)}`,
    `x${"²".repeat(400)}`,
    `${"√".repeat(499)}x`,
    `${"|".repeat(500)}`,
    `${"|".repeat(249)}x${"|".repeat(249)}`,
    `${"|x − ".repeat(40)}1${"|".repeat(40)}`,
    `${"√(".repeat(40)}x${")".repeat(40)}`,
    `${"√(|".repeat(20)}x${"|)".repeat(20)}`,
    `${"−".repeat(450)}x`,
    `10${"⁹".repeat(400)} · x`,
    `x${" ".repeat(498)}+`,
    `${"x ".repeat(248)}. x`,
    `${"é".repeat(498)}(x`,
    // Formulas that aren't any, or of nothing.
    "",
    "x +",
    "1",
    "y",
    "exp()",
    "exp(x, x)",
    "max(x)",
    "sum(x)",
    // No activation, as it isn't finite everywhere.
    "log(x)",
    "1 / (x - 0.03)",
    "2^x^2^x",
  ])("%s", (text) => {
    const refuse = (): void => expect(() => activationFromFormula(text)).toThrow(/^(The formula|A formula)/);
    expect(leastMillisecondsOf(refuse)).toBeLessThan(SECOND);
  });

  test.each([
    ["p + sum(p)", /outside of its sums/],
    ["sum(p * sum(p))", /a sum inside a sum/],
    ["y^2", /must have the prediction p/],
    ["log(p - 1)", /has no value at 0.015625, beside a target of 0,/],
  ])("of losses: %s", (text, message) => {
    expect(() => lossFromFormula(text)).toThrow(message);
  });

  test("something else than a text", () => {
    expect(() => activationFromFormula({ toString: () => "x" } as unknown as string)).toThrow(
      "A formula is a text, but got an object.",
    );
  });

  test("the prototype of objects stays as it is", () => {
    expect(() => activationFromFormula("x.__proto__.polluted = 1")).toThrow();
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe("whatever text there is, it makes a component or a sentence, in time", () => {
  const made = (make: (text: string) => { name: string }, text: string): string => {
    try {
      return make(text).name === text ? "made" : "another name";
    } catch (error) {
      return (error as Error).name;
    }
  };

  test.each(["formulas", "repeated", "nested", "characters"] as const)("%s, drawn at random", (kind) => {
    const random = seededRandom(kind);
    for (let i = 0; i < 40; i++) {
      const text = DRAWN[kind](random).slice(0, 500);
      const make = i % 4 === 0 ? lossFromFormula : activationFromFormula;
      const time = leastMillisecondsOf(() => expect(["made", "OptionError"], text).toContain(made(make, text)));
      expect(time, text).toBeLessThan(SECOND);
    }
  });
});
