import { withItsDigits } from "./digits.js";
import { jumpAround } from "./jump.js";
import { type Kink, type MeasuredSlope, measureSlope, powerOfTwoFrom, roundingOf } from "./slope.js";

/**
 * What a measurement makes of a claim:
 *
 * - `"right"`: they agree, and the measurement is sure of at least four digits; at a kink, the claim lies between the
 *   slopes on both sides, or, where several kinks meet, among those close by.
 * - `"wrong"`: the claim is further away than the measurement may be from the truth.
 * - `"unmeasurable"`: they agree as far as can be seen, but that isn't far. The derivative is so small beside the
 *   function's value that the value's last digits hide it. So is a claim that rounding may hide where the function doesn't
 *   change by a bit nearby.
 */
export type Verdict = "right" | "wrong" | "unmeasurable";

/** A claimed derivative beside the measured one. */
export interface DerivativeComparison {
  /** By the gradient under test. */
  readonly claimed: number;
  /** By differences; at a kink, the middle of the slopes on both sides. */
  readonly measured: number;
  /** How far the derivative may be from what was measured; at a kink, how far either slope may be. */
  readonly uncertainty: number;
  /** The slopes on both sides, where the function has a kink; `null` where it has none. */
  readonly kink: Kink | null;
  /** What follows from that. */
  readonly verdict: Verdict;
}

/** Agreement to so many digits isn't by chance, whatever the measurement's own error. */
const AGREES = 1e-8;
/** A measurement that is less sure, of what it agrees with, would let an error of one in ten thousand pass. */
const SURE = 2e-5;
/** The step of a quick look, in units of the number's own size. */
const SMALL = 2 ** -13;
/** A function that doesn't change by a bit up to such a step has a derivative of 0: further away, a relu may become active. */
const CLOSE = 2 ** -9;
/** The largest step that a slope which looks wrong may rest on while jumps that matter to it are looked for. */
const FINE = 2 ** -21;

export function compareAt(f: (x: number) => number, x: number, here: number, claimed: number): DerivativeComparison {
  const quick = quickSlope(f, x);
  if (Math.abs(quick.measured - claimed) <= AGREES * Math.abs(claimed) && Number.isFinite(claimed)) {
    // The digits of a large value stand still for such small steps, and move at somewhat larger ones.
    const isHidden = standsStill(f, x, here, SMALL) && !standsStill(f, x, here, CLOSE);
    return comparison(claimed, quick, isHidden ? "unmeasurable" : "right");
  }
  const slope = measureSlope(f, x, here);
  const jump = verdictOf(claimed, slope) === "wrong" ? jumpThatHides(claimed, slope, f, x) : 0;
  const sure = jump === 0 ? slope : measureSlope(f, x, here, jump);
  const verdict = verdictOf(claimed, sure);
  return comparison(
    claimed,
    sure,
    verdict === "wrong" && isHidden(claimed, sure, f, x, here) ? "unmeasurable" : verdict,
  );
}

/**
 * Whether a derivative may be lost in the rounding of what the value is made of, where that doesn't change by a bit nearby. 1 − sigmoid(z)
 * is 0 from z = 37 on, and so is its square, with no digit that tells of it; and the square of a small number changes in
 * stairs as high as the root of the value says.
 */
function isHidden(
  claimed: number,
  { steepest }: MeasuredSlope,
  f: (x: number) => number,
  x: number,
  here: number,
): boolean {
  const hidden = Number.EPSILON * Math.max(Number.isFinite(steepest) ? steepest : 0, Math.sqrt(Math.abs(here)));
  return Math.abs(claimed) <= hidden && standsStill(f, x, here, CLOSE);
}

/** How high the function jumps, where that may be why a claim looks wrong; 0 where it isn't. */
function jumpThatHides(
  claimed: number,
  { measured, step }: MeasuredSlope,
  f: (x: number) => number,
  x: number,
): number {
  const scale = powerOfTwoFrom(Math.max(1, Math.abs(x)));
  return jumpAround(f, x, scale, (Math.abs(claimed - measured) * Math.min(step, FINE * scale)) / 64);
}

function quickSlope(f: (x: number) => number, x: number): Omit<MeasuredSlope, "steepest" | "step"> {
  const h = SMALL * powerOfTwoFrom(Math.max(1, Math.abs(x)));
  const [before, after, halfBefore, halfAfter] = [f(x - h), f(x + h), f(x - h / 2), f(x + h / 2)];
  const [whole, half] = [(after - before) / (2 * h), (halfAfter - halfBefore) / h];
  const measured = (4 * half - whole) / 3;
  const rounding = (2 * roundingOf(Math.max(Math.abs(before), Math.abs(after)))) / h;
  return { measured, uncertainty: Math.abs(measured - half) + rounding, kink: null };
}

function standsStill(f: (x: number) => number, x: number, here: number, step: number): boolean {
  const h = step * powerOfTwoFrom(Math.max(1, Math.abs(x)));
  return f(x - h) === here && f(x + h) === here;
}

function verdictOf(claimed: number, { measured, uncertainty, kink, steepest }: MeasuredSlope): Verdict {
  const [low, high] =
    kink === null ? [measured, measured] : [Math.min(kink.left, kink.right), Math.max(kink.left, kink.right)];
  if (!(claimed >= low - uncertainty && claimed <= high + uncertainty)) return "wrong";
  if (kink !== null) return "right";
  if (claimed !== 0) return uncertainty <= SURE * Math.abs(claimed) ? "right" : "unmeasurable";
  // Beside a derivative of 0 any uncertainty is large. There the function's course nearby is the measure, and one that
  // doesn't change by a bit has no slope to compare a claim with.
  return uncertainty <= SURE * steepest || steepest === 0 ? "right" : "unmeasurable";
}

/** A comparison without the digits that the measurement doesn't have. */
function comparison(
  claimed: number,
  slope: Omit<MeasuredSlope, "steepest" | "step">,
  verdict: Verdict,
): DerivativeComparison {
  const [measured, uncertainty] = withItsDigits(slope.measured, slope.uncertainty);
  const rounded = (value: number): number => withItsDigits(value, slope.uncertainty)[0];
  const kink = slope.kink && { left: rounded(slope.kink.left), right: rounded(slope.kink.right) };
  return { claimed, measured, uncertainty, kink, verdict };
}
