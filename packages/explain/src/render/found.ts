import type { Explanation, PredictionExplanation } from "../explanation/explanation.js";
import type { Expression } from "../formula/expression.js";
import { parseOwn } from "../formula/text/parse.js";
import type { Block, FormulaPart, Mathematics, NumberPart, Sentence } from "./document.js";

/** The names whose values were given, and not computed and rounded. */
export function givenNames(explanation: Explanation | PredictionExplanation): ReadonlySet<string> {
  const settings = explanation.kind === "gradient" ? (explanation.update?.settings ?? []) : [];
  const own = explanation.kind === "gradient" ? [explanation.parameter.name] : [];
  return new Set([...[...explanation.given, ...settings].map(({ symbol }) => symbol), ...own]);
}

/** Of each number and name of a formula, from left to right, whether it was found by computing. */
function foundIn(source: string, given: ReadonlySet<string>): readonly boolean[] {
  return leavesOf(parseOwn(source)).map(
    (leaf) => leaf.kind !== "number" && !(leaf.kind === "symbol" && given.has(leaf.name)),
  );
}

/** A formula with numbers in the place of its names. */
export function withNumbers(substituted: string, formula: string, given: ReadonlySet<string>): FormulaPart {
  const found = foundIn(formula, given);
  const isAlike = leavesOf(parseOwn(substituted)).length === found.length;
  return { kind: "formula", source: substituted, ...(isAlike && { found }) };
}

/** A value, of which the formula says whether it was found. */
export function valueFound(value: number, formula: string | null, given: ReadonlySet<string>): NumberPart {
  const found = formula === null ? [true] : foundIn(formula, given);
  const isFound = found.length > 1 || found.includes(true);
  return { kind: "number", value, found: isFound };
}

/** What was found is written with zeros at its end, as far as so many digits go; what was given stays as it was. */
export function withZeros(blocks: readonly Block[], significant: number): Block[] {
  const written = (part: Mathematics): Mathematics => {
    if (part.kind === "formula" && part.found !== undefined) return { ...part, zeros: significant };
    if (part.kind !== "number") return part;
    const zeros = part.asFineAs === undefined ? significant : digitsTo(part.value, part.asFineAs, significant);
    return part.found === true && zeros <= MOST_DIGITS ? { ...part, zeros } : part;
  };
  const sentence = (content: Sentence): Sentence =>
    Array.from(content, (part) => (typeof part === "string" ? part : written(part)));
  return blocks.map((block) => {
    if (block.kind === "equation") return { ...block, sides: block.sides.map(written) };
    if (block.kind === "table") return { ...block, rows: block.rows.map((row) => row.map(sentence)) };
    return { ...block, content: sentence(block.content) };
  });
}

/** As many as a float64 has for sure. */
export const MOST_DIGITS = 15;

/** How many digits a number has down to the last of another one's. */
export function digitsTo(value: number, fine: number, significant: number): number {
  const place = (size: number): number => (size === 0 ? 0 : Math.floor(Math.log10(Math.abs(size))));
  return place(value) - place(fine) + significant;
}

/** Numbers, names, and what stands for one number: ∂L/∂w1. */
function leavesOf(expression: Expression): Expression[] {
  const isLeaf = expression.kind !== "call" || expression.name === "partial";
  return isLeaf ? [expression] : expression.operands.flatMap(leavesOf);
}

/** A formula whose found numbers are written with so many digits. */
export function withDigits(expression: Expression, found: readonly boolean[], significant: number): Expression {
  const rest = [...found];
  const marked = (part: Expression): Expression => {
    if (part.kind === "call" && part.name !== "partial") return { ...part, operands: part.operands.map(marked) };
    const isFound = rest.shift();
    return part.kind === "number" && isFound ? { ...part, significant } : part;
  };
  return marked(expression);
}
