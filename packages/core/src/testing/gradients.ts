import type { FloatArray } from "../index.js";
import { ContractError, relativeError } from "./contract.js";

/** An array that a function depends on, and what is claimed to be the function's gradient by it. */
export interface ClaimedGradient {
  /** The point at which the gradient is taken; changed and restored while it is checked. Must be float64. */
  readonly values: FloatArray;
  /** ∂f/∂values as claimed: one number for each element, in the same order. */
  readonly gradient: ArrayLike<number>;
}

/** The element of an array at which claim and measurement differ most. */
export interface GradientComparison {
  /** The array's name among the claims. */
  readonly name: string;
  /** The element's index, counted from 0. */
  readonly element: number;
  /** By the gradient under test. */
  readonly claimed: number;
  /** By central differences. */
  readonly measured: number;
  /** |claimed − measured| / max(1, |claimed|, |measured|) */
  readonly error: number;
}

/** Balances the error of the formula, which grows as h², with that of rounding, which grows as 1/h. */
const STEP = 1e-5;

/**
 * Compares claimed gradients with central differences, in double precision.
 *
 *     ∂f/∂x ≈ (f(x + h) − f(x − h)) / 2h,   h = 1e-5 · max(1, |x|)
 *
 * Where the function has a kink within h of x, as relu has at 0, the slopes on both sides differ however small h is;
 * there any value between the two counts as right.
 *
 * Source: W. Press et al., *Numerical Recipes* (3rd ed., 2007), section 5.7.
 *
 * @param f - The function, of the arrays' present contents.
 * @returns For each array, its worst element.
 *
 * @example
 * const x = new Float64Array([3]);
 * const [worst] = compareGradients(() => x[0] * x[0], { x: { values: x, gradient: [6] } });
 * worst.error < 1e-7; // => true
 */
export function compareGradients(
  f: () => number,
  claims: Readonly<Record<string, ClaimedGradient>>,
): GradientComparison[] {
  return Object.entries(claims).map(([name, { values, gradient }]) => {
    let worst: GradientComparison = { name, element: 0, claimed: 0, measured: 0, error: 0 };
    for (let element = 0; element < values.length; element++) {
      const claimed = gradient[element]!;
      const measured = slope(f, values, element, claimed);
      const difference = relativeError(claimed, measured);
      // A NaN on either side is as wrong as can be.
      const error = Number.isNaN(difference) ? Infinity : difference;
      if (element === 0 || error > worst.error) worst = { name, element, claimed, measured, error };
    }
    return worst;
  });
}

/**
 * Refuses claimed gradients that central differences don't bear out.
 *
 * @param tolerance - The largest relative-or-absolute error; 1e-7 unless given.
 * @throws ContractError that names the array, the element and both values.
 *
 * @example
 * const x = new Float64Array([3]);
 * checkGradients(() => x[0] * x[0], { x: { values: x, gradient: [-6] } });
 * // throws ContractError: …
 */
export function checkGradients(
  f: () => number,
  claims: Readonly<Record<string, ClaimedGradient>>,
  tolerance = 1e-7,
): void {
  for (const { name, element, claimed, measured, error } of compareGradients(f, claims)) {
    if (error > tolerance) {
      throw new ContractError(
        `the gradient by ${name}[${element}] is claimed to be ${claimed}, but central differences give ${measured} ` +
          `(error ${error.toExponential(1)}, at most ${tolerance} allowed)`,
      );
    }
  }
}

function slope(f: () => number, values: FloatArray, element: number, claimed: number): number {
  const x = values[element]!;
  const h = STEP * Math.max(1, Math.abs(x));
  const at = (value: number): number => {
    values[element] = value;
    return f();
  };
  const [before, here, after] = [at(x - h), at(x), at(x + h)];
  const [halfBefore, halfAfter] = [at(x - h / 2), at(x + h / 2)];
  values[element] = x;
  const [left, right] = [(here - before) / h, (after - here) / h];
  const bend = Math.abs(right - left);
  const halfBend = Math.abs((halfAfter - 2 * here + halfBefore) / (h / 2));
  // A smooth function's one-sided slopes come together as h shrinks: half the step, half the bend.
  // Of a large value, rounding alone looks like a bend that stays.
  const rounding = (100 * Number.EPSILON * Math.abs(here)) / h;
  const visible = Math.max(rounding, 1e-4 * Math.max(1, Math.abs(left), Math.abs(right)));
  const kink = bend > visible && halfBend > 0.75 * bend;
  if (kink && claimed >= Math.min(left, right) - bend * 1e-6 && claimed <= Math.max(left, right) + bend * 1e-6)
    return claimed;
  return (after - before) / (2 * h);
}
