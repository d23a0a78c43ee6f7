import { evaluate } from "../evaluate.js";
import { callOf, type Expression, numberOf, partsOf } from "../expression.js";
import { sourceOf } from "../text/source.js";

/** A part of a formula whose zeros matter. */
export interface CriticalPart {
  readonly part: Expression;
  /** Whether the formula may grow without bound there, as at the zeros of a denominator, but not of a root. */
  readonly isPole: boolean;
  /** Whether the formula has no value where it is 0, whatever is made of 1/0 further on. */
  readonly isDenominator: boolean;
}

const pole = (part: Expression, isDenominator = true): CriticalPart => ({ part, isPole: true, isDenominator });

/** Of each operation that has no value or no slope at some numbers, where those are: at the zeros of these parts. */
const CRITICAL: Readonly<Record<string, (...operands: readonly Expression[]) => CriticalPart[]>> = {
  divide: (_, denominator) => [pole(denominator!)],
  log: (u) => [pole(u!)],
  log10: (u) => [pole(u!)],
  log1p: (u) => [pole(callOf("add", numberOf(1), u!))],
  sqrt: (u) => [{ part: u!, isPole: false, isDenominator: false }],
  pow: (base, exponent) => (isWhole(exponent!) ? [] : [pole(base!, isNegative(exponent!))]),
};

/** What a formula divides by, and takes logarithms and roots of, in factors. */
export function criticalParts(value: Expression): CriticalPart[] {
  const found = new Map<string, CriticalPart>();
  const add = (expression: Expression, isPole: boolean, isDenominator: boolean): void => {
    for (const part of factorsOf(expression)) {
      const source = sourceOf(part);
      const before = found.get(source);
      found.set(source, {
        part,
        isPole: isPole || before?.isPole === true,
        isDenominator: isDenominator || before?.isDenominator === true,
      });
    }
  };
  for (const part of partsOf(value)) {
    if (part.kind !== "call" || !Object.hasOwn(CRITICAL, part.name)) continue;
    for (const { part: critical, isPole, isDenominator } of CRITICAL[part.name]!(...part.operands)) {
      add(critical, isPole, isDenominator);
    }
  }
  return [...found.values()];
}

function isWhole(exponent: Expression): boolean {
  return exponent.kind === "number" && exponent.value >= 0 && Number.isInteger(exponent.value);
}

function isNegative(exponent: Expression): boolean {
  return partsOf(exponent).every(({ kind }) => kind !== "symbol") && evaluate(exponent, {}) < 0;
}

/** Parts of which one is 0 where the whole is. */
function factorsOf(expression: Expression): Expression[] {
  if (expression.kind === "number") return [];
  if (expression.kind === "symbol") return [expression];
  switch (expression.name) {
    case "multiply":
      return expression.operands.flatMap(factorsOf);
    case "divide":
    case "pow":
    case "abs":
    case "sqrt":
    case "unaryMinus":
      return factorsOf(expression.operands[0]!);
    default:
      return [expression];
  }
}

/** Gives what parts of a formula are at places: it runs once, then each part can be asked for. */
export type Sampler = (places: Float64Array) => (part: Expression) => Float64Array;

/** An interval in which a part is 0, or comes nearest to it. */
interface Bracket extends CriticalPart {
  low: number;
  high: number;
  /** The part at the low end, which stays so if its sign changes before the high one. */
  readonly before: number;
  readonly changesSign: boolean;
}

/** More than these aren't refined, so that checking a formula takes no longer. */
const MOST_REFINED = 100;
/** A third of the interval is left off each time: what is left is below the distance of doubles. */
const REFINEMENTS = 90;

/**
 * Between places of a line: where critical parts are 0 or come nearest to it, where the formula may have a pole, and where
 * it divides by 0.
 */
export function refined(
  parts: readonly CriticalPart[],
  places: Float64Array,
  sampler: Sampler,
): { places: Float64Array; zeros: Float64Array; poles: Float64Array; gaps: Float64Array } {
  const found = sampler(places);
  const brackets = parts.flatMap((part) => bracketsOf(part, places, found(part.part)));
  brackets.length = Math.min(brackets.length, MOST_REFINED);
  const inner = new Float64Array(2 * brackets.length);
  for (let round = 0; round < REFINEMENTS && brackets.length > 0; round++) {
    for (const [i, { low, high }] of brackets.entries()) {
      inner[2 * i] = low + (high - low) / 3;
      inner[2 * i + 1] = high - (high - low) / 3;
    }
    const here = sampler(inner);
    for (const [i, bracket] of brackets.entries()) {
      const values = here(bracket.part);
      narrow(bracket, inner.subarray(2 * i, 2 * i + 2), [values[2 * i]!, values[2 * i + 1]!]);
    }
  }
  const lows = Float64Array.from(brackets, ({ low }) => low);
  const highs = Float64Array.from(brackets, ({ high }) => high);
  const atLows = sampler(lows);
  const isNear0 = brackets.map(({ part, before }, i) => Math.abs(atLows(part)[i]!) <= 1e-11 * Math.abs(before));
  const lowsOf = (chosen: (bracket: Bracket, i: number) => boolean): Float64Array =>
    Float64Array.from(brackets.filter(chosen), ({ low }) => low);
  return {
    places: Float64Array.of(...lows, ...highs),
    zeros: lowsOf(({ changesSign }, i) => changesSign || isNear0[i]!),
    poles: lowsOf(({ isPole, changesSign }, i) => isPole && (changesSign || isNear0[i]!)),
    gaps: lowsOf(({ isDenominator }, i) => isDenominator && isNear0[i]!),
  };
}

/** Where a part changes its sign from one place to the next, becomes or stays 0, or is nearer to 0 than at both neighbours. */
function bracketsOf(part: CriticalPart, places: Float64Array, found: Float64Array): Bracket[] {
  const brackets: Bracket[] = [];
  for (let i = 0; i + 1 < places.length; i++) {
    const [here, next, last] = [found[i]!, found[i + 1]!, found[i + 2]];
    const low = { ...part, low: places[i]!, before: here };
    const isEdge = (found[i - 1] === 0 && here === 0 && next !== 0) || (here !== 0 && next === 0 && last === 0);
    if (here * next < 0 || isEdge) brackets.push({ ...low, high: places[i + 1]!, changesSign: true });
    if (last === undefined || !(here * next > 0 && next * last > 0)) continue;
    if (Math.abs(next) < Math.abs(here) && Math.abs(next) <= Math.abs(last)) {
      brackets.push({ ...low, high: places[i + 2]!, changesSign: false });
    }
  }
  return brackets;
}

function narrow(bracket: Bracket, places: Float64Array, [first, second]: readonly [number, number]): void {
  const [a, b] = [places[0]!, places[1]!];
  if (!bracket.changesSign) {
    if (Math.abs(first) <= Math.abs(second)) bracket.high = b;
    else bracket.low = a;
    return;
  }
  const side = Math.sign(bracket.before);
  if (Math.sign(first) !== side) bracket.high = a;
  else if (Math.sign(second) === side) bracket.low = b;
  else [bracket.low, bracket.high] = [a, b];
}

/** The places beside which a function grows as long as one comes nearer, as 1/x does, and log|x|. */
export function growing(
  places: Float64Array,
  valuesAt: (places: Float64Array) => Float64Array,
  distances: readonly number[] = [1e-3, 1e-5, 1e-7],
): Float64Array {
  const grows = [-1, 1].map((side) => {
    const [far, near, nearest] = distances.map((distance) =>
      valuesAt(places.map((x) => x + side * distance)).map(Math.abs),
    );
    return places.map((_, i) => {
      const first = near![i]! - far![i]!;
      const second = nearest![i]! - near![i]!;
      const isNoise = second < 1e-6 || second < 0.01 * nearest![i]!;
      return first > 0 && second > 0.3 * first && !isNoise ? 1 : 0;
    });
  });
  return places.filter((_, i) => grows.some((side) => side[i] === 1));
}
