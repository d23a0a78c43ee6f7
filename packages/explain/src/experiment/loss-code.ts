import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { LETTERS } from "../worksheet/codes.js";

/** A loss of 0, or below the least that a code says, is 10⁻¹⁸; a power of ten has so many codes. */
const LEAST = -18;
const PER_DECADE = 1000;
const BASE = LETTERS.length;
/** What three characters say. */
const MOST = BASE ** 3 - 1;
/** Of each character, so that one that is mistyped, and two that change places, are noticed. */
const WEIGHTS = [3, 5, 7] as const;

/**
 * A loss in four characters, which a student reads out and a teacher types: to within 0.12 %, from 10⁻¹⁸ to 10⁶. The last
 * character follows from the others, so that a wrong one is noticed. A training that diverged has a code, too: that of `Infinity`.
 *
 * @throws OptionError for what isn't a loss of at least 0.
 *
 * @example
 * lossCode(0.25); // => "QPYX"
 * lossOfCode(lossCode(0.25))?.toPrecision(2); // => "0.25"
 */
export function lossCode(loss: number): string {
  if (typeof loss !== "number" || !(loss >= 0)) {
    throw new OptionError(`lossCode takes a loss, a number of at least 0, but got ${show(loss)}.`);
  }
  const place = Math.round((Math.log10(loss) - LEAST) * PER_DECADE);
  const number = loss === Number.POSITIVE_INFINITY ? MOST : Math.min(Math.max(0, place), MOST - 1);
  const digits = [Math.floor(number / BASE ** 2), Math.floor(number / BASE) % BASE, number % BASE];
  return [...digits, checkOf(digits)].map((digit) => LETTERS[digit]).join("");
}

/**
 * The loss that a code says; `null` for what is none, as it was mistyped.
 *
 * @throws OptionError for what isn't a text.
 *
 * @example
 * lossOfCode(lossCode(0)); // => 1e-18
 * lossOfCode("AAAA"); // => null
 */
export function lossOfCode(code: string): number | null {
  if (typeof code !== "string") throw new OptionError(`lossOfCode takes a code, a text, but got ${show(code)}.`);
  const digits = [...code.trim().toUpperCase()].map((letter) => LETTERS.indexOf(letter));
  if (digits.length !== 4 || digits.includes(-1) || digits[3] !== checkOf(digits)) return null;
  const number = (digits[0]! * BASE + digits[1]!) * BASE + digits[2]!;
  return number === MOST ? Number.POSITIVE_INFINITY : 10 ** (number / PER_DECADE + LEAST);
}

function checkOf(digits: readonly number[]): number {
  return WEIGHTS.reduce((sum, weight, i) => sum + weight * digits[i]!, 1) % BASE;
}
