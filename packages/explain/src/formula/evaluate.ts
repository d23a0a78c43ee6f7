import type { Expression } from "./expression.js";
import { FUNCTIONS } from "./functions.js";

/**
 * The value of a formula.
 *
 * @param values - What its symbols stand for; one that is missing makes the result NaN.
 */
export function evaluate(expression: Expression, values: Readonly<Record<string, number>> = {}): number {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "symbol":
      return values[expression.name] ?? Number.NaN;
    case "call": {
      const apply = FUNCTIONS[expression.name];
      return apply ? apply(...expression.operands.map((operand) => evaluate(operand, values))) : Number.NaN;
    }
  }
}
