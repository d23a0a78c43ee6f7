/** The number in the middle; of two, what lies between them. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = Float64Array.from(numbers).sort();
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  const [below, above] = [sorted[middle - 1]!, sorted[middle]!];
  return below / 2 + above / 2;
}

/** How many numbers lie in each of `bins` parts of equal width; the last has the largest. */
export function histogramOf(numbers: readonly number[], minimum: number, maximum: number, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  // Halved, so that the width is finite.
  const width = maximum / 2 - minimum / 2;
  for (const x of numbers) {
    const part = width === 0 ? 0 : Math.floor(((x / 2 - minimum / 2) / width) * bins);
    counts[Math.min(part, bins - 1)]!++;
  }
  return counts;
}
