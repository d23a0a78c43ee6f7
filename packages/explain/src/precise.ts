import { Decimal } from "decimal.js";
import type { Explanation } from "./explanation.js";
import type { Expression } from "./formula/expression.js";
import { parseOwn } from "./formula/parse.js";

/** Enough for 1 − f(z) wherever f(z) is a float64 below 1 in truth. */
const Precise = Decimal.clone({ precision: 400, rounding: Decimal.ROUND_HALF_EVEN });
/** A slope below that may have lost digits: f(z) · (1 − f(z)) has none left of 1 − f(z) at z = 37. */
const SUSPICIOUS = 1e-8;
/** By how much float64 may be off before it is told. */
const TOLERANCE = 0.05;

/**
 * The derivative from the explanation's own formulas with 400 digits, where it is another one in float64: a unit is
 * saturated, and its f′ is too small beside 1. `undefined` where all is well, and where a formula isn't known.
 *
 * @param unrounded - The same explanation without rounding.
 */
export function precisely(explanation: Explanation, unrounded: () => Explanation): number | undefined {
  if (!isSuspicious(explanation)) return undefined;
  return explanation.significantDigits === null ? preciseGradient(explanation) : preciseGradient(unrounded());
}

function isSuspicious({ chain }: Explanation): boolean {
  if (chain.kind !== "paths") return false;
  const factors = chain.elementary.paths.flatMap((path) => path.factors);
  return factors.some(({ formula, value }) => Math.abs(value) < SUSPICIOUS && !isName(formula ?? ""));
}

/** A weight or an input: as small as it is, it has all its digits. */
function isName(formula: string): boolean {
  return /^\w*$/.test(formula);
}

function preciseGradient(exact: Explanation): number | undefined {
  const { chain, gradient } = exact;
  if (chain.kind !== "paths") return undefined;
  const values = new Map(exact.given.map(({ symbol, value }) => [symbol, new Precise(value)]));
  const functions = new Map(
    exact.functions.map(({ symbol, formula }) => [symbol, formula === null ? null : parseOwn(formula)]),
  );
  const number = (formula: string | null): Decimal | null =>
    formula === null ? null : evaluated(parseOwn(formula), values, functions);
  for (const { symbol, formula } of exact.forward) {
    const value = number(formula);
    if (value === null) return undefined;
    values.set(symbol, value);
  }
  const products = chain.elementary.paths.map((path) =>
    path.factors.reduce<Decimal | null>((product, { formula }) => {
      const factor = number(formula);
      return product && factor && product.mul(factor);
    }, new Precise(1)),
  );
  const known = products.filter((product) => product !== null);
  if (known.length < products.length) return undefined;
  const sum = known.reduce((total, product) => total.add(product), new Precise(0));
  const precise = sum.div(exact.batch);
  if (!precise.isFinite() || precise.sub(gradient).abs().lte(precise.abs().mul(TOLERANCE))) return undefined;
  // −0 is written as 0.
  return precise.toNumber() + 0;
}

type Functions = ReadonlyMap<string, Expression | null>;

/** `null` where a function or a name isn't known. */
function evaluated(expression: Expression, values: ReadonlyMap<string, Decimal>, functions: Functions): Decimal | null {
  if (expression.kind === "number") return new Precise(expression.value);
  if (expression.kind === "symbol") return values.get(expression.name) ?? null;
  const operands = expression.operands.map((operand) => evaluated(operand, values, functions));
  const known = operands.filter((operand) => operand !== null);
  if (known.length < operands.length) return null;
  const own = functions.get(expression.name);
  if (own) return evaluated(own, new Map([["z", known[0]!]]), functions);
  return OPERATIONS[expression.name]?.(...(known as [Decimal, Decimal])) ?? null;
}

/** By mathjs's names, as in formulas. */
const OPERATIONS: Readonly<Record<string, (a: Decimal, b: Decimal) => Decimal>> = {
  add: (a, b) => a.add(b),
  subtract: (a, b) => a.sub(b),
  multiply: (a, b) => a.mul(b),
  divide: (a, b) => a.div(b),
  pow: (a, b) => a.pow(b),
  unaryMinus: (a) => a.neg(),
  exp: (a) => a.exp(),
  log: (a) => a.ln(),
  log10: (a) => a.log(10),
  log1p: (a) => a.add(1).ln(),
  sqrt: (a) => a.sqrt(),
  abs: (a) => a.abs(),
  sigmoid: (a) => new Precise(1).div(a.neg().exp().add(1)),
  tanh: (a) => a.tanh(),
  sinh: (a) => a.sinh(),
  cosh: (a) => a.cosh(),
  max: (a, b) => Precise.max(a, b),
  min: (a, b) => Precise.min(a, b),
  step: (a) => new Precise(a.gt(0) ? 1 : 0),
};
