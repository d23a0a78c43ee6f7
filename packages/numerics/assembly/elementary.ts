// e^x and tanh x of two numbers at a time, ln x and powers of one: the formulas of src/elementary.ts, operation by
// operation, so that the bits are the same. Their sources and error bounds are told there.

const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;

// What vectors are computed with lies in memory, from 1024 on: engines take less time to load two of a number than to
// make them.
/** 1/2!, 1/3! and so on. */
const TERMS: usize = memory.data<f64>([
  1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040,
  1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800,
]);
const LOG2E: usize = memory.data<f64>([1.4426950408889634]);
/** 1.5·2^52: adding it rounds to whole numbers, which then stand in the lowest bits. */
const ROUNDER: usize = memory.data<f64>([6755399441055744]);
const HIGH: usize = memory.data<f64>([LN2_HIGH]);
const LOW: usize = memory.data<f64>([LN2_LOW]);
const HALF: usize = memory.data<f64>([0.5]);
const ONE: usize = memory.data<f64>([1]);
const TWO: usize = memory.data<f64>([2]);
/** Below it, 2^k is a normal number. */
const NEAR: usize = memory.data<f64>([708]);
/** Beyond it, tanh is 1. */
const FLAT: usize = memory.data<f64>([20]);
/** ln 2 / 2 */
const SMALL: usize = memory.data<f64>([0.34657359]);

@inline
function two(number: usize): v128 {
  return v128.load64_splat(number);
}

/** 2^k for -1022 ≤ k ≤ 1023: a number whose exponent bits are k + 1023. */
@inline
function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>(<i64>(k + 1023) << 52);
}

export function log(x: f64): f64 {
  if (x == 0) return -1 / abs(x);
  if (x < 0) return (x - x) / 0;
  if (!(x < Infinity)) return x;
  return x < 2.2250738585072014e-308 ? scaledLog(x * 18014398509481984, -54, 0) : scaledLog(x, 0, 0);
}

/** ln(2^k · x) + low, for a normal x. */
@inline
function scaledLog(x: f64, k: i32, low: f64): f64 {
  const bits = reinterpret<u64>(x);
  const high = <u32>(bits >> 32);
  const mantissa = high & 0xfffff;
  const carry = (mantissa + 0x95f64) & 0x100000;
  const f = reinterpret<f64>((<u64>(mantissa | (carry ^ 0x3ff00000)) << 32) | (bits & 0xffffffff)) - 1;
  return logOfRest(f, k + <i32>(high >> 20) - 1023 + <i32>(carry >> 20), low);
}

/** k·ln 2 + ln(1 + f) + low */
function logOfRest(f: f64, k: i32, low: f64): f64 {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + odd + even) + (k * LN2_LOW + low)) - f);
}

export function log1p(x: f64): f64 {
  if (x > -0.2928 && x < 0.4142) return x == 0 ? x : logOfRest(x, 0, 0);
  const w = 1 + x;
  if (!(w > 0 && w < Infinity)) return log(w);
  return scaledLog(w, 0, (x > 1 ? 1 - (w - x) : x - (w - 1)) / w);
}

/** x to a whole power. */
export function power(x: f64, n: f64): f64 {
  let result: f64 = 1;
  let square = x;
  for (let rest = <u64>n; rest > 0; rest >>= 1) {
    if (rest & 1) result *= square;
    square *= square;
  }
  return result;
}

/** e^r − 1 − high for r = high − low, of two numbers. */
@inline
function curveOfPair(high: v128, low: v128): v128 {
  const r = f64x2.sub(high, low);
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const lower = f64x2.add(fourTerms(r, r2, TERMS), f64x2.mul(r4, fourTerms(r, r2, TERMS + 32)));
  const rest = f64x2.add(lower, f64x2.mul(f64x2.mul(r4, r4), fourTerms(r, r2, TERMS + 64)));
  return f64x2.sub(f64x2.mul(r2, rest), low);
}

/** a + b·r + r²·(c + d·r) for four numbers that lie one after another. */
@inline
function fourTerms(r: v128, r2: v128, a: usize): v128 {
  const low = f64x2.add(two(a), f64x2.mul(r, two(a + 8)));
  const high = f64x2.add(two(a + 16), f64x2.mul(r, two(a + 24)));
  return f64x2.add(low, f64x2.mul(r2, high));
}

/** x / ln 2, rounded to whole numbers that stand in the lowest bits. */
@inline
function roundedPair(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, two(LOG2E)), two(ROUNDER));
}

/** 2^k for the k in the lowest bits: moved to where the exponent is, and 1 is the exponent 1023. */
@inline
function powerOfTwoPair(rounded: v128): v128 {
  return i64x2.add(i64x2.shl(rounded, 52), two(ONE));
}

/** e^x of two numbers. */
export function exp(x: v128): v128 {
  const rounded = roundedPair(x);
  const k = f64x2.sub(rounded, two(ROUNDER));
  const high = f64x2.sub(x, f64x2.mul(k, two(HIGH)));
  const rest = f64x2.add(high, curveOfPair(high, f64x2.mul(k, two(LOW))));
  const y = f64x2.add(two(ONE), rest);
  // Inside these bounds 2^k is a normal number; NaN isn't inside.
  if (i64x2.all_true(f64x2.lt(f64x2.abs(x), two(NEAR)))) return f64x2.mul(y, powerOfTwoPair(rounded));
  const first = farExp(f64x2.extract_lane(x, 0), f64x2.extract_lane(y, 0), f64x2.extract_lane(k, 0));
  const second = farExp(f64x2.extract_lane(x, 1), f64x2.extract_lane(y, 1), f64x2.extract_lane(k, 1));
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

/** y·2^k, which is e^x, for any x. */
function farExp(x: f64, y: f64, k: f64): f64 {
  if (x > 709.782712893384) return x * Infinity;
  if (x < -745.1332191019411) return 0;
  if (x != x) return x;
  const n = <i32>k;
  if (n > 1023) return y * 2 * powerOfTwo(n - 1);
  if (n >= -1022) return y * powerOfTwo(n);
  return y * powerOfTwo(n + 1000) * powerOfTwo(-1000);
}

/** tanh of two numbers. */
export function tanh(x: v128): v128 {
  const sign = f64x2.splat(-0.0);
  const twice = f64x2.mul(f64x2.pmin(f64x2.abs(x), two(FLAT)), two(TWO));
  const y = v128.xor(twice, v128.and(f64x2.lt(twice, two(SMALL)), sign));
  const rounded = roundedPair(y);
  const k = f64x2.sub(rounded, two(ROUNDER));
  const power = powerOfTwoPair(rounded);
  const high = f64x2.sub(y, f64x2.mul(k, two(HIGH)));
  const curve = curveOfPair(high, f64x2.mul(k, two(LOW)));
  const large = f64x2.add(f64x2.mul(power, high), f64x2.sub(power, two(ONE)));
  const rest = f64x2.mul(power, curve);
  const d = f64x2.add(large, rest);
  const q = f64x2.div(d, f64x2.add(d, two(TWO)));
  const half = two(HALF);
  const slope = f64x2.mul(f64x2.sub(two(ONE), q), f64x2.sub(half, f64x2.mul(half, q)));
  const size = f64x2.abs(f64x2.add(q, f64x2.mul(f64x2.sub(rest, f64x2.sub(d, large)), slope)));
  return v128.or(size, v128.and(x, sign));
}
