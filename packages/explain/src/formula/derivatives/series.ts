import { FUNCTIONS, type FunctionName } from "../functions.js";

/**
 * A function just beside a point: f(t) = c₀ + c₁·t + c₂·t² + … for small t > 0, of which these are the first
 * coefficients. One that isn't known is NaN. At a kink each side has a series of its own, and at a jump its own c₀.
 */
export type Series = readonly number[];

const LENGTH = 5;

function apply(name: string, ...operands: number[]): number {
  return FUNCTIONS[name]!(...operands);
}

function first(name: string, u: Series): number {
  return apply(name, u[0]!);
}

/** c₀ + c₁·t */
export function seriesOf(value: number, slope = 0): Series {
  return [value, slope, 0, 0, 0];
}

function unknownBeyond(...known: number[]): Series {
  return Array.from({ length: LENGTH }, (_, k) => known[k] ?? Number.NaN);
}

/** Of −1, 0 and 1 the one that tells on which side of 0 the function is; NaN where the coefficients don't tell. */
function sideOf(u: Series): number {
  for (const coefficient of u) if (coefficient !== 0) return Math.sign(coefficient);
  return 0;
}

function combined(u: Series, v: Series, weight: number): Series {
  const sum: number[] = [];
  for (let k = 0; k < LENGTH; k++) sum.push(u[k]! + weight * v[k]!);
  return sum;
}

export function added(u: Series, v: Series): Series {
  return combined(u, v, 1);
}

function scaled(u: Series, factor: number): Series {
  return u.map((coefficient) => factor * coefficient);
}

function times(u: Series, v: Series): Series {
  const areFinite = Number.isFinite(u[0]!) && Number.isFinite(v[0]!);
  return u.map((_, k) => {
    let sum = 0;
    for (let i = 0; i <= k; i++) {
      const [a, b] = [u[i]!, v[k - i]!];
      // Of what is continuous: t · √t has the slope 0, though that of √t is infinite.
      if (!areFinite || (a !== 0 && b !== 0)) sum += a * b;
    }
    return sum;
  });
}

/** How many of its first coefficients are 0. */
function orderOf(u: Series): number {
  const order = u.findIndex((coefficient) => coefficient !== 0);
  return order < 0 ? LENGTH : order;
}

function over(u: Series, v: Series): Series {
  if (v[0] === 0) {
    const order = orderOf(v);
    if (order === LENGTH || orderOf(u) < order) return unknownBeyond(u[0]! / v[0]);
    return over(unknownBeyond(...u.slice(order)), unknownBeyond(...v.slice(order)));
  }
  const quotient: number[] = [];
  for (let k = 0; k < LENGTH; k++) {
    let rest = u[k]!;
    for (let i = 1; i <= k; i++) rest -= v[i]! * quotient[k - i]!;
    quotient.push(rest / v[0]!);
  }
  return quotient;
}

/** A function of u that is known by its value, and by its derivative with respect to u where its value is y. */
function solved(value: number, u: Series, derivative: (y: Series) => Series): Series {
  const y = [...unknownBeyond(value)];
  for (let k = 0; k + 1 < LENGTH; k++) {
    const rate = derivative(y);
    let sum = 0;
    for (let i = 0; i <= k; i++) sum += rate[k - i]! * (i + 1) * u[i + 1]!;
    y[k + 1] = sum / (k + 1);
  }
  return y;
}

/** A function of u from its derivatives with respect to u at c₀ of u: its value, the first, the second … */
function composed(derivatives: Series, u: Series): Series {
  const moved = [0, ...u.slice(1)];
  let power = seriesOf(1);
  let sum = seriesOf(derivatives[0]!);
  for (let k = 1, factorial = 1; k < LENGTH; k++, factorial *= k) {
    power = times(power, moved);
    sum = combined(sum, power, derivatives[k]! / factorial);
  }
  return sum;
}

function raised(u: Series, v: Series): Series {
  const exponent = v[0]!;
  if (v.slice(1).some((coefficient) => coefficient !== 0)) {
    return u[0] === 0 ? unknownBeyond(0 ** exponent) : exponential(times(v, logarithm(u)));
  }
  if (Number.isInteger(exponent) && exponent >= 0 && exponent <= 64) {
    let power = seriesOf(1);
    for (let i = 0; i < exponent; i++) power = times(power, u);
    return power;
  }
  if (u[0] !== 0) {
    return solved(apply("pow", u[0]!, exponent), u, (y) => over(scaled(y, exponent), u));
  }
  // (c·tⁿ + …)^q = (tⁿ)^q · (c + …)^q
  const order = orderOf(u);
  if (exponent < 0) return unknownBeyond(0 ** exponent);
  if (order === LENGTH) return seriesOf(0);
  const rest = raised(unknownBeyond(...u.slice(order)), v);
  const power = order * exponent;
  if (Number.isInteger(power)) return unknownBeyond(...new Array<number>(power).fill(0), ...rest);
  return unknownBeyond(0, power > 1 ? 0 : Math.sign(rest[0]!) * Number.POSITIVE_INFINITY);
}

const exponential = (u: Series): Series => solved(first("exp", u), u, (y) => y);
const logarithm = (u: Series): Series => solved(first("log", u), u, () => over(seriesOf(1), u));

function constantBySide(u: Series, below: number, at: number, above: number): Series {
  const side = sideOf(u);
  return seriesOf(side > 0 ? above : side < 0 ? below : side === 0 ? at : Number.NaN);
}

function chosen(u: Series, v: Series, side: number): Series {
  return Number.isNaN(side) ? unknownBeyond(apply("max", u[0]!, v[0]!)) : side > 0 ? u : v;
}

/** The values of sine and its derivatives, from the given one on. */
function circular(at: number, from: number): Series {
  const [sin, cos] = [apply("sin", at), apply("cos", at)];
  const cycle = [sin, cos, -sin, -cos];
  return Array.from({ length: LENGTH }, (_, k) => cycle[(from + k) % 4]!);
}

function hyperbolic(at: number, from: number): Series {
  const cycle = [apply("sinh", at), apply("cosh", at)];
  return Array.from({ length: LENGTH }, (_, k) => cycle[(from + k) % 2]!);
}

/** What each function of a formula makes of the series of its operands. */
export const SERIES: Readonly<Record<FunctionName, (u: Series, v: Series) => Series>> = {
  add: added,
  subtract: (u, v) => combined(u, v, -1),
  multiply: times,
  divide: over,
  pow: raised,
  unaryMinus: (u) => scaled(u, -1),
  exp: exponential,
  log: logarithm,
  log10: (u) => solved(first("log10", u), u, () => over(seriesOf(1 / Math.LN10), u)),
  log1p: (u) => solved(first("log1p", u), u, () => over(seriesOf(1), combined(seriesOf(1), u, 1))),
  sqrt: (u) => raised(u, seriesOf(0.5)),
  abs: (u) => scaled(u, sideOf(u) || 1),
  sin: (u) => composed(circular(u[0]!, 0), u),
  cos: (u) => composed(circular(u[0]!, 1), u),
  atan: (u) => solved(first("atan", u), u, () => over(seriesOf(1), combined(seriesOf(1), times(u, u), 1))),
  tanh: (u) => solved(first("tanh", u), u, (y) => combined(seriesOf(1), times(y, y), -1)),
  sigmoid: (u) => solved(first("sigmoid", u), u, (y) => combined(y, times(y, y), -1)),
  sinh: (u) => composed(hyperbolic(u[0]!, 0), u),
  cosh: (u) => composed(hyperbolic(u[0]!, 1), u),
  erf: (u) => solved(first("erf", u), u, () => scaled(exponential(scaled(times(u, u), -1)), 2 / Math.sqrt(Math.PI))),
  max: (u, v) => chosen(u, v, sideOf(combined(u, v, -1))),
  min: (u, v) => chosen(u, v, sideOf(combined(v, u, -1))),
  step: (u) => constantBySide(u, 0, 0, 1),
  sign: (u) => constantBySide(u, -1, 0, 1),
  floor: (u) => {
    const whole = Math.floor(u[0]!);
    return u[0] === whole ? constantBySide([0, ...u.slice(1)], whole - 1, whole, whole) : seriesOf(whole);
  },
};
