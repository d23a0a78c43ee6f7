import type { Refusal } from "./refusals.js";

/** What stands at a place of a formula's text, and what is said of it. */
export interface Remedy {
  readonly typed: string;
  readonly index: number;
  readonly refusal: Refusal;
}

const QUOTES = /["'“”«»`‘’′]/u;

type Say = (match: RegExpExecArray, text: string) => Refusal;

/** What people type that isn't read here, the wider forms before what stands inside of them. */
const REMEDIES: readonly (readonly [RegExp, Say])[] = [
  [QUOTES, (_, text) => ["quotes", text.replace(new RegExp(QUOTES, "gu"), "").trim()]],
  [/=>/, (_, text) => rest(text, "=>")],
  [/\?/, () => ["condition"]],
  [/&&|&|\band\b|∧/, () => ["and"]],
  [/(?<=[\p{L}\d)]\s*)\|\|(?=[^|]*$)|\bor\b|∨/u, () => ["or"]],
  [/~|\bnot\b|¬/, () => ["not"]],
  [/===?|!==?|≠/, equality],
  [/<<|>>/, () => ["shift"]],
  [/[<>]=?|[≤≥]/, comparison],
  [/:=|=/, (match, text) => rest(text, match[0])],
  [/\*\*/, (match, text) => ["stars", replaced(match, text, "^")]],
  [/\.[\^*/]/, (match, text) => ["pointed", replaced(match, text, match[0].slice(1))]],
  [/%|\bmod\b/, () => ["remainder"]],
  [/!(?=\s*[\p{L}(])/u, () => ["not"]],
  [/!/, () => ["factorial"]],
  [/\\/, () => ["latex"]],
  [/[[\]{}]/, (_, text) => ["brackets", round(text).trim()]],
  [/;/, (_, text) => ["semicolon", withPoints(text).trim()]],
  [/:/, () => ["colon"]],
  [/[Σ∑]/u, () => ["sum"]],
  [/[½¼¾⅓⅔]/u, () => ["fraction"]],
  [/∞/u, () => ["infinity"]],
  [/∛/u, () => ["thirdRoot"]],
  [/([\p{L}_][\p{L}\d_]*)\s*\.\s*([\p{L}_][\p{L}\d_]*)/u, (match) => ["dotted", match[2]!]],
];

/** The first thing in the text that has a remedy of its own. */
export function remedyFor(text: string): Remedy | undefined {
  for (const [pattern, say] of REMEDIES) {
    const match = pattern.exec(text);
    if (match !== null) return { typed: match[0], index: match.index, refusal: say(match, text) };
  }
  return undefined;
}

/** The formula with decimal points, and with commas between operands. */
export function withPoints(text: string): string {
  return text.replace(/(\d),(?=\d)/g, "$1.").replace(/\s*;\s*/g, ", ");
}

function rest(text: string, sign: string): Refusal {
  const right = text.slice(text.indexOf(sign) + sign.length).trim();
  return right === "" ? ["nothingRight"] : ["leftSide", right];
}

function replaced({ index, 0: typed }: RegExpExecArray, text: string, by: string): string {
  return (text.slice(0, index) + by + text.slice(index + typed.length)).trim();
}

function round(text: string): string {
  return text.replace(/[[{]/g, "(").replace(/[\]}]/g, ")");
}

/** u > v, with what is left and right of its sign, where it is a whole formula. */
function sides(match: RegExpExecArray, text: string): [string, string] {
  const [left, right] = [text.slice(0, match.index), text.slice(match.index + match[0].length)];
  const isWhole = /^[^<>=?&!≤≥]+$/.test(left) && /^[^<>=?&!≤≥]+$/.test(right) && text.length <= 60;
  return isWhole && left.trim() !== "" && right.trim() !== "" ? [left.trim(), right.trim()] : ["x", "0"];
}

function difference(left: string, right: string): string {
  const bracketed = (one: string): string => (/[+−-]/.test(one) ? `(${one})` : one);
  return right === "0" ? left : left === "0" ? `-${bracketed(right)}` : `${left} - ${bracketed(right)}`;
}

function comparison(match: RegExpExecArray, text: string): Refusal {
  const [left, right] = sides(match, text);
  const isGreater = /^[>≥]/.test(match[0]);
  return ["comparison", `step(${isGreater ? difference(left, right) : difference(right, left)})`];
}

function equality(match: RegExpExecArray, text: string): Refusal {
  const differs = `abs(sign(${difference(...sides(match, text))}))`;
  return match[0].startsWith("=") ? ["equality", `1 - ${differs}`] : ["difference", differs];
}
