import type { FloatArray } from "@nn/numerics";
import { show } from "@nn/numerics";
import { checkClaims } from "./claims.js";
import { ContractError } from "./contract-error.js";
import { isAmongNearbySlopes } from "./nearby.js";
import { compareAt, type DerivativeComparison, type Verdict } from "./verdict.js";

/** An array that a function depends on, and what is claimed to be the function's gradient with respect to it. */
export interface ClaimedGradient {
  /** The point at which the gradient is taken; changed and restored while it is checked. Must be float64. */
  readonly values: FloatArray;
  /** ∂f/∂values as claimed: one number for each element, in the same order. */
  readonly gradient: ArrayLike<number>;
}

/** The element of an array that speaks most against its claim, and how many were found to be what. */
export interface GradientComparison extends DerivativeComparison {
  /** The array's name among the claims. */
  readonly name: string;
  /** The element's index, counted from 0. */
  readonly element: number;
  /** How many elements have each verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
}

/**
 * Compares claimed gradients with differences of the function, in double precision. How far both may be apart isn't
 * fixed: it follows from the step, and from how many digits the function's values have.
 *
 *     ∂f/∂x ≈ (4·d(h/2) − d(h)) / 3,   d(h) = (f(x + h) − f(x − h)) / 2h,   h = 2⁻¹³ · k
 *
 * with k the power of 2 from max(1, |x|) on, so that steps are exact.
 *
 * Where that doesn't bear the claim out to eight digits, each side is measured by itself with steps of all sizes, and
 * extrapolated to a step of 0: see {@link Verdict} for what becomes of kinks, and of derivatives that are too small.
 * A step at which the function throws or isn't finite is left out. Where values change in stairs, as those do of which
 * digits were lost on the way, the height of a stair is uncertain. A kink has the same two slopes at several steps, each half
 * the one before: what rounding makes of values is steeper each time. Where several kinks meet, a claim is right as well if
 * it lies among the slopes close by, where all the claims' values are a little different.
 *
 * Source: W. Press et al., *Numerical Recipes* (3rd ed., 2007), section 5.7.
 *
 * @param f - The function, of the arrays' present contents.
 * @returns For each array, its worst element: a wrong one, or else one that can't be measured, or else the least exact.
 * @throws OptionError for what isn't a function or a claim; ContractError if the function isn't finite at the point.
 *
 * @example
 * const x = new Float64Array([3]);
 * const [worst] = compareGradients(() => x[0] * x[0], { x: { values: x, gradient: [6] } });
 * worst.verdict; // => "right"
 */
export function compareGradients(
  f: () => number,
  claims: Readonly<Record<string, ClaimedGradient>>,
): GradientComparison[] {
  checkClaims(f, claims);
  const here: unknown = f();
  if (typeof here !== "number" || !Number.isFinite(here)) {
    throw new ContractError(
      `the function whose gradients are checked must give a finite number, but gives ${show(here)}.`,
    );
  }
  const arrays = Object.values(claims).map(({ values }) => values);
  return Object.entries(claims).map(([name, { values, gradient }]) => {
    const counts: Record<Verdict, number> = { right: 0, wrong: 0, unmeasurable: 0 };
    let worst: DerivativeComparison & { element: number } = { element: 0, ...NOTHING };
    for (let element = 0; element < values.length; element++) {
      const apart = compareAt(moving(f, values, element), values[element]!, here, gradient[element]!);
      const found = amongSeveralKinks(f, arrays, values, element, apart)
        ? { ...apart, verdict: "right" as const }
        : apart;
      if (!Number.isFinite(found.measured)) {
        throw new ContractError(
          `the derivative with respect to ${name}[${element}] can't be measured: the function is finite where that is ` +
            `${values[element]}, but on neither side of it.`,
        );
      }
      counts[found.verdict]++;
      if (element === 0 || doubtOf(found) > doubtOf(worst)) worst = { element, ...found };
    }
    return { name, ...worst, counts };
  });
}

/**
 * Refuses claimed gradients that differences of the function contradict. What can't be measured passes. A whole network is
 * compared by `checkGradients` of `@nn/explain`, and one layer by `layerContract` of `@nn/testing`.
 *
 * @throws ContractError that names the array, the element and both values.
 *
 * @example
 * const x = new Float64Array([3]);
 * checkGradients(() => x[0] * x[0], { x: { values: x, gradient: [-6] } });
 * // throws ContractError: …
 */
export function checkGradients(f: () => number, claims: Readonly<Record<string, ClaimedGradient>>): void {
  for (const { name, element, claimed, verdict, ...found } of compareGradients(f, claims)) {
    if (verdict !== "wrong") continue;
    throw new ContractError(
      `the derivative with respect to ${name}[${element}] is claimed to be ${claimed}, but ${inWords(found)}.`,
    );
  }
}

/** The function of one element: as long as it isn't finite, or throws where the element is moved to, NaN. */
function moving(f: () => number, values: FloatArray, element: number): (x: number) => number {
  const original = values[element]!;
  const value = numberOrNaN(f);
  return (x) => {
    values[element] = x;
    const found = value();
    values[element] = original;
    return found;
  };
}

function numberOrNaN(f: () => number): () => number {
  return () => {
    try {
      const value: unknown = f();
      return typeof value === "number" ? value : Number.NaN;
    } catch {
      // Such as a probability that was moved beyond 1.
      return Number.NaN;
    }
  };
}

/** Whether a claim that lies beyond both sides of a kink is right all the same, as several of them meet. */
function amongSeveralKinks(
  f: () => number,
  arrays: readonly FloatArray[],
  values: FloatArray,
  element: number,
  { verdict, kink, claimed }: DerivativeComparison,
): boolean {
  if (verdict !== "wrong" || kink === null || !Number.isFinite(claimed)) return false;
  return isAmongNearbySlopes(numberOrNaN(f), arrays, values, element, claimed, kink);
}

/** Of an array without elements. */
const NOTHING: DerivativeComparison = { claimed: 0, measured: 0, uncertainty: 0, kink: null, verdict: "right" };

/** Wrong claims come first, then those that can't be measured; among equals, the relative distance counts. */
function doubtOf({ claimed, measured, verdict, kink }: DerivativeComparison): number {
  const rank = { right: 0, unmeasurable: 1, wrong: 2 }[verdict];
  const distance = Math.abs(claimed - measured) / Math.max(Math.abs(claimed), Math.abs(measured));
  if (verdict === "right" && (kink !== null || claimed === measured)) return 0;
  return rank + (Number.isNaN(distance) ? 1 : distance / (1 + distance));
}

/** What a comparison says, in a sentence that goes on after the claim. */
function inWords({ measured, uncertainty, kink }: Omit<DerivativeComparison, "claimed" | "verdict">): string {
  return kink === null
    ? `differences of the function give ${measured} ± ${uncertainty}`
    : `the function has a kink there, with the slope ${kink.left} on the left and ${kink.right} on the right ` +
        `(± ${uncertainty}), and the claim doesn't lie between them`;
}
