import { callOf, type Expression, numberOf } from "../../formula/expression.js";
import { needsBrackets } from "../../formula/text/source.js";
import type { Language } from "../../languages/language.js";

/** In which language, and with how many decimals numbers are shown: `null` for all that they have. */
export interface Manner {
  readonly language: Language;
  readonly digits: number | null;
}

/** How formulas are written in one medium. */
export interface Notation {
  /**
   * @param significant - With so many significant digits, whatever is asked for of other numbers.
   * @param zeros - Whether they are written where they are zeros at the end, too.
   */
  number(value: number, significant?: number, zeros?: boolean): string;
  symbol(name: string): string;
  bracketed(inside: string): string;
  /** A function or operator of what its operands are written as. */
  call(name: string, operands: readonly string[]): string;
  /** Whether the way an operation is written makes brackets around an operand needless, as a fraction's bar does. */
  encloses(name: string, position: number): boolean;
  derivative(of: string, by: string): string;
  /** The same with at most so many decimals. */
  showing(decimals: number): Notation;
  readonly times: string;
  readonly equals: string;
  readonly blank: string;
}

/** A formula in a notation, with the brackets that it needs to be read by precedence alone. */
export function written(expression: Expression, notation: Notation): string {
  if (expression.kind === "number") {
    return notation.number(expression.value, expression.significant, expression.significant !== undefined);
  }
  if (expression.kind === "symbol") return notation.symbol(expression.name);
  const { name, operands } = expression;
  const texts = operands.map((operand, position) => {
    const inside = written(operand, notation);
    const isProduct = operand.kind === "number" && inside.includes(notation.times);
    const brackets = !notation.encloses(name, position) && isAmbiguous(operand, isProduct, name, position, notation);
    return brackets ? notation.bracketed(inside) : inside;
  });
  return notation.call(name, texts);
}

/** @param isProduct - Whether the operand is a number that is written as a product, 2 · 10⁻⁷. */
function isAmbiguous(
  operand: Expression,
  isProduct: boolean,
  operator: string,
  position: number,
  notation: Notation,
): boolean {
  const isBase = operator === "pow" && position === 0;
  if (operand.kind === "symbol") return isBase && nameParts(operand.name).example !== null;
  const name = operand.kind === "call" ? operand.name : "";
  if (operator === "sum") return name === "add" || name === "subtract";
  // A fraction's bar is as good as brackets, but where it is raised.
  if (name === "divide" && notation.encloses("divide", 0) && !isBase) return false;
  const isFirst = position === 0 && ["multiply", "divide", "pow"].includes(operator);
  return (isFirst && endsInSum(operand)) || needsBrackets(asRead(operand, isProduct, operator), operator, position);
}

/** With the operators that a reader sees: e^x is a power, and ∂L/∂w1 binds as a product, which a sign may precede. */
function asRead(operand: Expression, isProduct: boolean, operator: string): Expression {
  if (operand.kind === "call" && operand.name === "exp") return callOf("pow", numberOf(Math.E), ...operand.operands);
  const isPartial = operand.kind === "call" && operand.name === "partial";
  const isFactor = operator === "multiply" || operator === "unaryMinus";
  return (isProduct || isPartial) && !isFactor ? callOf("multiply", operand, numberOf(1)) : operand;
}

/** Whether what follows would be read as a part of a sum's terms: Σ x · y. */
function endsInSum(expression: Expression): boolean {
  if (expression.kind !== "call") return false;
  const { name, operands } = expression;
  return name === "sum" || (["multiply", "divide", "unaryMinus"].includes(name) && endsInSum(operands.at(-1)!));
}

/**
 * The parts of a number as people write it: its digits, and the power of ten where it is very small or very large.
 *
 * @param decimals - The most digits after the decimal point, also of the power's factor.
 * @param significant - With so many significant digits instead.
 * @param zeros - Whether zeros at the end count among these, and are written.
 */
export function numberParts(
  value: number,
  decimalSeparator: string,
  decimals: number | null,
  significant: number | undefined,
  zeros = false,
): { digits: string; exponent: number | null } {
  const shown = significant === undefined ? value : Number(value.toPrecision(significant));
  if (zeros && significant !== undefined) return withZeros(shown, decimalSeparator, significant);
  const most = significant === undefined ? decimals : null;
  // None but 0 itself is shown as 0; and of one number, a document has one notation.
  const least = decimals === null ? LEAST : Math.max(10 * LEAST, 10 ** -decimals);
  const text = isScientific(shown, least)
    ? shown.toExponential(most === null ? undefined : most)
    : most === null
      ? String(shown)
      : shown.toFixed(most);
  const [digits, exponent] = text.split("e") as [string, string?];
  return {
    digits: (most === null ? digits : String(Number(digits))).replace(".", decimalSeparator),
    exponent: exponent === undefined ? null : Number(exponent),
  };
}

/** 0.950 with three digits; whole numbers that have more digits stay as they are. */
function withZeros(value: number, decimalSeparator: string, significant: number): ReturnType<typeof numberParts> {
  const text = isScientific(value) ? value.toExponential(significant - 1) : value.toPrecision(significant);
  const isLong = !isScientific(value) && text.includes("e");
  const [digits, exponent] = (value === 0 || isLong ? String(value) : text).split("e") as [string, string?];
  return {
    digits: digits.replace(".", decimalSeparator),
    exponent: exponent === undefined ? null : Number(exponent),
  };
}

/** Below that, the zeros in front would be more than the digits. */
const LEAST = 1e-4;

function isScientific(value: number, least = LEAST): boolean {
  const size = Math.abs(value);
  return size !== 0 && (size < least || size >= 1e15);
}

/** What the names in formulas consist of; see `Explanation`. */
export interface NameParts {
  /** `"delta"`, `"hat"` or nothing. */
  readonly prefixes: readonly string[];
  /** What a step inside of a layer gives: `"z"`, `"a"` or nothing, */
  readonly inner: string;
  /** and which one of its kind, `"2"`, but for the first. */
  readonly innerNumber: string;
  readonly letter: string;
  readonly indices: readonly string[];
  /** Counts from 1; `null` where there is but one example. */
  readonly example: string | null;
}

/** Letters that formulas spell out. */
export const GREEK: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["alpha", "α"],
  ["beta", "β"],
  ["gamma", "γ"],
  ["delta", "δ"],
  ["epsilon", "ε"],
  ["eta", "η"],
  ["lambda", "λ"],
  ["mu", "μ"],
  ["rho", "ρ"],
  ["tau", "τ"],
  ["theta", "θ"],
]);

/** Takes `delta_z_h2_1__3` apart; a name of another form is one letter. */
export function nameParts(name: string): NameParts {
  const [, indexed, number, place] = /^([a-z])(\d*)_([ij])$/.exec(name) ?? [];
  if (indexed !== undefined) {
    const indices = [number!, place!].filter((one) => one !== "");
    return { prefixes: [], inner: "", innerNumber: "", letter: indexed, indices, example: null };
  }
  const [, delta, hat, inner = "", innerNumber = "", letter = name, indices = "", example = null] =
    /^(delta_)?(?:(hat)_|(z|a(?=\d*_[ho]\d))(\d*)_)?([a-zA-Z]+?)(\d+(?:_\d+)?)?(?:__(\d+))?$/.exec(name) ?? [];
  return {
    prefixes: [...(delta ? ["delta"] : []), ...(hat ? ["hat"] : [])],
    inner,
    innerNumber,
    letter,
    indices: indices === "" ? [] : indices.split("_"),
    example,
  };
}
