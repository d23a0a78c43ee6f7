/** What stands at a place of a formula's text, and what to type instead. */
export interface Remedy {
  readonly typed: string;
  readonly index: number;
  /** Goes on where the sentence has said what was typed, and where. */
  readonly what: string;
}

const QUOTES = /["'“”«»`‘’′]/u;

type Say = (match: RegExpExecArray, text: string) => string;

const STEP = "step(u) is 1 where u > 0, and 0 elsewhere";

/** What people type that isn't read here, the wider forms before what stands inside of them. */
const REMEDIES: readonly (readonly [RegExp, Say])[] = [
  [
    QUOTES,
    (_, text) => `Type ${quoted(text.replace(new RegExp(QUOTES, "gu"), ""))}, without quotation marks or primes`,
  ],
  [/=>/, (_, text) => `Type only what stands right of it, ${rest(text, "=>")}`],
  [/\?/, () => `For "x > 0 ? a : b" type "step(x) * a + (1 - step(x)) * b": ${STEP}`],
  [/&&|&|\band\b|∧/, () => `For "u > 0 and v > 0" type "step(u) * step(v)": ${STEP}`],
  [/(?<=[\p{L}\d)]\s*)\|\|(?=[^|]*$)|\bor\b|∨/u, () => `For "u > 0 or v > 0" type "max(step(u), step(v))": ${STEP}`],
  [/~|\bnot\b|¬/, () => `For "not u > 0" type "1 - step(u)": ${STEP}`],
  [/===?|!==?|≠/, equality],
  [/<<|>>/, () => 'For a product with a power of 2 type "x * 2^3"'],
  [/[<>]=?|[≤≥]/, comparison],
  [/:=|=/, (match, text) => `Type only what stands right of it, ${rest(text, match[0])}`],
  [/\*\*/, (match, text) => `A power has the sign ^: type ${replaced(match, text, "^")}`],
  [/\.[\^*/]/, (match, text) => `Leave the point out: type ${replaced(match, text, match[0].slice(1))}`],
  [/%|\bmod\b/, () => 'For the remainder of x by 2 type "x - 2 * floor(x / 2)", and for 50 % "0.5"'],
  [/!(?=\s*[\p{L}(])/u, () => `For "not u > 0" type "1 - step(u)": ${STEP}`],
  [/!/, () => 'There are no factorials: type the number itself, as "6" for "3!"'],
  [/\\/, () => 'Commands of LaTeX aren\'t read: type "sqrt(x)", "exp(x)" or "x / 2"'],
  [/[[\]{}]/, (_, text) => `Only round brackets are read: type ${quoted(round(text))}`],
  [/;/, (_, text) => `A comma separates operands, and decimals have a point: type ${quoted(withPoints(text))}`],
  [/:/, () => 'A quotient has the sign /: type "x / 2"'],
  [/[Σ∑]/u, () => 'For a sum over the outputs of an example type "sum(p)"'],
  [/[½¼¾⅓⅔]/u, () => 'Type fractions with a /, as "1 / 2"'],
  [/∞/u, () => "Every number in a formula is finite"],
  [/∛/u, () => 'For a third root type "sign(x) * abs(x)^(1 / 3)"'],
  [/([\p{L}_][\p{L}\d_]*)\s*\.\s*([\p{L}_][\p{L}\d_]*)/u, (match) => `Names stand alone: type "${match[2]}"`],
];

/** The first thing in the text that has a remedy of its own. */
export function remedyFor(text: string): Remedy | undefined {
  for (const [pattern, say] of REMEDIES) {
    const match = pattern.exec(text);
    if (match !== null) return { typed: match[0], index: match.index, what: `. ${say(match, text)}` };
  }
  return undefined;
}

/** The formula with decimal points, and with commas between operands. */
export function withPoints(text: string): string {
  return text.replace(/(\d),(?=\d)/g, "$1.").replace(/\s*;\s*/g, ", ");
}

export function quoted(text: string): string {
  return `"${text.trim()}"`;
}

function rest(text: string, sign: string): string {
  const right = text.slice(text.indexOf(sign) + sign.length).trim();
  return right === "" ? 'as "x^2" of "y = x^2"' : quoted(right);
}

function replaced({ index, 0: typed }: RegExpExecArray, text: string, by: string): string {
  return quoted(text.slice(0, index) + by + text.slice(index + typed.length));
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

function comparison(match: RegExpExecArray, text: string): string {
  const [left, right] = sides(match, text);
  const isGreater = /^[>≥]/.test(match[0]);
  return `Type ${quoted(`step(${isGreater ? difference(left, right) : difference(right, left)})`)}: ${STEP}`;
}

function equality(match: RegExpExecArray, text: string): string {
  const differs = `abs(sign(${difference(...sides(match, text))}))`;
  return match[0].startsWith("=")
    ? `Type ${quoted(`1 - ${differs}`)}, which is 1 where both are equal, and 0 elsewhere`
    : `Type ${quoted(differs)}, which is 1 where both differ, and 0 elsewhere`;
}
