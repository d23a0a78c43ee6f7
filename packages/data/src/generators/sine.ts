/** Sine and cosine of an angle. */
export interface Direction {
  readonly sine: number;
  readonly cosine: number;
}

/**
 * Sine and cosine of an angle that is given in turns: of 2π·turns. No standard fixes the last digits of `Math.sin`; additions
 * and multiplications have the same on every engine.
 *
 * The angle is reduced to an eighth of a turn on either side of the nearest quarter, x, where Taylor's polynomials
 * x − x³/3! + x⁵/5! − … and 1 − x²/2! + x⁴/4! − … are exact to the last digits with ten terms.
 */
export function direction(turns: number): Direction {
  const quarters = Math.round(4 * turns);
  const x = (turns - quarters / 4) * 2 * Math.PI;
  let [sine, cosine] = [1, 1];
  for (let n = 20; n > 0; n -= 2) {
    sine = 1 - ((x * x) / (n * (n + 1))) * sine;
    cosine = 1 - ((x * x) / (n * (n - 1))) * cosine;
  }
  sine *= x;
  const quarter = ((quarters % 4) + 4) % 4;
  if (quarter === 0) return { sine, cosine };
  if (quarter === 1) return { sine: cosine, cosine: 0 - sine };
  if (quarter === 2) return { sine: 0 - sine, cosine: 0 - cosine };
  return { sine: 0 - cosine, cosine: sine };
}
