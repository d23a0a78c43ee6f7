import { log } from "@nn/core/component";

// Sine, cosine, arc tangent and common logarithm of nothing but what IEEE 754 fixes, so that they have the same bits on
// every engine. The polynomials are those of FDLIBM (Sun Microsystems, 1993), within one unit in the last place.

/** sin(x) */
export function sin(x: number): number {
  const [quarters, rest, tail] = reduced(x);
  const value = quarters % 2 === 0 ? sinNear0(rest, tail) : cosNear0(rest, tail);
  return quarters < 2 ? value : -value;
}

/** cos(x) */
export function cos(x: number): number {
  const [quarters, rest, tail] = reduced(x);
  const value = quarters % 2 === 0 ? cosNear0(rest, tail) : sinNear0(rest, tail);
  return quarters === 0 || quarters === 3 ? value : -value;
}

/** x as quarters of a turn, counted from 0 to 3, and a rest within an eighth, with what it loses to rounding. */
function reduced(x: number): [quarters: number, rest: number, tail: number] {
  if (Math.abs(x) <= Math.PI / 4) return [0, x, 0];
  if (!Number.isFinite(x)) return [0, Number.NaN, 0];
  const count = Math.round(x / (Math.PI / 2));
  if (Math.abs(count) > 2 ** 20) return reducedExactly(x);
  // π/2 in parts of 33 bits, so that their multiples are exact.
  const first = x - count * 1.5707963267341256;
  const second = first - count * 6.077100506303966e-11;
  const third = second - count * 2.0222662487111665e-21;
  const lost = first - second - count * 6.077100506303966e-11;
  const lostNext = second - third - count * 2.0222662487111665e-21;
  const tail = count * 8.4784276603689e-32 - lostNext - lost;
  const rest = third - tail;
  return [((count % 4) + 4) % 4, rest, third - rest - tail];
}

/** Digits after the point: enough for the largest double, whose 1,024 whole digits are taken away. */
const BITS = 1200n;
let halfPi: bigint | undefined;

/** 2^BITS · π / 2 = 2^BITS · (8 · arccot 5 − 2 · arccot 239), by Machin. */
function exactHalfPi(): bigint {
  const spare = 20n;
  const one = 1n << (BITS + spare);
  const arccot = (n: bigint): bigint => {
    let sum = 0n;
    for (let power = one / n, k = 1n; power !== 0n; power /= n * n, k += 2n) {
      sum += k % 4n === 1n ? power / k : -(power / k);
    }
    return sum;
  };
  return (8n * arccot(5n) - 2n * arccot(239n)) >> spare;
}

function reducedExactly(x: number): [quarters: number, rest: number, tail: number] {
  halfPi ??= exactHalfPi();
  const exponent = Math.max(0, Math.floor(Math.log2(Math.abs(x))) - 60);
  // An integer of at most 2^62 times 2^exponent, and for small x a fraction of 2^-60 parts: no bit is lost.
  const scaled = exponent > 0 ? BigInt(x / 2 ** exponent) << (BigInt(exponent) + BITS) : fixedPoint(x);
  let quarters = (2n * scaled + halfPi) / (2n * halfPi);
  let rest = scaled - quarters * halfPi;
  if (2n * rest > halfPi) {
    rest -= halfPi;
    quarters += 1n;
  } else if (2n * rest < -halfPi) {
    rest += halfPi;
    quarters -= 1n;
  }
  const high = fromFixedPoint(rest);
  return [Number(((quarters % 4n) + 4n) % 4n), high, fromFixedPoint(rest - fixedPoint(high))];
}

/** 2^BITS · x, of a number that isn't tiny. */
function fixedPoint(x: number): bigint {
  let [whole, shift] = [x, 0];
  while (!Number.isInteger(whole)) [whole, shift] = [whole * 2, shift + 1];
  return (BigInt(whole) << BITS) >> BigInt(shift);
}

function fromFixedPoint(value: bigint): number {
  const size = (value < 0n ? -value : value).toString(2).length;
  const dropped = Math.max(0, size - 64);
  return (Number(value >> BigInt(dropped)) / 2 ** 600) * 2 ** (dropped - 600);
}

/** sin(x + tail) for |x| up to π/4. */
function sinNear0(x: number, tail: number): number {
  const z = x * x;
  const v = z * x;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 + z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * tail - v * r) - tail - v * -0.16666666666666632);
}

/** cos(x + tail) for |x| up to π/4. */
function cosNear0(x: number, tail: number): number {
  const z = x * x;
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (2.480158728947673e-5 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * tail));
}

/** Arc tangents to which an argument is near, with what their doubles lack. */
const ARCS = [
  { arc: 0.4636476090008061, lack: 2.2698777452961687e-17, near: (x: number) => (2 * x - 1) / (2 + x) },
  { arc: Math.PI / 4, lack: 3.061616997868383e-17, near: (x: number) => (x - 1) / (x + 1) },
  { arc: 0.982793723247329, lack: 1.3903311031230998e-17, near: (x: number) => (x - 1.5) / (1 + 1.5 * x) },
  { arc: Math.PI / 2, lack: 6.123233995736766e-17, near: (x: number) => -1 / x },
];
const ARC_COEFFICIENTS = [
  0.3333333333333293, -0.19999999999876483, 0.14285714272503466, -0.11111110405462356, 0.09090887133436507,
  -0.0769187620504483, 0.06661073137387531, -0.058335701337905735, 0.049768779946159324, -0.036531572744216916,
  0.016285820115365782,
];

/** The arc tangent of x, between −π/2 and π/2. */
export function atan(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -30) return x;
  const near = size < 7 / 16 ? undefined : ARCS[size < 11 / 16 ? 0 : size < 19 / 16 ? 1 : size < 39 / 16 ? 2 : 3]!;
  const y = near === undefined ? x : near.near(size);
  const z = y * y;
  const correction = y * z * ARC_COEFFICIENTS.reduceRight((sum, coefficient) => coefficient + z * sum, 0);
  if (near === undefined) return y - correction;
  const value = near.arc - (correction - near.lack - y);
  return x < 0 ? -value : value;
}

/** The logarithm of x to the base 10; of a power of ten a whole number. */
export function log10(x: number): number {
  const value = log(x) / Math.LN10;
  const whole = Math.round(value);
  return Math.abs(value - whole) < 1e-9 && Number(`1e${whole}`) === x ? whole : value;
}
