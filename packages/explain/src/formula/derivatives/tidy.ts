import { callOf, type Expression, isNumber, numberOf } from "../expression.js";

/**
 * A formula without what is usually left out: + 0, · 1, / 1, 0 · …, and signs that can stand in a number,
 * −(2 · x) as −2 · x.
 */
export function tidy(expression: Expression): Expression {
  if (expression.kind !== "call") return expression;
  const operands = expression.operands.map(tidy);
  const [a, b] = operands as [Expression, Expression];
  switch (expression.name) {
    case "add":
      if (isNumber(a, 0)) return b;
      if (isNumber(b, 0)) return a;
      break;
    case "subtract":
      if (isNumber(b, 0)) return a;
      if (isNumber(a, 0)) return negated(b);
      break;
    case "multiply":
      if (isNumber(a, 0) || isNumber(b, 0)) return numberOf(0);
      if (isNumber(a, 1)) return b;
      if (isNumber(b, 1)) return a;
      if (isNumber(a, -1)) return negated(b);
      if (isNumber(b, -1)) return negated(a);
      break;
    case "divide":
      if (isNumber(b, 1)) return a;
      if (isNumber(a, 0)) return a;
      // (x / 3) / 4 as x / 12
      if (a.kind === "call" && a.name === "divide" && a.operands[1]?.kind === "number" && b.kind === "number") {
        return callOf("divide", a.operands[0]!, numberOf(a.operands[1].value * b.value));
      }
      break;
    case "pow": {
      const exponent = counted(b);
      return isNumber(exponent, 1) ? a : callOf("pow", a, exponent);
    }
    case "unaryMinus":
      return negated(a);
  }
  return callOf(expression.name, ...operands);
}

/** z^(2 − 1), as the rule for powers leaves it, with the exponent that this is. */
function counted(exponent: Expression): Expression {
  if (exponent.kind !== "call" || exponent.name !== "subtract") return exponent;
  const [a, b] = exponent.operands as [Expression, Expression];
  if (a.kind !== "number" || b.kind !== "number") return exponent;
  return numberOf(Number((a.value - b.value).toPrecision(15)));
}

function negated(expression: Expression): Expression {
  if (expression.kind === "number") return numberOf(-expression.value);
  if (expression.kind === "call") {
    const [a, b] = expression.operands as [Expression, Expression];
    if (expression.name === "unaryMinus") return a;
    if (expression.name === "multiply" || expression.name === "divide") return callOf(expression.name, negated(a), b);
  }
  return callOf("unaryMinus", expression);
}
