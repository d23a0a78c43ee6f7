/** A piece of a formula's text: a number, a name, a sign. */
export interface Token {
  readonly kind: "number" | "name" | "raised" | "operator" | "root" | "bar" | "open" | "close" | "comma" | "other";
  /** What was typed. */
  readonly typed: string;
  /** What it is read as. */
  readonly text: string;
  /** Where it begins in what was typed. */
  readonly index: number;
}

/** Signs of mathematics as they are printed, and as they are read. */
const OPERATORS: Readonly<Record<string, string>> = {
  "+": "+",
  "-": "-",
  "−": "-",
  "–": "-",
  "*": "*",
  "·": "*",
  "⋅": "*",
  "×": "*",
  "/": "/",
  "÷": "/",
  "∕": "/",
  "^": "^",
};
const KINDS: Readonly<Record<string, Token["kind"]>> = {
  "√": "root",
  "|": "bar",
  "(": "open",
  ")": "close",
  ",": "comma",
};
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const PIECE =
  /(?<space>[\s\u200B\u2060]+)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{M}\p{Nd}_]*)|(?<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|[\s\S]/gu;

/** The text's pieces without the spaces between them; a character that means nothing here is one of kind "other". */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(PIECE)) {
    const { space, number, name, raised } = match.groups!;
    const [typed] = match;
    const { index } = match;
    if (space !== undefined) continue;
    if (number !== undefined) tokens.push({ kind: "number", typed, text: number, index });
    else if (name !== undefined) tokens.push({ kind: "name", typed, text: plainName(name), index });
    else if (raised !== undefined) tokens.push({ kind: "raised", typed, text: lowered(raised), index });
    else if (Object.hasOwn(OPERATORS, typed)) tokens.push({ kind: "operator", typed, text: OPERATORS[typed]!, index });
    else tokens.push({ kind: Object.hasOwn(KINDS, typed) ? KINDS[typed]! : "other", typed, text: typed, index });
  }
  return tokens;
}

/** What names are called that are typed as they are printed. */
const PLAIN_NAMES: Readonly<Record<string, string>> = { π: "pi", ln: "log" };

function plainName(name: string): string {
  return Object.hasOwn(PLAIN_NAMES, name) ? PLAIN_NAMES[name]! : name;
}

/** ⁻¹² as -12 */
function lowered(raised: string): string {
  return [...raised]
    .map((character) => (character === "⁻" ? "-" : character === "⁺" ? "" : RAISED.indexOf(character)))
    .join("");
}
