import type { Expression } from "../formula/expression.js";
import type { FunctionName } from "../formula/functions.js";
import { type Decimal, decimal, ofDigits } from "./decimal/decimal.js";
import { atan, cos, cosh, erf, exp, ln, log10, max, min, pi, pow, sin, sinh, sqrt } from "./decimal/functions.js";

const ONE = /* @__PURE__ */ decimal(1);
const TWO = /* @__PURE__ */ decimal(2);

/** Whether a sum has come to 0 since it was asked for the last time: its terms may differ in digits that they don't have. */
let hasCancelled = false;

/** What comes of a calculation in which every number has so many digits, and whether terms of a formula cancelled in it. */
export function withDigits<T>(digits: number, calculation: () => T): { result: T; hasCancelled: boolean } {
  hasCancelled = false;
  const result = ofDigits(digits, calculation);
  return { result, hasCancelled };
}

function watched(sum: Decimal, term: Decimal): Decimal {
  if (sum.isZero && !term.isZero) hasCancelled = true;
  return sum;
}

/** What the symbols of a formula stand for at each of the numbers of an example. */
export type Rows = readonly ReadonlyMap<string, Decimal>[];

/**
 * A formula at one of the numbers of an example; its sums go over all of them. NaN where a function isn't known. The double that
 * stands for π is π itself.
 *
 * @param others - What further symbols stand for, in sums too.
 */
export function evaluated(
  expression: Expression,
  rows: Rows,
  index: number,
  others?: ReadonlyMap<string, Decimal>,
): Decimal {
  if (expression.kind === "number") return expression.value === Math.PI ? pi() : decimal(expression.value);
  if (expression.kind === "symbol") {
    const { name } = expression;
    return others?.get(name) ?? rows[index]!.get(name) ?? decimal(name === "size" ? rows.length : Number.NaN);
  }
  const { name, operands } = expression;
  if (name === "sum") return others ? summed(operands[0]!, rows, others) : knownSum(operands[0]!, rows);
  const [a, b] = operands.map((operand) => evaluated(operand, rows, index, others));
  return BY_NAME[name]?.(a!, b!) ?? decimal(Number.NaN);
}

function summed(term: Expression, rows: Rows, others?: ReadonlyMap<string, Decimal>): Decimal {
  return total(rows.map((_, i) => evaluated(term, rows, i, others)));
}

const sums: WeakMap<Rows, Map<Expression, Decimal>> = /* @__PURE__ */ new WeakMap();

/** The same at each of the numbers: computed once. */
function knownSum(term: Expression, rows: Rows): Decimal {
  const known = sums.get(rows) ?? new Map<Expression, Decimal>();
  const sum = known.get(term) ?? summed(term, rows);
  sums.set(rows, known.set(term, sum));
  return sum;
}

export function total(terms: readonly Decimal[]): Decimal {
  return terms.reduce((sum, term) => sum.add(term), decimal(0));
}

/** Every function of a formula. */
const FUNCTIONS: Readonly<Record<FunctionName, (a: Decimal, b: Decimal) => Decimal>> = {
  add: (a, b) => watched(a.add(b), a),
  subtract: (a, b) => watched(a.sub(b), a),
  multiply: (a, b) => a.mul(b),
  divide: (a, b) => a.div(b),
  pow,
  unaryMinus: (a) => a.neg(),
  exp,
  log: ln,
  log10,
  log1p: (a) => watched(ln(a.add(ONE)), a),
  sqrt,
  abs: (a) => a.abs(),
  sin,
  cos,
  atan,
  sigmoid: (a) => ONE.div(exp(a.neg()).add(ONE)),
  tanh: (a) => watched(ONE.sub(TWO.div(exp(a.mul(TWO)).add(ONE))), a),
  sinh,
  cosh,
  erf,
  max,
  min,
  floor: (a) => a.floor(),
  sign: (a) => decimal(Math.sign(a.rough)),
  step: (a) => decimal(a.rough > 0 ? 1 : 0),
};

const BY_NAME: Readonly<Record<string, ((a: Decimal, b: Decimal) => Decimal) | undefined>> = FUNCTIONS;
