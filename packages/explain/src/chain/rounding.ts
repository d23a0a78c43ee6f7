/** What becomes of a number when it is written down. */
export interface Rounding {
  readonly significantDigits: number | null;
  readonly round: (value: number) => number;
  /**
   * Terms added up, without what binary arithmetic leaves where a sum on paper is 0: 0.5 − 0.6 + 0.1. No digit is kept
   * behind the last place that a float64 of the terms' size has; the terms are products of written numbers, with all
   * their places.
   */
  readonly sum: (terms: readonly number[]) => number;
  /** How far a number and its formula may be apart without one of them being something else. */
  readonly tolerance: number;
}

/** All digits kept, or so many significant ones. */
export function roundingTo(significantDigits: number | null): Rounding {
  return significantDigits === null
    ? // −0 is written as 0.
      { significantDigits, round: (value) => value + 0, sum: plainSum, tolerance: 1e-9 }
    : {
        significantDigits,
        round: (value) => toSignificant(value, significantDigits),
        sum: sumToLastPlace,
        tolerance: 10 ** (1 - significantDigits),
      };
}

/** The digits of a decimal number that a float64 holds for sure. */
const DECIMAL_DIGITS = 15;

/**
 * Rounded as on paper: half of the last place away from zero. 0.1245 to three digits is 0.125, though the float64 that
 * stands for it is a little smaller.
 */
function toSignificant(value: number, digits: number): number {
  // A difference such as 1 − 0.905 has lost the last digits already.
  const decimal = Number(value.toPrecision(Math.max(digits, DECIMAL_DIGITS - 2)));
  return Number((decimal * (1 + Number.EPSILON)).toPrecision(digits));
}

function plainSum(terms: readonly number[]): number {
  return terms.reduce((sum, term) => sum + term, 0);
}

function sumToLastPlace(terms: readonly number[]): number {
  const sum = plainSum(terms);
  const size = plainSum(terms.map(Math.abs));
  // None where sum or size is 0.
  const lost = Math.floor(Math.log10(Math.abs(sum) / size));
  const digits = lost + DECIMAL_DIGITS;
  if (!Number.isFinite(digits) || lost >= 0) return sum;
  return digits < 1 ? 0 : Number(sum.toPrecision(digits));
}
