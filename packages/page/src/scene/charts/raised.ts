const DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A whole number as it stands above the line, as an exponent. */
export const raised = (number: number | string): string =>
  String(number)
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => DIGITS[Number(digit)]!);
