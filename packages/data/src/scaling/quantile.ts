/** The number below which so large a share of sorted numbers lies; between two of them it is interpolated. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  return below === above ? below : below * (Math.ceil(at) - at) + above * (at - Math.floor(at));
}
