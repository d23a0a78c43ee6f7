import {
  callOf,
  type Expression,
  mentions,
  numberOf,
  partsOf,
  productOf,
  rewrite,
  substitute,
  sumOf,
  symbolOf,
} from "../expression.js";
import { mathjs } from "../mathjs.js";
import { parseOwn } from "../text/parse.js";
import { sourceOf } from "../text/source.js";
import { longestChain } from "./chains.js";
import { tidy } from "./tidy.js";

/**
 * Functions that mathjs has no derivative for, or one without a value where it is needed (of |u| at 0) or in functions
 * of its own (of tanh): what each operand's derivative is multiplied by. At a kink the step is 0, as in relu's
 * derivative.
 */
const RULES: Readonly<Record<string, (...operands: Expression[]) => Expression[]>> = {
  abs: (u) => [callOf("subtract", callOf("step", u), callOf("step", callOf("unaryMinus", u)))],
  atan: (u) => [callOf("divide", numberOf(1), callOf("add", numberOf(1), callOf("pow", u, numberOf(2))))],
  cos: (u) => [callOf("unaryMinus", callOf("sin", u))],
  floor: () => [numberOf(0)],
  log10: (u) => [callOf("divide", numberOf(1), callOf("multiply", u, callOf("log", numberOf(10))))],
  log1p: (u) => [callOf("divide", numberOf(1), callOf("add", numberOf(1), u))],
  max: (u, v) => chosen(u, v, callOf("subtract", v, u)),
  min: (u, v) => chosen(u, v, callOf("subtract", u, v)),
  sigmoid: (u) => [callOf("multiply", callOf("sigmoid", u), callOf("subtract", numberOf(1), callOf("sigmoid", u)))],
  sign: () => [numberOf(0)],
  sin: (u) => [callOf("cos", u)],
  step: () => [numberOf(0)],
  tanh: (u) => [callOf("subtract", numberOf(1), callOf("pow", callOf("tanh", u), numberOf(2)))],
};

/** v where the difference is above 0, else u; where both are equal a number goes before what isn't one, as in relu. */
function chosen(u: Expression, v: Expression, difference: Expression): Expression[] {
  if (v.kind === "number" && u.kind !== "number") {
    return chosen(v, u, callOf("unaryMinus", difference)).reverse();
  }
  const isV = callOf("step", difference);
  return [callOf("subtract", numberOf(1), isV), isV];
}

/**
 * The derivative of a formula with respect to one of its symbols, by mathjs's rules and the few above: not simplified yet.
 *
 *     ∂f(u, v)/∂x = ∂f/∂u · ∂u/∂x + ∂f/∂v · ∂v/∂x
 *
 * A part that mathjs doesn't differentiate is a symbol while it works, and the chain rule brings its own derivative in.
 */
export function derivativeOf(expression: Expression, symbol: string): Expression {
  if (!mentions(expression, symbol)) return numberOf(0);
  const parts = new Map<string, Expression & { kind: "call" }>();
  const outer = rewrite(expression, (part) => {
    if (part.kind !== "call" || RULES[part.name] === undefined) return undefined;
    const name = `part${parts.size}`;
    parts.set(name, part);
    return symbolOf(name);
  });
  const terms = [derivedByMathjs(outer, symbol)];
  for (const [name, { name: rule, operands }] of parts) {
    const byPart = derivedByMathjs(outer, name);
    RULES[rule]!(...operands).forEach((factor, i) => {
      terms.push(productOf([byPart, factor, derivativeOf(operands[i]!, symbol)]));
    });
  }
  return tidy(substitute(sumOf(terms), parts));
}

function derivedByMathjs(expression: Expression, symbol: string): Expression {
  if (!mentions(expression, symbol)) return numberOf(0);
  return tidy(parseOwn(mathjs.derivative(sourceOf(expression), symbol, { simplify: false }).toString()));
}

/** Beyond so many parts mathjs may take minutes to simplify a formula, and what it finds would be too long to read. */
const MOST_SIMPLIFIED = 60;
/** It tries each way to divide a sum or a product in two, so that every further operand doubles its time. */
const LONGEST_CHAIN = 8;

/**
 * A shorter way to write the same formula, unless it is very long. What mathjs can't look into (`step`) and might take
 * for something else (sums over an example) is a symbol while it works.
 */
export function simplified(expression: Expression): Expression {
  const tidied = tidy(expression);
  return partsOf(tidied).length > 3 * MOST_SIMPLIFIED ? tidied : tidy(shortened(tidied));
}

function shortened(expression: Expression): Expression {
  const parts = new Map<string, Expression>();
  const names = new Map<string, string>();
  const outer = rewrite(expression, (part) => {
    if (part.kind !== "call" || !OPAQUE.includes(part.name)) return undefined;
    const inside = callOf(part.name, ...part.operands.map(shortened));
    const source = sourceOf(inside);
    const name = names.get(source) ?? `part${names.size}`;
    names.set(source, name);
    parts.set(name, inside);
    return symbolOf(name);
  });
  if (partsOf(outer).length > MOST_SIMPLIFIED || longestChain(outer) > LONGEST_CHAIN) {
    return substitute(outer, parts);
  }
  const shorter = mathjs.simplify(sourceOf(outer), {}, { exactFractions: false });
  return substitute(parseOwn(shorter.toString()), parts);
}

const OPAQUE: readonly string[] = [...Object.keys(RULES), "sum"];
