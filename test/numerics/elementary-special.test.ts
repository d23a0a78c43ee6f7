import { erf, exp, log, log1p, power, hyperbolicTangent as tanh } from "@nn/core/component";
import { expect, test } from "vitest";

const nan = Number.NaN;

// `toEqual` tells 0 from -0.

test("exp at 0, at the infinities and beyond the finite results", () => {
  expect([0, -0, 5e-324].map(exp)).toEqual([1, 1, 1]);
  expect([Infinity, 1e308, 710, 709.7827128933841].map(exp)).toEqual([Infinity, Infinity, Infinity, Infinity]);
  expect([-Infinity, -1e308, -746, -745.1332191019412].map(exp)).toEqual([0, 0, 0, 0]);
  expect(exp(-745.1332191019411)).toBe(5e-324);
  expect(exp(nan)).toBe(nan);
});

test("log at 0, at 1, at infinity and below 0", () => {
  expect([0, -0].map(log)).toEqual([-Infinity, -Infinity]);
  expect([1, Infinity].map(log)).toEqual([0, Infinity]);
  expect([-5e-324, -1, -Infinity, nan].map(log)).toEqual([nan, nan, nan, nan]);
});

test("log1p at 0, at -1, at infinity and below -1", () => {
  expect([0, -0, 5e-324, -5e-324].map(log1p)).toEqual([0, -0, 5e-324, -5e-324]);
  expect([-1, Infinity].map(log1p)).toEqual([-Infinity, Infinity]);
  expect([-1.0000000000000002, -Infinity, nan].map(log1p)).toEqual([nan, nan, nan]);
});

test("tanh is odd, and 1 where it saturates", () => {
  expect([0, 5e-324, -5e-324].map(tanh)).toEqual([0, 5e-324, -5e-324]);
  expect([20, 1000, 1e308, Infinity].map(tanh)).toEqual([1, 1, 1, 1]);
  expect([-20, -1000, -1e308, -Infinity].map(tanh)).toEqual([-1, -1, -1, -1]);
  expect(tanh(nan)).toBe(nan);
});

test("tanh keeps the sign of 0", () => {
  expect(tanh(-0)).toBe(-0);
});

test("erf is odd, keeps the sign of 0, and is 1 where it saturates", () => {
  expect([0, -0, 5e-324, -5e-324].map(erf)).toEqual([0, -0, 5e-324, -5e-324]);
  expect([6, 1e300, Infinity, -6, -Infinity].map(erf)).toEqual([1, 1, 1, -1, -1]);
  expect(erf(nan)).toBe(nan);
  for (const x of [0.3, 0.999, 1, 1.5, 4]) expect(erf(-x)).toBe(-erf(x));
});

test("exp, log, log1p, tanh and erf never fall where they must rise", () => {
  for (const [f, from, to] of [
    [exp, -746, 710],
    [log, 1e-300, 1e6],
    [log1p, -1, 3],
    [tanh, -3, 3],
    [erf, -3, 3],
  ] as const) {
    let before = -Infinity;
    for (let i = 0; i <= 100_000; i++) {
      const x = from + ((to - from) * i) / 100_000;
      const value = f(x);
      if (!(value >= before)) expect.unreachable(`${f.name} falls at ${x}`);
      before = value;
    }
  }
});

test("power is exact where the result is", () => {
  expect([0, 1, 2, 10, 1023, 1024].map((n) => power(2, n))).toEqual([1, 2, 4, 1024, 2 ** 1023, Infinity]);
  expect([1, 1022, 1074, 1075, 1e15].map((n) => power(0.5, n))).toEqual([0.5, 2 ** -1022, 5e-324, 0, 0]);
  expect([-2, -0, 3, -Infinity, 1e150, nan].map((x) => power(x, 3))).toEqual([-8, -0, 27, -Infinity, Infinity, nan]);
  expect([0, -5, Infinity].map((x) => power(x, 0))).toEqual([1, 1, 1]);
  expect(power(1, 2 ** 53 - 1)).toBe(1);
});
