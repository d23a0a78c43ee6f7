import { nice } from "d3-array";

export type Range = readonly [from: number, to: number];

/** A range with round ends that has all numbers in it, with some room around them, and is no single point. */
export function rangeOf(values: readonly number[], margin = 0): Range {
  const [least, most] = values.reduce(
    ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
    [Infinity, -Infinity],
  );
  const room = least === most ? Math.max(1, Math.abs(least)) / 2 : margin * (most - least);
  return nice(least - room, most + room, 8);
}
