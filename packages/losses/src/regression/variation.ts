/** What is known of the outputs of examples, one after another, with what each example counts. */
export interface Spread {
  readonly values: Float64Array;
  readonly counts: Float64Array;
  /** How many outputs an example has. */
  readonly size: number;
}

/** Σ (v − v̄)² of one output, from the differences to the first value: exactly 0 where all are the same. */
export function variation({ values, counts, size }: Spread, output: number): number {
  const first = values[output];
  const total = counts.reduce((sum, count) => sum + count, 0);
  let mean = 0;
  for (let i = output; i < values.length; i += size)
    mean += (counts[(i - output) / size] * (values[i] - first)) / total;
  let sum = 0;
  for (let i = output; i < values.length; i += size) {
    const deviation = values[i] - first - mean;
    sum += counts[(i - output) / size] * deviation * deviation;
  }
  return sum;
}

/** 1 − error / variation, but of what doesn't vary 1 without an error and else 0. */
export function explained(error: number, variation: number): number {
  if (variation === 0) return error === 0 ? 1 : error > 0 ? 0 : Number.NaN;
  return 1 - error / variation;
}
