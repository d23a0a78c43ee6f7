import { ticks } from "d3-array";
import type { Range } from "../../engine/range.js";

/** Where a number stands along an axis. */
export interface Scale {
  at(value: number): number;
  /** The number that stands there. */
  invert(place: number): number;
  /** Round numbers to be written beside it. */
  readonly ticks: readonly number[];
}

/** So far from a drawing nothing is seen of it; what is further is drawn there, as no browser draws what isn't finite. */
const FAR = 1e6;

/** Equal differences are equal lengths. */
export function linear([from, to]: Range, [start, end]: Range, count = 4): Scale {
  const length = end - start;
  return {
    at: (value) => Math.min(FAR, Math.max(-FAR, start + ((value - from) / (to - from)) * length)),
    invert: (place) => from + ((place - start) / length) * (to - from),
    ticks: ticks(from, to, count),
  };
}

/** Equal factors are equal lengths; both ends are above 0. */
export function logarithmic([from, to]: Range, places: Range): Scale {
  const exponents = linear([Math.log10(from), Math.log10(to)], places);
  const whole = exponents.ticks.filter(Number.isInteger).map((exponent) => 10 ** exponent);
  return {
    at: (value) => exponents.at(Math.log10(Math.max(value, from))),
    invert: (place) => 10 ** exponents.invert(place),
    // Within one power of ten, there are no others to write.
    ticks: whole.length > 1 ? whole : ticks(from, to, 4),
  };
}
