import type { Expression } from "../expression.js";

/** What is added up, and what is multiplied: operators that mathjs takes for one with any number of operands. */
const FAMILIES: Readonly<Record<string, string>> = {
  add: "sum",
  subtract: "sum",
  unaryMinus: "sum",
  multiply: "product",
  divide: "product",
  pow: "product",
};

/** The most operands that stand in one sum or in one product, whatever its brackets: 3 in x + (y − z). */
export function longestChain(expression: Expression): number {
  if (expression.kind !== "call") return 1;
  const own = chainLength(expression, familyOf(expression));
  return Math.max(own, ...expression.operands.map(longestChain));
}

function chainLength(expression: Expression, family: string | undefined): number {
  if (expression.kind !== "call" || family === undefined || familyOf(expression) !== family) return 1;
  return expression.operands.reduce((length, operand) => length + chainLength(operand, family), 0);
}

function familyOf({ name }: Expression & { kind: "call" }): string | undefined {
  return Object.hasOwn(FAMILIES, name) ? FAMILIES[name] : undefined;
}
