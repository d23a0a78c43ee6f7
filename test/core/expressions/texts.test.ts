import { Computation, OptionError, reference } from "@nn/core";
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
    ["sqrt(x * 3) + abs(y)", 5],
  ])("%s", (text, expected) => {
    expect(resultOf(text)).toBe(expected);
  });
});

describe("what can't be read says where:", () => {
  test.each([
    ["x +", '" x +" can\'t be read from "" on.'],
    ["x ** 2", '" x ** 2" can\'t be read from "* 2" on.'],
    ["sin(x)", '" sin(x)" can\'t be read from "sin ( x )" on.'],
    ["unknown * x", '" unknown * x" can\'t be read from "unknown * x" on.'],
    ["max(x, y, x)", '" max(x, y, x)" can\'t be read from "max ( x , y , x )" on.'],
    ["x^0.5", '" x^0.5" can\'t be read from "" on.'],
    ["x y", '" x y" can\'t be read from "y" on.'],
    ["(x", '" (x" can\'t be read from "" on.'],
    ["x < 1", "stored is given a condition where a number stands, or a number for one."],
    ["x ? 1 : 0", "? is given a condition where a number stands, or a number for one."],
    ["(x < 1) + 1", "+ is given a condition where a number stands, or a number for one."],
  ])("%s", (text, message) => {
    expect(() => resultOf(text)).toThrow(new OptionError(message));
  });

  test("a refusal that is no condition", () => {
    const text = { name: "text", arrays: ["out", "x"], lines: ["out = x"], refuses: ["x"] };
    expect(() => new Computation(text)).toThrow('"x" must be a condition, as in "p < 0".');
  });
});
