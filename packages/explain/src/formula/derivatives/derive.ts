import { type Expression, mentions, numberOf, productOf, sumOf } from "../expression.js";
import type { FunctionName } from "../functions.js";
import { DERIVATIVES } from "./rules.js";
import { tidy } from "./tidy.js";

/**
 * The derivative of a formula with respect to one of its symbols, which stands under no sum: not simplified yet.
 *
 *     ∂f(u, v)/∂x = ∂f/∂u · ∂u/∂x + ∂f/∂v · ∂v/∂x
 */
export function derivativeOf(expression: Expression, symbol: string): Expression {
  if (expression.kind === "symbol" && expression.name === symbol) return numberOf(1);
  if (expression.kind !== "call" || !mentions(expression, symbol)) return numberOf(0);
  const { name, operands } = expression;
  const [u, v = u] = operands;
  const terms = DERIVATIVES[name as FunctionName](u!, v!).flatMap((outer, i) =>
    mentions(operands[i]!, symbol) ? [productOf([outer, derivativeOf(operands[i]!, symbol)])] : [],
  );
  return tidy(sumOf(terms));
}
