import type { Expression } from "../expression.js";

/** How tightly operators bind: what is looser inside needs brackets. */
const BINDING: Readonly<Record<string, number>> = {
  add: 1,
  subtract: 1,
  multiply: 2,
  divide: 2,
  unaryMinus: 3,
  pow: 4,
};
const SIGNS: Readonly<Record<string, string>> = {
  add: " + ",
  subtract: " - ",
  multiply: " * ",
  divide: " / ",
  pow: "^",
};

/** Whether an operand needs brackets under an operator, where it is the one at `position`. */
export function needsBrackets(operand: Expression, operator: string, position: number): boolean {
  const outer = BINDING[operator];
  if (outer === undefined) return false;
  if (position > 0 && beginsNegative(operand)) return true;
  if (operand.kind === "number") return isNegative(operand.value) && (operator === "pow" || operator === "unaryMinus");
  const inner = operand.kind === "call" ? (BINDING[operand.name] ?? 5) : 5;
  if (operator === "pow" || operator === "unaryMinus") return inner <= outer;
  return inner < outer || (position > 0 && inner === outer);
}

/** Whether a minus would stand right after another sign: 2 + (−3 · x). */
function beginsNegative(expression: Expression): boolean {
  if (expression.kind === "number") return isNegative(expression.value);
  if (expression.kind === "symbol") return false;
  const { name, operands } = expression;
  return name === "unaryMinus" || (name !== "pow" && SIGNS[name] !== undefined && beginsNegative(operands[0]!));
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

/** Parts are shared, and written again and again: by a part's text its value is found. */
const sources = new WeakMap<Expression, string>();

/** A formula as text, which {@link parseFormula} reads back. */
export function sourceOf(expression: Expression): string {
  const source = sources.get(expression) ?? written(expression);
  sources.set(expression, source);
  return source;
}

function written(expression: Expression): string {
  if (expression.kind === "number") return String(expression.value);
  if (expression.kind === "symbol") return expression.name;
  const { name, operands } = expression;
  const texts = operands.map((operand, position) =>
    needsBrackets(operand, name, position) ? `(${sourceOf(operand)})` : sourceOf(operand),
  );
  if (name === "unaryMinus") return `-${texts[0]}`;
  return SIGNS[name] === undefined ? `${name}(${texts.join(", ")})` : texts.join(SIGNS[name]);
}
