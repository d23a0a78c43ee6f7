/** A decimal number and nothing else. `Number` would also take "", "0x1F" and "Infinity". */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** The number in a cell, or `undefined` where there is none that is finite. */
export function numberIn(cell: string): number | undefined {
  if (!NUMBER.test(cell)) return undefined;
  const value = Number(cell);
  return Number.isFinite(value) ? value : undefined;
}

/** Ways of writing a number that aren't taken, each with what to do. None looks at a character twice. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/^[+-]?\d+,\d+$/, "Decimals take a point, and thousands no comma."],
  [/^[+-]?\d{1,3}([.,'’_\s]\d{3})+([.,]\d+)?$/, "Thousands take no mark or space between them, and decimals a point."],
  [/^[+-]?[\d.,]+\s?[%‰]$/, "Take the sign away, and say what the numbers are in the column's name."],
  [/^[−–—‐‑﹣-]\s?[\d.,]+$/, "The minus sign is -, right before the digits."],
  [/^[+-]?[\d.,]+\s?(?!e[+-]?\d*$)[\p{L}°µ"'/²³]+$/iu, "Take the unit away, and say it in the column's name."],
  [/^[\p{Sc}]\s?[\d.,]+$|^[\d.,]+\s?\p{Sc}$/u, "Take the sign of the currency away."],
  [/^\p{Nd}+([.,٫]\p{Nd}+)?$/u, "Digits are 0 to 9."],
  [/^(n\/?a|nan|null|none|nil|missing|unknown|\?+|[-–—.]*)$/i, "Leave the rows without a value out, or fill them in."],
  [/^[+-]?[\d.]+e[+-]?\d+$/i, "The largest number is 1.8e308."],
];

/** What to do about a cell that holds no number, with a space before it; nothing where that isn't clear. */
export function numberRemedy(cell: string): string {
  // A text that is longer than any number that people write isn't searched.
  const found = cell.length <= 100 ? REMEDIES.find(([pattern]) => pattern.test(cell)) : undefined;
  return found === undefined ? "" : ` ${found[1]}`;
}
