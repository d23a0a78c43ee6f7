import type { Explanation } from "../explanation/explanation.js";
import type { DeadNote, SaturatedNote } from "../explanation/notes.js";
import type { ExplainedFunction } from "../explanation/pass.js";
import type { Equation } from "../explanation/steps.js";
import { evaluate } from "../formula/evaluate.js";
import { parseOwn } from "../formula/text/parse.js";
import { decimal } from "../precise/decimal/decimal.js";
import { evaluated, withDigits } from "../precise/decimals.js";

/** Below so much of a function's steepest slope, it counts as level. */
const LEVEL = 0.01;
/** Where the steepest slope is looked for. */
const PLACES = Array.from({ length: 33 }, (_, i) => (i - 16) / 2);
/** So near to a number, beside its size, a function that is level at that number alone has a slope already. */
const NEAR = 2 ** -20;
/** Enough for 1 − f(z) wherever f(z) is a float64 below 1 in truth. */
const DIGITS = 400;

/** The activations on the way to the loss that are level where they are, or nearly. */
export function levelNotes({
  chain,
  functions,
  forward,
}: Pick<Explanation, "chain" | "functions" | "forward">): (SaturatedNote | DeadNote)[] {
  const values = new Map(forward.map(({ symbol, value }) => [symbol, value]));
  return slopesIn(chain).flatMap(({ symbol, value }) => {
    const [, of, z] = /^(f\d*)prime\((\w+)\)$/.exec(symbol) ?? [];
    const own = functions.find((one) => one.symbol === of);
    const at = values.get(z!);
    const level = own === undefined || at === undefined ? undefined : levelAt(own, at, value);
    if (level === undefined) return [];
    const name = z!.replace(/^[za]\d*_(?=[ho])/, "");
    return [level === 0 ? { kind: "dead", of: name } : { kind: "saturated", of: name, slope: level.toNumber() }];
  });
}

/** The derivatives of activations, by their names in formulas. */
function slopesIn(chain: Explanation["chain"]): Pick<Equation, "symbol" | "value">[] {
  const products =
    chain.kind === "paths" ? chain.elementary.paths.flatMap(({ factors }) => factors) : [...chain.deltas, chain.last];
  const slopes = products.flatMap(({ slope, named, value }) =>
    slope !== undefined ? [slope] : named !== undefined ? [{ symbol: named, value }] : [],
  );
  return [...new Map(slopes.map((slope) => [slope.symbol, slope])).values()];
}

/**
 * The slope with all its digits where the function is level, or as float64 has it where a part of its formula is beyond all
 * digits; 0 where it doesn't react at all.
 */
function levelAt({ formula, derivative, crossDerivative }: ExplainedFunction, z: number, slope: number) {
  // A function of a whole row has no steepest place of its own.
  if (formula === null || derivative === null || crossDerivative !== undefined) return undefined;
  const [value, slopeOf] = [parseOwn(formula), parseOwn(derivative)];
  const slopeAt = (place: number): number =>
    Math.abs(evaluate(slopeOf, { z: place, a: evaluate(value, { z: place }) }));
  const steepest = Math.max(...PLACES.map(slopeAt));
  if (!(Math.abs(slope) <= LEVEL * steepest)) return undefined;
  const { result, hasCancelled } = withDigits(DIGITS, () => {
    const row = new Map([["z", decimal(z)]]);
    return evaluated(slopeOf, [new Map([...row, ["a", evaluated(value, [row], 0)]])], 0);
  });
  if (!result.isFinite) return decimal(slope);
  if (!result.isZero) return result;
  // Where terms have cancelled, it is 0 in truth, as at the foot of a parabola, or too small for all digits.
  const near = NEAR * Math.max(1, Math.abs(z));
  return !hasCancelled || [z - near, z + near].every((place) => slopeAt(place) > 0) ? 0 : result;
}
