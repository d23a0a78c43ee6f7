import { callOf, type Expression, numberOf } from "../expression.js";
import type { FunctionName } from "../functions.js";

const ZERO = numberOf(0);
const ONE = numberOf(1);
const TWO = numberOf(2);

const sum = (u: Expression, v: Expression): Expression => callOf("add", u, v);
const difference = (u: Expression, v: Expression): Expression => callOf("subtract", u, v);
const product = (u: Expression, v: Expression): Expression => callOf("multiply", u, v);
const quotient = (u: Expression, v: Expression): Expression => callOf("divide", u, v);
const power = (u: Expression, v: Expression): Expression => callOf("pow", u, v);
const minus = (u: Expression): Expression => callOf("unaryMinus", u);

/**
 * The derivatives of all functions with respect to each of their operands. At a kink the step is 0, as in relu's
 * derivative.
 */
export const DERIVATIVES: Readonly<Record<FunctionName, (u: Expression, v: Expression) => readonly Expression[]>> = {
  add: () => [ONE, ONE],
  subtract: () => [ONE, numberOf(-1)],
  multiply: (u, v) => [v, u],
  divide: (u, v) => [quotient(ONE, v), minus(quotient(u, power(v, TWO)))],
  pow: (u, v) => [product(v, power(u, difference(v, ONE))), product(callOf("log", u), power(u, v))],
  unaryMinus: () => [numberOf(-1)],
  exp: (u) => [callOf("exp", u)],
  log: (u) => [quotient(ONE, u)],
  log10: (u) => [quotient(ONE, product(u, callOf("log", numberOf(10))))],
  log1p: (u) => [quotient(ONE, sum(ONE, u))],
  sqrt: (u) => [quotient(ONE, product(TWO, callOf("sqrt", u)))],
  abs: (u) => [difference(callOf("step", u), callOf("step", minus(u)))],
  sin: (u) => [callOf("cos", u)],
  cos: (u) => [minus(callOf("sin", u))],
  atan: (u) => [quotient(ONE, sum(ONE, power(u, TWO)))],
  sigmoid: (u) => [product(callOf("sigmoid", u), difference(ONE, callOf("sigmoid", u)))],
  tanh: (u) => [difference(ONE, power(callOf("tanh", u), TWO))],
  sinh: (u) => [callOf("cosh", u)],
  cosh: (u) => [callOf("sinh", u)],
  erf: (u) => [quotient(product(TWO, callOf("exp", minus(power(u, TWO)))), callOf("sqrt", numberOf(Math.PI)))],
  max: (u, v) => chosen(u, v, difference(v, u)),
  min: (u, v) => chosen(u, v, difference(u, v)),
  floor: () => [ZERO],
  sign: () => [ZERO],
  step: () => [ZERO],
};

/** v where the difference is above 0, else u; where both are equal a number goes before what isn't one, as in relu. */
function chosen(u: Expression, v: Expression, by: Expression): Expression[] {
  if (v.kind === "number" && u.kind !== "number") return chosen(v, u, minus(by)).reverse();
  const isV = callOf("step", by);
  return [difference(ONE, isV), isV];
}
