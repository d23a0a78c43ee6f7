import type { Step } from "../explanation/steps.js";
import { evaluate } from "../formula/evaluate.js";
import { type Expression, isNumber, numberOf, partsOf, rewrite, substitute } from "../formula/expression.js";
import { sourceOf } from "../formula/text/source.js";

/** The values of names, as they were written down. */
export interface Values {
  get(name: string): number | undefined;
}

/**
 * A value with its formula, in general and with numbers.
 *
 * @param tolerance - How far the two may be apart: rounding, and the order in which a component's code computes.
 * @param meaning - What the formula says at full length, where it only names a function.
 */
export function stepOf(
  formula: Expression | null,
  value: number,
  values: Values,
  tolerance: number,
  meaning: Expression | null = formula,
): Step {
  if (formula === null) return { formula: null, substituted: null, value };
  const substituted = sourceOf(withoutNegativeZero(substitute(formula, numbersFor(formula, values))));
  const step = { formula: sourceOf(formula), substituted, value };
  if (meaning === null || isAbridged(meaning)) return step;
  const formulaValue = evaluate(substitute(meaning, numbersFor(meaning, values)));
  if (Math.abs(formulaValue - value) <= tolerance * Math.max(1, Math.abs(value))) return step;
  return { ...step, formulaValue: Number.isFinite(formulaValue) ? formulaValue : null };
}

function numbersFor(formula: Expression, values: Values): Map<string, Expression> {
  const numbers = new Map<string, Expression>();
  for (const part of partsOf(formula)) {
    const value = part.kind === "symbol" ? values.get(part.name) : undefined;
    if (part.kind === "symbol" && value !== undefined) numbers.set(part.name, numberOf(value));
  }
  return numbers;
}

/** −t / o with t = 0 is 0 / o on paper. */
function withoutNegativeZero(expression: Expression): Expression {
  return rewrite(expression, (part) =>
    part.kind === "call" && part.name === "unaryMinus" && isNumber(part.operands[0]!, 0) ? numberOf(0) : undefined,
  );
}

function isAbridged(formula: Expression): boolean {
  return partsOf(formula).some((part) => part.kind === "symbol" && part.name === "ellipsis");
}
