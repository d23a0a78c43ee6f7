/**
 * The elementary functions that training needs, written in additions, multiplications and divisions alone. JavaScript
 * leaves the last digit of `Math.exp`, `Math.log` and `Math.tanh` to each engine; these give the same bits everywhere,
 * which is what makes "the same seed, the same network" true on every machine.
 */

import { OptionError } from "./errors/errors.js";
import { show } from "./errors/options.js";

export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;
/** 1.5·2^52: a number of that size has no digits after the point, so adding it rounds to whole numbers. */
export const ROUNDER = 6755399441055744;

/** 2^k for k from -1022 to 1023, every power that is a normal number, at index k + 1022. */
const POWERS_OF_TWO: Float64Array = /* @__PURE__ */ (() => {
  const powers = new Float64Array(2046);
  for (let k = 0, up = 1; k <= 1023; k++, up *= 2) powers[1022 + k] = up;
  for (let k = 1, down = 0.5; k <= 1022; k++, down /= 2) powers[1022 - k] = down;
  return powers;
})();

/**
 * e^x, within 1 unit in the last place.
 *
 * With x = k·ln 2 + r and |r| ≤ ½ ln 2, e^x = 2^k · e^r. ln 2 is kept in two parts, so that r is exact to the last bit.
 * Then e^r = 1 + r + r²·(1/2! + r/3! + … + r¹¹/13!): what the Taylor series leaves out is a 25th of a unit.
 *
 * Source: W. J. Cody and W. Waite, *Software Manual for the Elementary Functions* (1980), chapter 6, for the reduction.
 *
 * @example
 * exp(1); // => 2.718281828459045
 * exp(-1000); // => 0
 */
export function exp(x: number): number {
  if (typeof x !== "number") throw notANumber("exp", x);
  // Infinity and NaN are computed, here and below: a constant among the results makes V8 put every result on the heap.
  if (x > 709.782712893384) return x * Infinity;
  if (x < -745.1332191019411) return 0;
  if (Number.isNaN(x)) return x;
  const k = x * Math.LOG2E + ROUNDER - ROUNDER;
  const y = 1 + expOfRestMinusOne(x, k);
  if (k > 1023) return y * 2 * POWERS_OF_TWO[k + 1021]!;
  if (k >= -1022) return y * POWERS_OF_TWO[k + 1022]!;
  return y * POWERS_OF_TWO[k + 2022]! * POWERS_OF_TWO[22]!;
}

/** e^r − 1 for r = x − k·ln 2. */
function expOfRestMinusOne(x: number, k: number): number {
  const high = x - k * LN2_HIGH;
  return high + curveOf(high, k * LN2_LOW);
}

/**
 * e^r − 1 − high for r = high − low. The polynomial's terms are paired, and the pairs paired again (Estrin's scheme): a
 * processor works on several at once, where Horner's would make each wait for the one before.
 */
function curveOf(high: number, low: number): number {
  const r = high - low;
  const r2 = r * r;
  const r4 = r2 * r2;
  const first = 1 / 2 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120));
  const second = 1 / 720 + r * (1 / 5040) + r2 * (1 / 40320 + r * (1 / 362880));
  const third = 1 / 3628800 + r * (1 / 39916800) + r2 * (1 / 479001600 + r * (1 / 6227020800));
  return r2 * (first + r4 * second + r4 * r4 * third) - low;
}

const bits: Float64Array = /* @__PURE__ */ new Float64Array(1);
const words: Uint32Array = /* @__PURE__ */ (() => new Uint32Array(bits.buffer))();
const HIGH_WORD: number = /* @__PURE__ */ (() => new Uint8Array(new Uint16Array([1]).buffer)[0]!)();

/**
 * The natural logarithm, within 1 unit in the last place. `log(0)` is −Infinity, `log` of a negative number NaN.
 *
 * With x = 2^k · (1 + f) and √½ < 1 + f < √2, ln x = k·ln 2 + ln(1 + f); and with s = f / (2 + f),
 * ln(1 + f) = 2s + s·R(s²), since ln(1 + f) = ln(1 + s) − ln(1 − s).
 *
 * Source: K. C. Ng, `e_log.c` of the Freely Distributable Math Library (Sun Microsystems, 1993), for the coefficients.
 *
 * @example
 * log(10); // => 2.302585092994046
 */
export function log(x: number): number {
  if (typeof x !== "number") throw notANumber("log", x);
  if (x === 0) return -1 / Math.abs(x);
  if (x < 0) return (x - x) / 0;
  if (!(x < Infinity)) return x;
  // Numbers below the normal range have no leading bit to read the exponent from: 2^54 times as much has.
  return x < 2.2250738585072014e-308 ? scaledLog(x * 18014398509481984, -54, 0) : scaledLog(x, 0, 0);
}

/** ln(2^k · x) + low, for a normal x. */
function scaledLog(x: number, k: number, low: number): number {
  bits[0] = x;
  const high = words[HIGH_WORD]!;
  const mantissa = high & 0xfffff;
  // 0x95f64 carries into the exponent just where 1.mantissa passes √2.
  const carry = (mantissa + 0x95f64) & 0x100000;
  words[HIGH_WORD] = mantissa | (carry ^ 0x3ff00000);
  return logOfRest(bits[0]! - 1, k + (high >>> 20) - 1023 + (carry >>> 20), low);
}

/** k·ln 2 + ln(1 + f) + low */
function logOfRest(f: number, k: number, low: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + odd + even) + (k * LN2_LOW + low)) - f);
}

/**
 * ln(1 + x) for x ≥ −1, within 1 unit in the last place, also where 1 + x rounds to 1.
 *
 * Near 0, x is the f of {@link log} itself. Elsewhere w = 1 + x is rounded, and what that lost, c, comes back as
 * ln(w + c) ≈ ln w + c/w.
 *
 * Source: K. C. Ng, `s_log1p.c` of the Freely Distributable Math Library (Sun Microsystems, 1993).
 *
 * @example
 * log1p(1e-20); // => 1e-20
 */
export function log1p(x: number): number {
  if (typeof x !== "number") throw notANumber("log1p", x);
  if (x > -0.2928 && x < 0.4142) return x === 0 ? x : logOfRest(x, 0, 0);
  const w = 1 + x;
  if (!(w > 0 && w < Infinity)) return log(w);
  return scaledLog(w, 0, (x > 1 ? 1 - (w - x) : x - (w - 1)) / w);
}

/**
 * The hyperbolic tangent, within 2 units in the last place: the largest error among a million points is 1.88.
 *
 * |d / (d + 2)| with d = e^y − 1 and y = ±2|x|, and the sign of x. No digit is lost near 0: with y = k·ln 2 + r,
 * d = 2^k·(e^r − 1) + (2^k − 1). Where k is 0, y is taken below 0: d + 2 then lies under 2, where a unit in the last place
 * is half as large.
 *
 * @example
 * hyperbolicTangent(0.5); // => 0.46211715726000973
 */
export function hyperbolicTangent(x: number): number {
  if (typeof x !== "number") throw notANumber("hyperbolicTangent", x);
  // From 20 on the result is 1 to the last digit.
  const twice = 2 * Math.min(Math.abs(x), 20);
  const y = twice < 0.34657359 ? -twice : twice;
  const k = y * Math.LOG2E + ROUNDER - ROUNDER;
  const power = POWERS_OF_TWO[k + 1022]!;
  const high = y - k * LN2_HIGH;
  // What is large is added up first: below 0, the 2^k·r and the 2^k − 1 take digits from each other.
  const large = power * high + (power - 1);
  const rest = power * curveOf(high, k * LN2_LOW);
  const d = large + rest;
  const q = d / (d + 2);
  // What d lost by rounding comes back, times the derivative of q with respect to d.
  const size = Math.abs(q + (rest - (d - large)) * ((1 - q) * (0.5 - 0.5 * q)));
  if (x < 0) return -size;
  return x === 0 ? x : size;
}

/**
 * x to a whole power n ≥ 0, by repeated squaring.
 *
 * @throws OptionError for any other n.
 *
 * @example
 * power(0.9, 3); // => 0.7290000000000001
 */
export function power(x: number, n: number): number {
  if (typeof x !== "number") throw notANumber("power", x);
  if (!(Number.isInteger(n) && n >= 0))
    throw new OptionError(`power takes a whole exponent of at least 0, but got ${show(n)}.`);
  let result = 1;
  for (let square = x, rest = n; rest > 0; rest = Math.floor(rest / 2), square *= square) {
    if (rest % 2 === 1) result *= square;
  }
  return result;
}

/** What an elementary function throws that is given something else. */
export function notANumber(name: string, x: unknown): OptionError {
  return new OptionError(`${name} takes a number, but got ${show(x)}.`);
}
