import { OptionError } from "@nn/core";
import { reference } from "@nn/core/backend";
import { Computation, type ComputationText, defineActivation, defineLoss, defineRule } from "@nn/core/component";
import { describe, expect, test } from "vitest";

/** What a line gives for x = 3 and y = -2, in a row of two. */
function resultOf(value: string): number {
  const out = new Float64Array(2);
  const computation = new Computation({
    name: "text",
    arrays: ["out", "x", "y"],
    scalars: ["c"],
    lines: [`out = ${value}`],
  });
  reference.kernels("float64").compute(computation, [10], 1, 2, out, Float64Array.of(3, 5), Float64Array.of(-2, 4));
  return out[0]!;
}

describe("a text is read as it is written:", () => {
  test.each([
    ["1 + 2 * x", 7],
    ["(1 + 2) * x", 9],
    ["12 / x / 2", 2],
    ["10 - x - 2", 5],
    ["-x^2", -9],
    ["(-x)^2", 9],
    ["2 * -x", -6],
    ["x^-1", 1 / 3],
    ["x^3", 27],
    ["2^5", 32],
    ["-x * y", 6],
    ["x < 4 ? 1 : 0", 1],
    ["x >= 3 and y < 0 ? 1 : 0", 1],
    ["x > 3 or y > 0 ? 1 : 0", 0],
    ["x == 3 ? y > 0 ? 1 : 2 : 3", 2],
    ["max(x, y) + min(x, y)", 1],
    ["max(x)", 5],
    ["sum(x) + mean(y)", 9],
    ["size + batch", 3],
    ["c * 1.5e1", 150],
    ["step(x) + step(y)", 1],
    ["sign(y) + floor(2.5)", 1],
    ["sigmoid(0 * x)", 0.5],
    ["sinh(x)", 10.017874927409903],
    ["sinh(x / 1e9)", 3e-9],
    ["sinh(x * -1e-300)", -3e-300],
    ["sinh(x / 6)", 0.5210953054937474],
    ["sqrt(x * 3) + abs(y)", 5],
  ])("%s", (text, expected) => {
    expect(resultOf(text)).toBe(expected);
  });
});

describe("what can't be read says where:", () => {
  test.each([
    ["x +", 'text: "out = x +" ends before it is complete.'],
    ["x ** 2", 'text: "out = x ** 2" can\'t be read from "* 2" on.'],
    [
      "sin(x)",
      'text: "out = sin(x)" can\'t be read from "sin ( x )" on. The functions are abs, sqrt, floor, exp, log, log1p, tanh, sum, min, max, step, sign, sigmoid, sinh, cosh, mean.',
    ],
    [
      "unknown * x",
      'text: "out = unknown * x" can\'t be read from "unknown * x" on. The names are size, batch, index, c, out, x, y.',
    ],
    [
      "toString",
      'text: "out = toString" can\'t be read from "toString" on. The names are size, batch, index, c, out, x, y.',
    ],
    [
      "constructor(x)",
      'text: "out = constructor(x)" can\'t be read from "constructor ( x )" on. The functions are abs, sqrt, floor, exp, log, log1p, tanh, sum, min, max, step, sign, sigmoid, sinh, cosh, mean.',
    ],
    ["x + 😀", 'text: "out = x + 😀" can\'t be read from "😀" on.'],
    [
      "max(x, y, x)",
      'text: "out = max(x, y, x)" can\'t be read from "max ( x , y , x )" on. It takes another number of operands.',
    ],
    ...["x^0.5", "x^0 + 1", "x^-65", "x^x", "2^x * 3"].map((text): [string, string] => [
      text,
      `text: "out = ${text}" has a power whose exponent isn't a whole number from 1 to 64, or from -64 to -1. Another one, x^p, is exp(p * log(x)), or sqrt(x).`,
    ]),
    ["x y", 'text: "out = x y" can\'t be read from "y" on. A product is written with *.'],
    ["(x", 'text: "out = (x" ends before it is complete.'],
    ["x < 1", 'text: "out = x < 1" is a condition, where a number is to be.'],
    ["x ? 1 : 0", 'text: "out = x ? 1 : 0" gives ? a condition where a number is to be, or a number for one.'],
    ["(x < 1) + 1", 'text: "out = (x < 1) + 1" gives + a condition where a number is to be, or a number for one.'],
  ])("%s", (text, message) => {
    expect(() => resultOf(text)).toThrow(new OptionError(message));
  });
});

describe("a computation is refused", () => {
  const SQUARES = Array.from({ length: 30 }, () => "q = q < 1 ? q * x : q * 3");
  test.each<[string, Partial<ComputationText>, string]>([
    ["a refusal that is no condition", { refuses: ["x"] }, '"x" must be a condition, as in "p < 0".'],
    ["no assignment", { lines: ["x < 1"] }, '"x < 1" must set a name, as in "a = 2 * z".'],
    ["a comparison", { lines: ["out <= x"] }, '"out <= x" must set a name, as in "a = 2 * z".'],
    ["an equality", { lines: ["out == x"] }, '"out == x" must set a name, as in "a = 2 * z".'],
    ["no name", { lines: ["2x = x", "out = x"] }, '"2x = x" must set a name, as in "a = 2 * z".'],
    [
      "the number of columns",
      { lines: ["size = 7"] },
      '"size = 7" sets size, which has a meaning of its own. Take another name.',
    ],
    ["no result", { lines: ["result = x"] }, 'one of its lines must set out, as in "out = …".'],
    [
      "a number of each column for one of a row",
      { byRow: ["out"], lines: ["out = x^2"] },
      '"out = x^2" is one number for each column, but out has one for each row: take the sum, mean or max.',
    ],
    [
      "a number of each column by its factor",
      { byRow: ["out"], factor: "x", lines: ["out = 2"] },
      '"out = 2" is one number',
    ],
    [
      "one name twice",
      { arrays: ["out", "x", "x"] },
      "names of arrays and scalars must be letters, digits and _, each once",
    ],
    ["size", { scalars: ["size"] }, 'and none of size, batch, index, and, or, but there is "size".'],
    ["a name with a blank", { arrays: ["out", "x y"] }, 'but there is "x y".'],
    [
      "an array by column that is written",
      { byColumn: ["out"] },
      'byColumn must be some of the arrays that it reads, x, and none of byRow, but there is "out".',
    ],
    [
      "one that is set",
      { byColumn: ["x"], lines: ["x = 2", "out = x"] },
      "sets x, which has one number for each column and can only be read.",
    ],
    ["an unknown array", { byRow: ["q"] }, 'byRow must be some of its arrays, out, x, but there is "q".'],
    ["an unknown factor", { factor: "q" }, 'factor must be one of out, x, but there is "q".'],
    [
      "a long text",
      { lines: [`out = x${" + x".repeat(25_000)}`] },
      "is longer than 10000 characters. Divide it into lines.",
    ],
    [
      "brackets",
      { lines: [`out = ${"(".repeat(4000)}x${")".repeat(4000)}`] },
      "has more than 200 formulas within each other.",
    ],
    ["signs", { lines: [`out = ${"-".repeat(5000)}x`] }, "has more than 200 formulas within each other."],
    ["functions", { lines: [`out = ${"exp(".repeat(1500)}x`] }, "has more than 200 formulas within each other."],
    [
      "many lines",
      { lines: [...Array.from({ length: 1200 }, (_, i) => `q = x + ${i}`), "out = q"] },
      '"q = x + 497" is too much: a computation has at most 1000 operations.',
    ],
    [
      "alternatives of alternatives",
      { lines: ["q = x", ...SQUARES, "out = w"], factor: "x" },
      '"out = w" can\'t be read',
    ],
  ])("for %s", (_, text, message) => {
    const whole = { name: "text", arrays: ["out", "x"], lines: ["out = x"], ...text };
    expect(() => new Computation(whole)).toThrow(message);
    expect(() => new Computation(whole)).toThrow(/^text: /);
  });

  test.each([
    [
      "z",
      { forward: ["z = max(z, 0)", "a = z"] },
      "defineActivation: forward must not set z, which others read: take another name, but is",
    ],
    [
      "da",
      { backward: ["da = 2 * da", "dz = da"] },
      "defineActivation: backward must not set da or z or a, which others read",
    ],
  ])("for setting %s of an activation", (_, lines, message) => {
    const formula = { value: "z", derivative: "1" };
    expect(() => defineActivation({ name: "mine", formula, ...lines })).toThrow(message);
  });

  test("for setting the targets of a loss", () => {
    const definition = { name: "mine", formula: { value: "mean(p - t)" }, gradient: ["t = 0", "gradient = t"] };
    expect(() => defineLoss(definition)).toThrow("defineLoss: gradient must not set p or t, which others read");
  });
});

test("alternatives of alternatives are multiplied once each", () => {
  const lines = ["q = x", ...Array.from({ length: 60 }, (_, i) => `q = x < ${i} ? q * x : q * 3`), "out = q"];
  const computation = new Computation({ name: "text", arrays: ["out", "x"], lines, factor: "x" });
  const out = new Float64Array(1);
  reference.kernels("float64").compute(computation, [], 1, 1, out, Float64Array.of(-1));
  expect(out[0]).toBe(1);
});

test("names are as hostile as they like", () => {
  const lines = ["__proto__ = x", "constructor = __proto__ + 1", "exp = constructor", "η_1 = exp(exp)", "out = η_1"];
  const computation = new Computation({ name: "text", arrays: ["out", "x"], lines });
  const out = new Float64Array(1);
  reference.kernels("float64").compute(computation, [], 1, 1, out, Float64Array.of(-1));
  expect(out[0]).toBe(1);
});

test("a text that is changed afterwards changes nothing", () => {
  const lines = ["out = x"];
  const computation = new Computation({ name: "text", arrays: ["out", "x"], lines });
  lines[0] = "out = 2 * x";
  const out = new Float64Array(1);
  reference.kernels("float64").compute(computation, [], 1, 1, out, Float64Array.of(3));
  expect(out[0]).toBe(3);
});

test("what keeps a rule's slots finite holds in each alternative", () => {
  const rule = defineRule({
    lines: ["v = v + g", "w = g > 0 ? w - eta : w + eta"],
    letters: { eta: "learningRate", v: "v" },
    slots: ["v"],
  });
  const [w, g, v] = [1, 1, Infinity].map((value) => Float64Array.of(value)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  reference.kernels("float64").compute(rule.computes[0], [0.1, 1], 1, 1, w, g, v);
  expect(w[0]).toBeNaN();
});

test("numbers by row may not lie where a number of each column is written", () => {
  const computation = new Computation({
    name: "text",
    arrays: ["out", "x", "w"],
    byRow: ["w"],
    lines: ["out = x * w"],
  });
  const out = Float64Array.of(1, 2, 3, 4);
  const compute = () => reference.kernels("float64").compute(computation, [], 2, 2, out, new Float64Array(4), out);
  expect(compute).toThrow("text: the array that is written overlaps w. Give the result an array of its own.");
});
