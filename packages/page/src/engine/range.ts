import { nice } from "d3-array";

export type Range = readonly [from: number, to: number];

/** Between numbers beyond it there may be no float64; between numbers that are closer there are no round ones. */
const LARGEST = 1e307;
const CLOSEST = 1e-300;

/**
 * A range with round ends that has all numbers in it, those beyond the largest left out, with some room around them, and is no
 * single point.
 */
export function rangeOf(values: readonly number[], margin = 0): Range {
  const [least, most] = values.reduce(
    ([a, b], value) => {
      const inside = Math.min(LARGEST, Math.max(-LARGEST, value));
      return [Math.min(a, inside), Math.max(b, inside)];
    },
    [Infinity, -Infinity],
  );
  const room = most - least < CLOSEST ? Math.max(1, Math.abs(least)) / 2 : margin * (most - least);
  return nice(least - room, most + room, 8);
}
