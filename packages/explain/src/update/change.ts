import type { Rounding } from "../chain/rounding.js";
import { stepOf } from "../chain/step.js";
import type { UpdateChange } from "../explanation/update.js";
import { evaluate } from "../formula/evaluate.js";
import { callOf, type Expression, numberOf, substitute } from "../formula/expression.js";
import { sourceOf } from "../formula/text/source.js";

/** A parameter after an update by hand, with what it was changed by. */
export interface Changed {
  readonly after: number;
  readonly change: UpdateChange;
}

/**
 * A parameter after a line of its optimizer's rule, by hand: what is taken from it is rounded, with all its digits,
 * however small it is beside the parameter.
 *
 * @param shown - What the letters of the rule are shown as.
 */
export function changedBy(
  expression: Expression,
  values: ReadonlyMap<string, number>,
  shown: ReadonlyMap<string, Expression>,
  rounding: Rounding,
): Changed {
  const before = values.get("w")!;
  const known = Object.fromEntries(values);
  const part = changeIn(expression);
  if (part === null) return changedTo(before, evaluate(expression, known), rounding);
  const value = rounding.round(evaluate(part.change, known));
  const { formula: _, ...step } = stepOf(part.change, value, values, rounding.tolerance);
  return changed(before, part.operator, { ...step, formula: sourceOf(substitute(part.change, shown)) });
}

/** A parameter before and after, of a rule that doesn't say what is taken from it. */
export function changedTo(before: number, after: number, rounding: Rounding): Changed {
  return changed(before, "subtract", { formula: null, substituted: null, value: rounding.round(before - after) });
}

/** The change of a rule w − change, or w + change. */
function changeIn(expression: Expression): { operator: "subtract" | "add"; change: Expression } | null {
  if (expression.kind !== "call" || (expression.name !== "subtract" && expression.name !== "add")) return null;
  const [from, change] = expression.operands as [Expression, Expression];
  return from.kind === "symbol" && from.name === "w" ? { operator: expression.name, change } : null;
}

function changed(before: number, operator: "subtract" | "add", step: Omit<UpdateChange, "applied">): Changed {
  const places = Math.min(100, Math.max(placesOf(before), placesOf(step.value)));
  const after = operator === "add" ? before + step.value : before - step.value;
  const applied = sourceOf(callOf(operator, numberOf(before), numberOf(step.value)));
  // −0 is written as 0.
  return { after: Number(after.toFixed(places)) + 0, change: { ...step, applied } };
}

/** How many decimals a number is written with. */
function placesOf(value: number): number {
  const [digits, exponent] = value.toExponential().split("e") as [string, string];
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent));
}
