/** A finite number as a whole number of 2⁻¹⁰⁷⁴, the least of all numbers, which divides every other. */
export function exact(x: number): bigint {
  const bits = new BigUint64Array(Float64Array.of(x).buffer)[0]!;
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return x < 0 ? -magnitude : magnitude;
}

/** The number above. */
export function above(x: number): number {
  if (x === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(Float64Array.of(x).buffer);
  return new Float64Array(BigInt64Array.of(bits[0]! + (x > 0 ? 1n : -1n)).buffer)[0]!;
}

/** The number below. */
export const below = (x: number): number => -above(-x);

/** n times the mean, and n³ times the variance, in units of 2⁻¹⁰⁷⁴ and its square. */
export function exactMoments(column: readonly number[]): { sum: bigint; squares: bigint; n: bigint } {
  const n = BigInt(column.length);
  const values = column.map(exact);
  const sum = values.reduce((a, b) => a + b, 0n);
  const squares = values.reduce((total, x) => total + (n * x - sum) ** 2n, 0n);
  return { sum, squares, n };
}
