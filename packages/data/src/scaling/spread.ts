import { ExactSum } from "./exact-sum.js";

/** 2⁶⁰⁰: multiplying by it, or dividing, changes no digit. */
const LARGE = 4.149515568880993e180;

/**
 * The mean of a column and its standard deviation, divided by n, each within one unit of the last digit, whatever the
 * column: numbers that lie close together far from 0, tiny ones and huge ones. A mean that is far below the numbers
 * themselves, as of 1e15, −1e15 and 1e−5, is right to within 10⁻²⁴ of their deviation.
 */
export function meanAndDeviation(column: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const largest = column.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  // Squares of what is beyond would overflow, or vanish.
  const unit = largest > 1e140 ? LARGE : largest < 1e-120 ? 1 / LARGE : 1;
  const scaled = Array.from(column, (x) => x / unit);
  // Measured from the first number, differences of numbers that lie close together are exact.
  const first = scaled[0]!;
  const mean = new ExactSum();
  for (const x of scaled) mean.add(x).add(-first);
  mean.divideBy(column.length);

  const variance = new ExactSum();
  for (const x of scaled) {
    const deviation = new ExactSum().add(x).add(-first).add(-mean.high).add(-mean.low);
    variance.addProduct(deviation.high, deviation.high).addProduct(2 * deviation.high, deviation.low);
  }
  variance.divideBy(column.length);
  mean.add(first);
  // A deviation below the least number is that number: 0 is for columns that don't vary.
  const least = variance.high > 0 ? Number.MIN_VALUE : 0;
  return { mean: (mean.high + mean.low) * unit, deviation: Math.max(variance.squareRoot() * unit, least) };
}
