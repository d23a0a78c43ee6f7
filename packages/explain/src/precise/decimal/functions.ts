import { Decimal, decimal, powerOfTen, withMore } from "./decimal.js";

/** So many digits are lost on the way in a function, and by a float64 beside a multiple of π. */
const GUARD = 20;
/** e to a power of so many digits before the point is Infinity, or 0. */
const MOST_DIGITS = 15;
/** A whole power up to this one is a product. */
const MOST_FACTORS = 100;
const HALVINGS = 3;
const LOG2_10 = Math.log2(10);

const ONE = /* @__PURE__ */ decimal(1);
const TWO = /* @__PURE__ */ decimal(2);
const HALF = /* @__PURE__ */ decimal(0.5);

/** 1 + t₁ + t₂ + …, where tₖ = tₖ₋₁ · z · numerator(k)/denominator(k). */
function series(z: Decimal, ratio: (k: number) => readonly [numerator: number, denominator: number]): Decimal {
  return withMore(GUARD, (digits) => {
    const one = powerOfTen(digits);
    const factor = z.mul(new Decimal(one, 0)).floor();
    const step = factor.m * powerOfTen(factor.e);
    let sum = one;
    for (let k = 1, term = one; term !== 0n; k++) {
      const [numerator, denominator] = ratio(k);
      term = (term * step * BigInt(numerator)) / (one * BigInt(denominator));
      sum += term;
    }
    return new Decimal(sum, -digits);
  });
}

export function exp(x: Decimal): Decimal {
  if (!x.isFinite || x.top > MOST_DIGITS) return decimal(Math.exp(x.isFinite ? x.rough / 0 : x.rough));
  return power(x);
}

/** eˣ = (e^(x/2ⁿ))^2ⁿ: each squaring doubles the error. */
function power(x: Decimal): Decimal {
  return withMore(GUARD, (digits) => {
    const squarings = Math.ceil(Math.max(0, x.top * LOG2_10) + Math.sqrt(digits));
    let result = series(x.div(new Decimal(2n ** BigInt(squarings), 0)), (k) => [1, k]);
    for (let i = 0; i < squarings; i++) result = result.mul(result);
    return result;
  });
}

/** From a float64 near it: ln x = y + ln(x · e^−y), and ln r = 2 · artanh((r − 1)/(r + 1)). */
export function ln(x: Decimal): Decimal {
  if (!x.isFinite || x.rough <= 0) return decimal(Math.log(x.rough));
  return withMore(GUARD, () => {
    const between = new Decimal(x.m, x.e - x.top).toNumber();
    const isNearOne = Math.abs(x.toNumber() - 1) < 0.1;
    const near = decimal(isNearOne ? 0 : Math.log(between) + x.top * Math.LN10);
    const rest = x.mul(power(near.neg()));
    const z = rest.sub(ONE).div(rest.add(ONE));
    return near.add(z.mul(TWO).mul(oddPowers(z.mul(z))));
  });
}

/** 1 + z/3 + z²/5 + … */
function oddPowers(z: Decimal): Decimal {
  return series(z, (k) => [2 * k - 1, 2 * k + 1]);
}

/** 1 + z/3! + z²/5! + … */
function oddFactorials(z: Decimal): Decimal {
  return series(z, (k) => [1, 2 * k * (2 * k + 1)]);
}

export function log10(x: Decimal): Decimal {
  return withMore(GUARD, () => ln(x).div(ln(decimal(10))));
}

export function sqrt(x: Decimal): Decimal {
  if (!x.isFinite || x.rough <= 0) return decimal(Math.sqrt(x.rough));
  return withMore(1, (digits) => {
    const e = Math.floor((x.top - 2 * digits) / 2) * 2;
    const square = x.e > e ? x.m * powerOfTen(x.e - e) : x.m / powerOfTen(e - x.e);
    // Newton's method from above: it goes down as long as it comes nearer.
    let root = powerOfTen(digits + 1);
    for (let next = (root + square / root) / 2n; next < root; next = (root + square / root) / 2n) root = next;
    return new Decimal(root, e / 2);
  });
}

/** arctan x = 2 · arctan(x/(1 + √(1 + x²))): the series of what is left after a few of these is short. */
export function atan(x: Decimal): Decimal {
  if (!x.isFinite) return decimal(Math.atan(x.rough));
  return withMore(GUARD, () => {
    let tangent = x;
    for (let i = 0; i < HALVINGS; i++) tangent = tangent.div(ONE.add(sqrt(ONE.add(tangent.mul(tangent)))));
    return tangent.mul(oddPowers(tangent.mul(tangent).neg())).mul(decimal(2 ** HALVINGS));
  });
}

/** Half a turn. */
export function pi(): Decimal {
  return atan(ONE).mul(decimal(4));
}

/** Less the multiple of π that is nearest. */
export function sin(x: Decimal): Decimal {
  return turned(x, 0);
}

export function cos(x: Decimal): Decimal {
  return turned(x, 0.5);
}

/** The sine of x and of so many half turns more. */
function turned(x: Decimal, halfTurns: number): Decimal {
  if (!x.isFinite) return decimal(Number.NaN);
  return withMore(GUARD + Math.max(0, x.top), () => {
    const half = pi();
    const count = x.div(half).add(HALF).floor();
    const rest = x.sub(half.mul(count)).add(half.mul(decimal(halfTurns)));
    const sine = rest.mul(oddFactorials(rest.mul(rest).neg()));
    return isOdd(count) ? sine.neg() : sine;
  });
}

/** Near 0, eˣ and e⁻ˣ have all their digits in common. */
export function sinh(x: Decimal): Decimal {
  if (x.top <= 0) return x.mul(oddFactorials(x.mul(x)));
  return withMore(GUARD, () => exp(x).sub(exp(x.neg())).mul(HALF));
}

export function cosh(x: Decimal): Decimal {
  return withMore(GUARD, () => exp(x).add(exp(x.neg())).mul(HALF));
}

/** 2/√π · x · e^(−x²) · (1 + 2x²/3 + (2x²)²/(3·5) + …), of terms that are above 0. Where 1 − erf x is below all digits, it is ±1. */
export function erf(x: Decimal): Decimal {
  if (!x.isFinite) return decimal(x.rough > 0 ? 1 : x.rough < 0 ? -1 : Number.NaN);
  return withMore(GUARD, (digits) => {
    const square = x.mul(x);
    if (square.sub(decimal(digits * Math.LN10)).rough > 0) return decimal(x.rough);
    const terms = series(square.mul(TWO), (k) => [1, 2 * k + 1]);
    return TWO.div(sqrt(pi())).mul(x).mul(exp(square.neg())).mul(terms);
  });
}

export function pow(base: Decimal, exponent: Decimal): Decimal {
  if (exponent.isZero) return ONE;
  if (!base.isFinite || !exponent.isFinite || base.isZero) return decimal(base.toNumber() ** exponent.toNumber());
  if (base.rough < 0 && !exponent.isWhole) return decimal(Number.NaN);
  const magnitude = withMore(GUARD, () => powerOf(base.abs(), exponent));
  return base.rough < 0 && isOdd(exponent) ? magnitude.neg() : magnitude;
}

function powerOf(base: Decimal, exponent: Decimal): Decimal {
  const count = exponent.abs();
  if (!exponent.isWhole || count.isAbove(decimal(MOST_FACTORS))) return exp(ln(base).mul(exponent));
  let product = ONE;
  for (let i = count.toNumber(); i > 0; i--) product = product.mul(base);
  return exponent.rough < 0 ? ONE.div(product) : product;
}

/** Of a whole number. */
function isOdd(whole: Decimal): boolean {
  return !whole.mul(HALF).isWhole;
}

/** NaN where either is; `min` likewise. */
export function max(a: Decimal, b: Decimal): Decimal {
  return b.isAbove(a) || b.isNaN ? b : a;
}

export function min(a: Decimal, b: Decimal): Decimal {
  return a.isAbove(b) || b.isNaN ? b : a;
}
