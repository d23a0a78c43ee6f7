import type { Warning } from "@nn/core";
import { activationFromFormula, lossFromFormula } from "@nn/explain";
import { describe, expect, test, vi } from "vitest";

const REMEDY = "Limit what it divides by, or takes a logarithm, a root or a power of, with max or min.";

describe("an activation without a finite value or slope somewhere is refused with the place", () => {
  test.each([
    ["1/x", "is infinite at 0"],
    ["x^-1", "is infinite at 0"],
    ["log(abs(x))", "is infinite at 0"],
    ["log(x^2)", "is infinite at 0"],
    ["1/(x-3)", "is infinite at 3"],
    ["1/(x+2.5)", "is infinite at -2.5"],
    ["1/(x-0.3)", "is infinite at 0.3"],
    ["1/(x^2-2)", "grows without bound near 1.41421"],
    ["1/(x-1/3)^2", "is infinite at 0.333333"],
    ["1/sin(x)", "is infinite at 0"],
    ["1/cos(x)", "grows without bound near 1.5708"],
    ["1/(1-cos(x-0.3))", "is infinite at 0.3"],
    ["log((x^2-3)^2)", "grows without bound near 1.73205"],
    ["1/(x^2-2*sqrt(2)*x+2)", "is infinite at 1.41421"],
    ["log1p(x/8)", "is infinite at -8"],
    ["exp(exp(x))", "is infinite at 6.57813"],
    ["(exp(x)-1)/x", "has no value at 0"],
    ["sin(x)/x", "has no value at 0"],
    ["(x-0.7)/(x-0.7)", "has no value at 0.7"],
    ["sqrt(x^2-0.00001)", "has no value at 0"],
    ["sqrt(x+7.999)", "has no value at -8"],
    ["x^0.5", "has no value at -0.015625"],
    ["sign(x)*sqrt(abs(x))", "has an infinite slope at 0"],
    ["sqrt(abs(x))", "has an infinite slope at 0"],
    ["abs(x)^(2/3)*sign(x)", "has an infinite slope at 0"],
    ["(x^2)^(1/3)", "has an infinite slope at 0"],
    ["sqrt(max(x,0))", "has an infinite slope at 0"],
    ["max(x,0)^0.9", "has an infinite slope at 0"],
    ["sqrt(x+abs(x))", "has an infinite slope at 0"],
    ["sqrt(max(x-0.3,0))", "has an infinite slope at 0.3"],
    ["sqrt(max(1-x^2,0))", "has an infinite slope at -1"],
    ["sqrt(max(x^2-2,0))", "has an infinite slope near 1.41421"],
    ["sqrt(abs(x^2-3))", "has an infinite slope near 1.73205"],
    ["abs(x)^x", "has an infinite slope at 0"],
    ["abs(x-0.3)^x", "has an infinite slope at 0.3"],
    ["atan(1/x)", "has no value at 0"],
    ["atan(1/(x^2-2))", "has no value near 1.41421"],
    ["1/(1+exp(-1/x))", "has no value at 0"],
    ["exp(-1/x^2)", "has no value at 0"],
    ["tanh(log(abs(x)))", "has no value at 0"],
    ["tanh(x^-3)", "has no value at 0"],
    ["tanh(abs(x)^(-1/2))", "has no value at 0"],
    ["step(log(x))", "has no value at 0"],
    ["sign(x-0.3)*abs(x-0.3)^(1/3)", "has an infinite slope at 0.3"],
  ])("%s %s", (text, what) => {
    expect(() => activationFromFormula(text)).toThrow(
      `The formula "${text}" ${what}, but an activation needs a finite value and slope everywhere from -8 to 8. ${REMEDY}`,
    );
  });
});

test.each([
  "exp(exp(x) / 5)",
  "exp(exp(x / 2))",
  "1 / (x^2 + 0.001)",
  "log(x + 8.001)",
  "log(max(abs(x), 1e-9))",
  "max(x, 0)^1.1",
  "sqrt(max(x - 0.3, 1e-9))",
  "sqrt(x^2 + 1e-20)",
  "1 / max(x - 0.3, 1e-9)",
  "log(max(x - 0.3, 1e-15))",
  "x / max(sqrt(x^2), 1e-12)",
  "x + tanh(1e6 * max(x - 0.3, 0))",
  "x + atan(1 / (step(x - 0.3) - 0.5))",
  "1 / (2 + sin(x))",
  "1e6 * x^5 - 1e6 * x^5 + x",
  "cosh(x)^20",
  "sin(100 * x)",
])("%s is steep, or loses digits, and is right", (text) => {
  expect(activationFromFormula(text).name).toBe(text);
});

describe("a loss is refused where no prediction should be without a finite value", () => {
  test.each([
    ["1/(p-0.5)", "is infinite at 0.5, beside a target of 0"],
    ["1/(3*p-1)", "is infinite at 0.333333, beside a target of 0"],
    ["1/(p-y)", "is infinite at 0.375, beside a target of 0.375"],
    ["log(abs(p-y))", "is infinite at 0.375, beside a target of 0.375"],
    ["(p-y)^2/abs(p-y)", "has no value at 0.375, beside a target of 0.375"],
    ["1/(sum(p)-0.5)", "is infinite at 0.5, beside a target of 0"],
    ["sqrt(max(p-y,0))", "has an infinite slope at 0.375, beside a target of 0.375"],
    ["sqrt(abs(p-y))", "has an infinite slope at 0.375, beside a target of 0.375"],
    ["abs(p-y)^(p-y)", "has an infinite slope at 0.375, beside a target of 0.375"],
    ["atan(1/(p-y))", "has no value at 0.375, beside a target of 0.375"],
  ])("%s %s", (text, what) => {
    expect(() => lossFromFormula(text)).toThrow(
      `The formula "${text}" ${what}, but a loss needs a finite value and slope for all predictions between 0 and 1, ` +
        `whatever the target. ${REMEDY}`,
    );
  });
});

describe("a slope of 0 everywhere is a warning", () => {
  const warningsOf = (make: typeof activationFromFormula | typeof lossFromFormula, text: string): Warning[] => {
    const told: Warning[] = [];
    const { warnings } = make(text, { onWarning: (warning) => told.push(warning) });
    expect(warnings).toEqual(told);
    return told;
  };

  test.each(["step(x)", "sign(x)", "floor(x)", "0 * x", "x - x", "max(x, 100)", "step(x) + 2 * step(x - 1)"])(
    "%s",
    (text) => {
      expect(warningsOf(activationFromFormula, text)).toEqual([
        {
          kind: "no slope",
          message: `The formula "${text}" has the slope 0 wherever it was evaluated, so that the layers before it learn nothing.`,
        },
      ]);
    },
  );

  test("of losses, and of none that has a slope", () => {
    expect(warningsOf(lossFromFormula, "step(p - y)").map(({ kind }) => kind)).toEqual(["no slope"]);
    expect(warningsOf(lossFromFormula, "floor(abs(p - y) + 0.5)").map(({ kind }) => kind)).toEqual(["no slope"]);
    expect(warningsOf(lossFromFormula, "(p - y)^2")).toEqual([]);
    for (const text of ["x", "max(0, x)", "step(x) * x", "max(x, 7)", "sign(x) + 0.001 * x"]) {
      expect(warningsOf(activationFromFormula, text), text).toEqual([]);
    }
  });

  test("is printed unless it is taken", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    activationFromFormula("sign(x)");
    expect(warn.mock.calls).toEqual([
      [
        'Warning: The formula "sign(x)" has the slope 0 wherever it was evaluated, so that the layers before it learn nothing.',
      ],
    ]);
    warn.mockRestore();
  });

  test("options that are none end in a sentence", () => {
    expect(() => activationFromFormula("x", { onWarnings: () => undefined } as object)).toThrow(
      'activationFromFormula has no option "onWarnings". Did you mean "onWarning"?',
    );
    expect(() => lossFromFormula("p", { onWarning: 1 as never })).toThrow(
      "onWarning must be a function that takes a warning, but is 1.",
    );
  });
});
