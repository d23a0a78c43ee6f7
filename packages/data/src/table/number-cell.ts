/** What stands before the decimals of a number. */
export type DecimalMark = "." | ",";

/** A decimal number and nothing else. `Number` would also take "", "0x1F" and "Infinity". */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Powers of ten: as doubles, they are exact. */
const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/** The number in a cell, or `undefined` where there is none that is finite. */
export function numberIn(cell: string, mark: DecimalMark = "."): number | undefined {
  const short = shortNumber(cell, mark);
  if (short !== undefined) return short;
  const pointed = mark === "." ? cell : withPoint(cell);
  if (!NUMBER.test(pointed)) return undefined;
  const value = Number(pointed);
  return Number.isFinite(value) ? value : undefined;
}

/** A number as JavaScript writes it, of one whose decimals come after a comma. */
export function withPoint(cell: string): string {
  return cell.includes(".") ? "" : cell.replace(",", ".");
}

/**
 * A number of at most 15 digits, which is what most tables hold: its digits are exact as a whole number, so that dividing by
 * a power of ten rounds once, as `Number` does in several times the time.
 */
function shortNumber(cell: string, mark: DecimalMark): number | undefined {
  const first = cell.charCodeAt(0);
  let at = first === MINUS || first === PLUS ? 1 : 0;
  if (cell.length - at > 15) return undefined;
  const markCode = mark.charCodeAt(0);
  let whole = 0;
  let digits = 0;
  let decimals = -1;
  for (; at < cell.length; at++) {
    const code = cell.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      whole = 10 * whole + (code - ZERO);
      digits++;
      if (decimals >= 0) decimals++;
    } else if (code === markCode && decimals < 0) decimals = 0;
    else return undefined;
  }
  if (digits === 0) return undefined;
  const value = decimals > 0 ? whole / POWERS[decimals]! : whole;
  return first === MINUS ? -value : value;
}

const [PLUS, MINUS, ZERO, NINE] = [43, 45, 48, 57];

/** Ways of writing a number that aren't taken, each with what to do. None looks at a character twice. */
type Remedies = readonly (readonly [RegExp, string])[];

/** What is wrong with commas and points depends on which of them is the decimal mark. */
const MARKS: Readonly<Record<DecimalMark, Remedies>> = {
  ".": [
    [
      /^[+-]?\d+,\d+$/,
      'Decimals take a point, unless Table.fromCsv(text, { decimal: "," }) says otherwise, and thousands no mark.',
    ],
    [
      /^[+-]?\d{1,3}([.,'’_\s]\d{3})+([.,]\d+)?$/,
      "Thousands take no mark or space between them, and decimals a point.",
    ],
  ],
  ",": [
    [
      /^[+-]?\d*\.\d+$/,
      'Decimals have a comma in this table, and thousands no mark. If they have a point, say { decimal: "." }.',
    ],
    [
      /^[+-]?\d{1,3}([.,'’_\s]\d{3})+([.,]\d+)?$/,
      "Thousands take no mark or space between them, and decimals a comma.",
    ],
  ],
};

const REMEDIES: Remedies = [
  [/^[+-]?[\d.,]+\s?[%‰]$/, "Take the sign away, and say what the numbers are in the column's name."],
  [/^[−–—‐‑﹣-]\s?[\d.,]+$/, "The minus sign is -, right before the digits."],
  [/^[+-]?[\d.,]+\s?(?!e[+-]?\d*$)[\p{L}°µ"'/²³]+$/iu, "Take the unit away, and say it in the column's name."],
  [/^[\p{Sc}]\s?[\d.,]+$|^[\d.,]+\s?\p{Sc}$/u, "Take the sign of the currency away."],
  [/^\p{Nd}+([.,٫]\p{Nd}+)?$/u, "Digits are 0 to 9."],
  [
    /^(n\/?a|nan|null|none|nil|missing|unknown|\?+|[-–—.]*)$/i,
    'If that marks a missing value, list it, as in Table.fromCsv(text, { missing: ["", "-"] }).',
  ],
  [/^[+-]?[\d.,]+e[+-]?\d+$/i, "The largest number is 1.8e308."],
];

/** What to do about a cell that holds no number, with a space before it; nothing where that isn't clear. */
export function numberRemedy(cell: string, mark: DecimalMark = "."): string {
  // A text that is longer than any number that people write isn't searched.
  if (cell.length > 100) return "";
  const found = [...MARKS[mark], ...REMEDIES].find(([pattern]) => pattern.test(cell));
  return found === undefined ? "" : ` ${found[1]}`;
}
