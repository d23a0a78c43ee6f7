import { erf, exp, log, log1p, hyperbolicTangent as tanh } from "@nn/core/component";
import { atan, cos, log10, sin } from "./trigonometry.js";

/** Their names: whatever is defined for all of them is a record of these, and lacks none. */
export type FunctionName =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "pow"
  | "unaryMinus"
  | "exp"
  | "log"
  | "log10"
  | "log1p"
  | "sqrt"
  | "abs"
  | "sin"
  | "cos"
  | "atan"
  | "sigmoid"
  | "tanh"
  | "sinh"
  | "cosh"
  | "erf"
  | "max"
  | "min"
  | "floor"
  | "sign"
  | "step";

const OWN: Readonly<Record<FunctionName, (...operands: number[]) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  pow: (a, b) => raised(a, b),
  unaryMinus: (a) => -a,
  exp: (a) => exp(a),
  log: (a) => log(a),
  log10: (a) => log10(a),
  log1p: (a) => log1p(a),
  sqrt: (a) => Math.sqrt(a),
  abs: (a) => Math.abs(a),
  sin: (a) => sin(a),
  cos: (a) => cos(a),
  atan: (a) => atan(a),
  sigmoid: (a) => logistic(a),
  tanh: (a) => tanh(a),
  sinh: (a) => hyperbolicSine(a),
  cosh: (a) => (exp(a) + exp(-a)) / 2,
  erf: (a) => erf(a),
  max: (a, b, ...more) => Math.max(a, b, ...more),
  min: (a, b, ...more) => Math.min(a, b, ...more),
  floor: (a) => Math.floor(a),
  sign: (a) => Math.sign(a),
  step: (a) => (a > 0 ? 1 : 0),
};

/**
 * The operators and functions that a formula may hold, by their names, with the number of their operands and what
 * they give. They are made of what IEEE 754 fixes, so a formula has the same bits on every engine; powers alone are the
 * engine's own, but for whole exponents.
 */
export const FUNCTIONS: Readonly<Record<string, (...operands: number[]) => number>> = OWN;

/** Functions over all the numbers of an example: they are no functions of one number. */
export const REDUCTIONS: readonly string[] = ["sum", "mean"];

/** Constants that go by a name. */
export const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

/** Near 0 the difference of the two powers would have few digits left. */
function hyperbolicSine(x: number): number {
  if (Math.abs(x) >= 1) return (exp(x) - exp(-x)) / 2;
  const half = tanh(x / 2);
  return (2 * half) / (1 - half * half);
}

function raised(base: number, exponent: number): number {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 64) return base ** exponent;
  let power = 1;
  for (let i = 0; i < Math.abs(exponent); i++) power *= base;
  return exponent < 0 ? 1 / power : power;
}

/** 1 / (1 + e^−a), without e^−a where that overflows. */
function logistic(a: number): number {
  return a >= 0 ? 1 / (1 + exp(-a)) : exp(a) / (1 + exp(a));
}
