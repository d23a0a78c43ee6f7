import { OptionError, type Warning } from "@nn/core";
import { criticalParts, growing, refined, type Sampler } from "../derivatives/poles.js";
import type { SlopeFormula } from "../derivatives/slopes.js";
import type { Expression } from "../expression.js";
import { ArrayFormula } from "./arrays.js";

/** A line along which a formula is evaluated: one of its numbers moves, and all others stay as they are. */
export interface Line {
  /** How many numbers an example has; the first of them moves. */
  readonly size: number;
  /** Writes an example for each place of the moving number. */
  readonly write: (formula: ArrayFormula | SlopeFormula, places: Float64Array) => void;
  /** The places, from the lowest to the highest. */
  readonly places: Float64Array;
  /** A place in words. */
  readonly at: (place: number) => string;
}

/** A formula and where it is used. */
export interface Checked {
  readonly text: string;
  readonly value: Expression;
  readonly slope: SlopeFormula;
  readonly lines: readonly Line[];
  /** What must be finite where, in words: `"an activation's must be a finite number everywhere from -8 to 8"`. */
  readonly promise: string;
  /** What doesn't learn if the slope is 0 everywhere: `"the layers before it"`. */
  readonly learners: string;
}

const REMEDY = "Limit what it divides by, or takes a logarithm, a root or a power of, with max or min.";

/**
 * Refuses a formula that has no finite value somewhere on its lines, or an infinite slope: at many places, and where its
 * denominators, and what it takes logarithms and roots of, become 0. Where the derivative's formula loses digits beside
 * the series of the function, as 1e200 · 1e-200 may, slopes are taken from the series from then on.
 *
 * @returns A warning if the slope is 0 everywhere.
 * @throws OptionError with the place.
 */
export function checkFormula({ text, value, slope, lines, promise, learners }: Checked): Warning[] {
  const parts = criticalParts(value);
  const values = new ArrayFormula(
    value,
    parts.map(({ part }) => part),
  );
  const denominators = parts.filter(({ isDenominator }) => isDenominator).map(({ part }) => part);
  let isFlat = true;
  for (const line of lines) {
    const { size } = line;
    const sampler: Sampler = (places) => {
      line.write(values, places);
      values.run(places.length * size, size);
      return (part) => {
        const found = values.valuesOf(part);
        return places.map((_, i) => found[i * size]!);
      };
    };
    const slopesAt = (places: Float64Array): Float64Array => {
      line.write(slope, places);
      const slopes = slope.run(places.length * size, size);
      return places.map((_, i) => slopes[i * size]!);
    };
    const refuse = (what: string, place: number): never => {
      const at = Number(place.toPrecision(6));
      const message = `The formula "${text}" ${what} ${line.at(at)}, but ${promise}. ${REMEDY}`;
      throw new OptionError(message, { cause: { at } });
    };
    const between = refined(parts, line.places, sampler);
    for (const places of [line.places, between.places]) {
      const at = sampler(places);
      const found = at(value);
      const worst = nearestTo0(places.filter((_, i) => !Number.isFinite(found[i]!)));
      if (worst !== undefined)
        refuse(Number.isNaN(found[places.indexOf(worst)]!) ? "has no value at" : "is infinite at", worst);
      const zeros = denominators.map(at);
      const gap = nearestTo0(places.filter((_, i) => zeros.some((zero) => zero[i] === 0)));
      if (gap !== undefined) refuse("has no value at", gap);
    }
    const pole = nearestTo0(growing(between.poles, (places) => sampler(places)(value)));
    if (pole !== undefined) refuse("grows without bound near", pole);
    const gap = nearestTo0(between.gaps);
    if (gap !== undefined) refuse("has no value near", gap);

    for (const places of [line.places, between.places]) {
      line.write(slope, places);
      const slopes = slope.run(places.length * size, size);
      const steep = places.find((_, i) => !Number.isFinite(slopes[i * size]!) || slope.isSteep(i * size, size));
      if (steep !== undefined) refuse("has an infinite slope at", steep);
      isFlat &&= slopes.subarray(0, places.length * line.size).every((found) => found === 0);
    }
    const steep = nearestTo0(growing(between.zeros, slopesAt, CLOSE));
    if (steep !== undefined) refuse("has an infinite slope near", steep);
    if (!agreesWithSides(slope, line)) slope.takeSides();
  }
  if (!isFlat) return [];
  const message = `The formula "${text}" has the slope 0 wherever it was evaluated, so that ${learners} learn nothing.`;
  return [{ kind: "no slope", message }];
}

/** Steep as a function may be, here it is as good as a straight line on each side of a kink. */
const CLOSE = [1e-8, 1e-10, 1e-12];

/** So many places are enough for a formula that is wrong, or has lost its digits, to show it. */
const COMPARED = 32;

/** Whether the rules of differentiation give what the series on both sides of a place do. */
function agreesWithSides(slope: SlopeFormula, line: Line): boolean {
  const stride = Math.ceil(line.places.length / COMPARED);
  // Not at whole numbers, where most kinks are.
  const places = line.places.filter((_, i) => i % stride === stride - 1).map((place) => place * 0.997 + 0.0009);
  line.write(slope, places);
  const slopes = slope.run(places.length * line.size, line.size).slice();
  return places.every((_, i) => {
    const { left, right } = slope.sides(i * line.size, line.size);
    const [claimed, least, most] = [slopes[i * line.size]!, Math.min(left, right), Math.max(left, right)];
    const tolerance = 1e-9 * Math.max(Math.abs(least), Math.abs(most)) + 1e-12;
    return Number.isNaN(least) || (claimed >= least - tolerance && claimed <= most + tolerance);
  });
}

function nearestTo0(places: Float64Array): number | undefined {
  return [...places].sort((a, b) => Math.abs(a) - Math.abs(b))[0];
}
