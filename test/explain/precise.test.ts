import { Decimal as Judge } from "decimal.js";
import { describe, expect, test } from "vitest";
import { type Decimal, decimal, ofDigits } from "../../packages/explain/src/precise/decimal/decimal.js";
import * as own from "../../packages/explain/src/precise/decimal/functions.js";

type Operands = readonly [a: Decimal, b: Decimal];

const CASES: Readonly<Record<string, [own: (...operands: Operands) => Decimal, judge: (a: Judge, b: Judge) => Judge]>> =
  {
    add: [(a, b) => a.add(b), (a, b) => a.add(b)],
    sub: [(a, b) => a.sub(b), (a, b) => a.sub(b)],
    mul: [(a, b) => a.mul(b), (a, b) => a.mul(b)],
    div: [(a, b) => a.div(b), (a, b) => a.div(b)],
    pow: [own.pow, (a, b) => a.pow(b)],
    exp: [own.exp, (a) => a.exp()],
    ln: [own.ln, (a) => a.ln()],
    log10: [own.log10, (a) => a.log(10)],
    sqrt: [own.sqrt, (a) => a.sqrt()],
    atan: [own.atan, (a) => a.atan()],
    sin: [own.sin, (a) => a.sin()],
    cos: [own.cos, (a) => a.cos()],
    sinh: [own.sinh, (a) => a.sinh()],
    cosh: [own.cosh, (a) => a.cosh()],
    max: [own.max, (a, b) => Judge.max(a, b)],
    min: [own.min, (a, b) => Judge.min(a, b)],
    floor: [(a) => a.floor(), (a) => a.floor()],
    abs: [(a) => a.abs(), (a) => a.abs()],
  };

/** Near 0, 1 and π, where digits cancel; where float64 saturates; large and small. */
const NUMBERS = [
  0,
  1,
  -1,
  2,
  0.5,
  -0.25,
  8,
  100,
  -3,
  0.1,
  22,
  37,
  -745,
  1e-30,
  -1e-16,
  1e-300,
  Math.PI,
  -2 * Math.PI,
  1.0000000000000002,
  0.9999999999999999,
  -2.6,
  1234.5678,
  0.036,
];
const SECOND = [0, 1, -3, 0.5, 0.1, 101, -1e-16, Math.PI];
const NOT_FINITE = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];

describe.each([40, 400])("with %d digits", (digits) => {
  const judge = Judge.clone({ precision: digits });

  test.each(Object.entries(CASES))("%s is what decimal.js finds, but for the last digit", (_, [calculate, right]) => {
    for (const a of NUMBERS) {
      for (const b of calculate.length === 2 ? SECOND : [1]) {
        const [told, wanted] = [
          ofDigits(digits, () => calculate(decimal(a), decimal(b))),
          right(new judge(a), new judge(b)),
        ];
        const given = told.isFinite ? new judge(`${told.m}e${told.e}`) : new judge(told.rough);
        // Neither has a zero with a sign.
        if (wanted.isZero() || !wanted.isFinite())
          expect(given.toNumber() + 0, `of ${a} and ${b}`).toBe(wanted.toNumber() + 0);
        else
          expect(
            given
              .sub(wanted)
              .div(wanted)
              .abs()
              .lt(`2e${1 - digits}`),
            `of ${a} and ${b}: ${given}`,
          ).toBe(true);
      }
    }
  });
});

test.each(Object.entries(CASES))("%s of what isn't finite is what float64 has", (_, [calculate, right]) => {
  for (const a of NOT_FINITE) {
    for (const b of calculate.length === 2 ? [...NOT_FINITE, 0, 2, -3] : [1]) {
      const wanted = right(new Judge(a), new Judge(b)).toNumber();
      const near = Number.isFinite(wanted) ? expect.closeTo(wanted, 12) : wanted;
      expect(calculate(decimal(a), decimal(b)).toNumber() + 0, `of ${a} and ${b}`).toEqual(near);
    }
  }
});

test("powers of e beyond all exponents are infinite, or 0", () => {
  expect(own.exp(decimal(1e16)).toNumber()).toBe(Number.POSITIVE_INFINITY);
  expect(own.exp(decimal(-1e16)).isZero).toBe(true);
});

test("a float64 is the decimal that it is written as", () => {
  for (const value of [0.1, -0.1, 1e21, 1.5e-7, 5e-324, Number.MAX_VALUE, 123456.789]) {
    expect(decimal(value).toNumber()).toBe(value);
    expect(decimal(value).sub(decimal(Number(String(value)))).isZero).toBe(true);
  }
  // 0.1 + 0.2 isn't 0.3 in float64.
  expect(decimal(0.1).add(decimal(0.2)).sub(decimal(0.3)).isZero).toBe(true);
});
