/** What becomes of a number when it is written down. */
export interface Rounding {
  readonly significantDigits: number | null;
  readonly round: (value: number) => number;
  /** How far a number and its formula may be apart without one of them being something else. */
  readonly tolerance: number;
}

/** All digits kept, or so many significant ones. */
export function roundingTo(significantDigits: number | null): Rounding {
  return significantDigits === null
    ? { significantDigits, round: (value) => value, tolerance: 1e-9 }
    : {
        significantDigits,
        round: (value) => Number(value.toPrecision(significantDigits)),
        tolerance: 10 ** (1 - significantDigits),
      };
}
