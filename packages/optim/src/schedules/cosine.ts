/**
 * cos(π·x) for x from 0 to 1, by the series of sin(π·(½ − x)): `Math.cos` has other last digits on other engines. The
 * first term left out is below 10⁻¹⁷.
 */
function cosineOf(x: number): number {
  const y = Math.PI * (0.5 - x);
  let sum = 1;
  for (let n = 22; n >= 2; n -= 2) sum = 1 - ((y * y) / (n * (n + 1))) * sum;
  return y * sum;
}

/** Between two rates along half a period of the cosine, slowly at both ends: the first at x = 0, the last from 1 on. */
export function alongCosine(first: number, last: number, x: number): number {
  // Exactly, as a rate of 0 is no step, and one of 10⁻¹⁸ is one.
  if (x <= 0) return first;
  return x >= 1 ? last : last + ((first - last) * (1 + cosineOf(x))) / 2;
}
