import { roundingOf } from "./slope.js";

/** Stairs of each width show best in an interval that holds a few of them: the first spacings, in units of a scale. */
const SPACINGS = [2 ** -1, 2 ** -6, 2 ** -11, 2 ** -16, 2 ** -21];

/** The share of the largest value nearby that a stair is high at most. */
const HIGHEST = 2 ** -7;

/**
 * How high a function jumps around a point: the height of a stair, where its values change in stairs. They may have far
 * fewer digits than a double, as those of 1 − p have where p is near 1.
 *
 *     |f(a) − 2·f(b) + f(c)|   for a, b, c of one spacing, which is halved again and again towards where this is largest
 *
 * becomes four times smaller with each halving where the function is smooth, and twice at a kink, but stays at a jump.
 *
 * @param scale - The size of x, as a power of 2.
 * @param least - What jumps less isn't looked for.
 * @returns 0 where there is none, and where it is too high for a loss of digits: a threshold's.
 */
export function jumpAround(f: (x: number) => number, x: number, scale: number, least: number): number {
  const largest = Math.max(...[-scale, 0, scale].map((step) => Math.abs(f(x + step))).filter(Number.isFinite));
  const jumps = SPACINGS.flatMap((spacing) => [-spacing, spacing].map((h) => jumpFrom(f, x, h * scale, least)));
  const highest = Math.max(...jumps);
  return highest <= HIGHEST * largest ? highest : 0;
}

/** The jump that is found between `x` and `x + 2h`; 0 where there is none, or no values are. */
function jumpFrom(f: (x: number) => number, x: number, h: number, least: number): number {
  let [from, start, middle, end] = [x, f(x), f(x + h), f(x + 2 * h)];
  let found = 0;
  // Until nothing lies between neighbours.
  for (let spacing = h / 2; from + spacing !== from && from + 3 * spacing !== from + 2 * spacing; spacing /= 2) {
    const [first, last] = [f(from + spacing), f(from + 3 * spacing)];
    const threes = [
      [start, first, middle],
      [first, middle, last],
      [middle, last, end],
    ] as const;
    const bends = threes.map(([a, b, c]) => Math.abs(a - b - (b - c)));
    found = Math.max(...bends);
    const rounding = roundingOf(Math.max(Math.abs(start), Math.abs(middle), Math.abs(end)));
    if (!(found >= least && found > 4 * rounding)) return 0;
    const most = bends.indexOf(found);
    from += most * spacing;
    [start, middle, end] = threes[most]!;
  }
  return found;
}
