import { Decimal } from "decimal.js";
import type { Expression } from "../formula/expression.js";
import type { FunctionName } from "../formula/functions.js";

const Precise = Decimal.clone({ rounding: Decimal.ROUND_HALF_EVEN });

export type { Decimal };

/** Whether a sum has come to 0 since it was asked for the last time: its terms may differ in digits that they don't have. */
let hasCancelled = false;

/** What comes of a calculation in which every number has so many digits, and whether terms of a formula cancelled in it. */
export function withDigits<T>(digits: number, calculation: () => T): { result: T; hasCancelled: boolean } {
  Precise.set({ precision: digits });
  hasCancelled = false;
  const result = calculation();
  return { result, hasCancelled };
}

function watched(sum: Decimal, term: Decimal): Decimal {
  if (sum.isZero() && !term.isZero()) hasCancelled = true;
  return sum;
}

/** A float64 as the decimal that it is written as. */
export function decimal(value: number): Decimal {
  return new Precise(value);
}

/** What the symbols of a formula stand for at each of the numbers of an example. */
export type Rows = readonly ReadonlyMap<string, Decimal>[];

/**
 * A formula at one of the numbers of an example; its sums go over all of them. NaN where a function isn't known.
 *
 * @param others - What further symbols stand for, in sums too.
 */
export function evaluated(
  expression: Expression,
  rows: Rows,
  index: number,
  others?: ReadonlyMap<string, Decimal>,
): Decimal {
  if (expression.kind === "number") return decimal(expression.value);
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
  pow: (a, b) => a.pow(b),
  unaryMinus: (a) => a.neg(),
  exp: (a) => a.exp(),
  log: (a) => a.ln(),
  log10: (a) => a.log(10),
  log1p: (a) => watched(a.add(1).ln(), a),
  sqrt: (a) => a.sqrt(),
  abs: (a) => a.abs(),
  sin: (a) => a.sin(),
  cos: (a) => a.cos(),
  atan: (a) => a.atan(),
  sigmoid: (a) => decimal(1).div(a.neg().exp().add(1)),
  // This takes a third of decimal.js's time.
  tanh: (a) => watched(decimal(1).sub(decimal(2).div(a.mul(2).exp().add(1))), a),
  sinh: (a) => a.sinh(),
  cosh: (a) => a.cosh(),
  max: (a, b) => Precise.max(a, b),
  min: (a, b) => Precise.min(a, b),
  floor: (a) => a.floor(),
  sign: (a) => decimal(Precise.sign(a)),
  step: (a) => decimal(a.gt(0) ? 1 : 0),
};

const BY_NAME: Readonly<Record<string, ((a: Decimal, b: Decimal) => Decimal) | undefined>> = FUNCTIONS;
