import type { Words } from "./english.js";

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number as formulas write it, with so many digits at most: `−0.0904`, `2.1 · 10⁻¹⁰`. */
export function formatNumber(value: number, digits: number, { number }: Pick<Words, "number">): string {
  const [mantissa, exponent] = String(Number(value.toPrecision(digits))).split("e");
  const text = number(mantissa.replace("-", "−"));
  if (exponent === undefined) return text;
  const power = exponent
    .replace("+", "")
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]);
  return `${text} · 10${power}`;
}
