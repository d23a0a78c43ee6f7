import { scaleLinear, scaleLog } from "d3-scale";

/** An axis of a chart. */
export interface Axis {
  /** Where a value lies. */
  at(value: number): number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** The axis over some values, of which there is one at least. */
export function axisOver(
  values: readonly number[],
  [from, to]: readonly [number, number],
  isLogarithmic: boolean,
): Axis {
  const least = values.reduce((one, other) => Math.min(one, other));
  const most = values.reduce((one, other) => Math.max(one, other));
  const scale = isLogarithmic ? scaleLog() : scaleLinear();
  scale.domain(least < most ? [least, most] : around(least, isLogarithmic)).range([from, to]);
  // A logarithmic scale has ticks between the powers of ten as well, and labels for as many as there is room for.
  const format = isLogarithmic ? scale.tickFormat(6, "~g") : String;
  const ticks = scale.ticks(6).map((value) => ({ at: scale(value), label: format(value) }));
  return { at: scale, ticks: ticks.filter(({ label }) => label !== "") };
}

/** Has a single value lie in the middle. */
function around(value: number, isLogarithmic: boolean): [number, number] {
  return isLogarithmic ? [value / 10, value * 10] : [value - 1, value + 1];
}
