import { ORDERS, Side, type SideSlope } from "./side.js";

/** What differences say of a derivative. */
export interface MeasuredSlope {
  /** Of both sides together; at a kink, the middle of the two slopes. */
  readonly measured: number;
  /** How far the derivative may be from `measured`; at a kink, how far each side's slope may be from what is said. */
  readonly uncertainty: number;
  /** The slopes to the left and to the right, where they differ. */
  readonly kink: Kink | null;
  /** The steepest difference quotient of all: what the uncertainty of a derivative of 0 is small beside. */
  readonly steepest: number;
  /** The step that the measurement rests on. */
  readonly step: number;
}

/** The slopes on both sides of a point at which a function has no derivative, as relu at 0. */
export interface Kink {
  /** Below the point. */
  readonly left: number;
  /** Above it. */
  readonly right: number;
}

const FIRST_STEP = 2 ** 6;
/** Where stairs hide what smaller steps give, larger ones would be believed wherever the function is flat. */
const FIRST_STEP_AMONG_STAIRS = 1;
const FEWEST_LEVELS = 12;
const MOST_LEVELS = 64;

/**
 * The derivative of a function of one number, from its values around a point, with the error that they leave.
 *
 *     s(h) = (f(x + h) − f(x)) / h   for h = ±64·k, ±32·k, ±16·k, …   with k the power of 2 from max(1, |x|) on
 *
 * Each side is extrapolated to h = 0 by itself, since a kink shows in nothing but a difference of the two; together they
 * span an interval. Of all steps those count that leave the narrowest, as long as smaller ones don't contradict them: a
 * bend or a kink may hide between the point and its neighbours.
 *
 * Source: W. Press et al., *Numerical Recipes* (3rd ed., 2007), section 5.7, for the extrapolation (Ridders' method).
 *
 * @param f - Its values. Where one isn't finite, as beyond the end of a domain, it is left out.
 * @param here - Its value at x.
 * @param jump - How high its values are known to jump, beside the rounding of their last digit.
 */
export function measureSlope(f: (x: number) => number, x: number, here: number, jump = 0): MeasuredSlope {
  const [left, right] = [new Side(), new Side()];
  const rounding = roundingOf(here);
  let narrowest = Infinity;
  let h = (jump > 0 ? FIRST_STEP_AMONG_STAIRS : FIRST_STEP) * powerOfTwoFrom(Math.max(1, Math.abs(x)));
  for (let level = 0; level < MOST_LEVELS && x + h !== x && x - h !== x; level++, h /= 2) {
    left.add(x - h - x, f(x - h) - here);
    right.add(x + h - x, f(x + h) - here);
    narrowest = Math.min(narrowest, narrowestAt(level, left, right, rounding).width);
    // Smaller steps leave more to rounding than is uncertain already; a few of them show how large that is.
    if (level >= FEWEST_LEVELS && rounding / h > 16 * narrowest) break;
  }
  // Values that change in stairs on both sides have no more digits than the first stair is high.
  const stair = Math.min(left.firstChange(), right.firstChange());
  const noise = Math.max(...[rounding, jump, stair, left.noise(), right.noise()].filter(Number.isFinite));
  const { measured, uncertainty, kink, step } = narrowestOfAll(left, right, noise, DOUBTFUL * Math.abs(here));
  return { measured, uncertainty, kink, step, steepest: Math.max(left.steepest, right.steepest) };
}

/** What the last digit of a value leaves open. */
export function roundingOf(value: number): number {
  return 2 * Number.EPSILON * Math.abs(value) + 2 ** -1022;
}

/**
 * A smaller step that contradicts a larger one is right, unless what they differ in changes the value by so little, as a
 * share of it, that it may be a stair between two values: then either may be right.
 */
const DOUBTFUL = 1e-9;

function narrowestOfAll(left: Side, right: Side, noise: number, doubtful: number): Interval {
  const all = Array.from({ length: right.levels }, (_, level) => narrowestAt(level, left, right, noise));
  const finer: Interval[] = [];
  let best = UNKNOWN;
  let doubted: Interval | undefined;
  let kink: Interval | undefined;
  for (let level = right.levels - 1; level >= 1; level--) {
    const found = all[level]!;
    if (kink !== undefined && !agrees(found, kink)) continue;
    if (isSteadyKink(all.slice(level, level + STEADY))) kink = found;
    const apart = finer.filter((interval) => gapBetween(found, interval) > 0);
    const isWrong = apart.some((interval) => {
      const gap = gapBetween(found, interval);
      return gap > 2 * interval.width && gap * interval.step > doubtful;
    });
    if (isWrong) continue;
    if (apart.length > 0) {
      if (doubted === undefined || found.width < doubted.width) doubted = found;
      continue;
    }
    finer.push(found);
    if (found.width < best.width) best = found;
  }
  return doubted === undefined ? best : joined(best, doubted);
}

/** In how many steps, each half the one before, a kink has the same slopes that isn't made by rounding. */
const STEADY = 4;
/** How far a jump between two slopes may be from the same, as a share of it. */
const SAME = 1 / 16;

/**
 * Whether the same kink shows in steps that are halved again and again: what rounding makes of values is twice as steep each
 * time.
 */
function isSteadyKink(intervals: readonly Interval[]): boolean {
  const kinks = intervals.flatMap(({ kink }) => kink ?? []);
  if (kinks.length < STEADY) return false;
  const [{ left, right }] = kinks as [Kink];
  const near = SAME * Math.abs(right - left);
  return kinks.every((kink) => Math.abs(kink.left - left) < near && Math.abs(kink.right - right) < near);
}

/**
 * Whether larger steps show the same kink. Others miss it, as where both sides are flat farther away: between its two slopes lies
 * nothing that may be meant.
 */
function agrees({ kink, sides }: Interval, other: Interval): boolean {
  if (kink === null) return false;
  return sides.every(({ slope, error }, i) => Math.abs(slope - other.sides[i]!.slope) <= error + other.sides[i]!.error);
}

/** An interval that holds both, twice as wide as it need be: between stairs, neither knows its own error. */
function joined(one: Interval, other: Interval): Interval {
  const [from, to] = [Math.min(one.from, other.from), Math.max(one.to, other.to)];
  const uncertainty = to - from;
  const measured = from + uncertainty / 2;
  return {
    measured,
    uncertainty,
    kink: null,
    step: Math.min(one.step, other.step),
    from: measured - uncertainty,
    to: measured + uncertainty,
    width: 2 * uncertainty,
    sides: [
      { slope: measured, error: uncertainty },
      { slope: measured, error: uncertainty },
    ],
  };
}

/** The slopes that may be meant. */
interface Interval extends Omit<MeasuredSlope, "steepest"> {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  /** To the left, and to the right. */
  readonly sides: readonly [SideSlope, SideSlope];
}

const ANY: SideSlope = { slope: Number.NaN, error: Infinity };
const UNKNOWN: Interval = {
  measured: Number.NaN,
  uncertainty: Infinity,
  kink: null,
  step: 0,
  from: -Infinity,
  to: Infinity,
  width: Infinity,
  sides: [ANY, ANY],
};

function gapBetween(one: Interval, other: Interval): number {
  return Math.max(one.from - other.to, other.from - one.to);
}

/** The narrowest interval that the extrapolations give whose smallest step is a level's. */
function narrowestAt(level: number, left: Side, right: Side, noise: number): Interval {
  let best = UNKNOWN;
  for (let order = 1; order <= ORDERS; order++) {
    const [before, after] = [left.estimate(level, order, noise), right.estimate(level, order, noise)];
    // Where the function ends, there is but one side.
    const found = left.isEmpty
      ? spanned(after, after)
      : right.isEmpty
        ? spanned(before, before)
        : spanned(before, after);
    if (found.width < best.width) best = { ...found, step: right.step(level) };
  }
  return best;
}

function spanned(left: SideSlope, right: SideSlope): Omit<Interval, "step"> {
  const measured = left.slope + (right.slope - left.slope) / 2;
  const from = Math.min(left.slope - left.error, right.slope - right.error);
  const to = Math.max(left.slope + left.error, right.slope + right.error);
  const isKink = Math.abs(right.slope - left.slope) > 4 * (left.error + right.error);
  return {
    measured,
    uncertainty: isKink ? Math.max(left.error, right.error) : Math.max(to - measured, measured - from),
    kink: isKink ? { left: left.slope, right: right.slope } : null,
    from,
    to,
    width: to - from,
    sides: [left, right],
  };
}

/** The first power of 2 that isn't below a number: steps of such a size are exact. */
export function powerOfTwoFrom(size: number): number {
  let power = 1;
  while (power < size) power *= 2;
  return power;
}
