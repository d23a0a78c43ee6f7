import type { FloatArray, UpdateFrame } from "@nn/core/component";

/** What a line search holds to. */
export interface LineSearch {
  readonly evaluations: number;
  /** c₁: loss(t) ≤ loss(0) + c₁·t·slope(0). */
  readonly decrease: number;
  /** c₂: |slope(t)| ≤ c₂·|slope(0)|. */
  readonly curvature: number;
}

/** A line through the parameters. */
interface Line {
  readonly start: FloatArray;
  readonly direction: FloatArray;
  /** The slope of the loss at its start, which is below 0. */
  readonly slope: number;
  /** How far to go at first. */
  readonly first: number;
}

/** A point on the line: how far it is, with loss and slope there. */
interface Point {
  readonly t: number;
  readonly loss: number;
  readonly slope: number;
}

/**
 * Goes along a line to where the strong Wolfe conditions hold: algorithms 3.5 (away from the start, until a minimum is passed) and
 * 3.6 (between two points around it). Where no point is found that has them, it stays at the lowest one.
 *
 * @returns Whether it has left the start; the frame's gradient is then that of where it is.
 */
export function searchLine({ evaluations, decrease, curvature }: LineSearch, frame: UpdateFrame, line: Line): boolean {
  const zero: Point = { t: 0, loss: frame.loss, slope: line.slope };
  const isLow = ({ t, loss }: Point): boolean => loss <= zero.loss + decrease * t * zero.slope;
  const isFlat = ({ slope }: Point): boolean => Math.abs(slope) <= -curvature * zero.slope;
  let [low, last] = [zero, zero];
  let high: Point | undefined;
  let at = line.first;
  for (let i = 0; i < evaluations; i++) {
    last = pointAt(frame, line, at);
    if (!isLow(last) || (low !== zero && last.loss >= low.loss)) {
      high = last;
    } else {
      if (isFlat(last)) return true;
      // The minimum is on the side to which the slope goes down.
      if (high === undefined ? last.slope >= 0 : last.slope * (high.t - last.t) >= 0) high = low;
      low = last;
    }
    at = high === undefined ? 4 * last.t : between(low, high);
    if (high !== undefined && Math.abs(high.t - low.t) * largest(line.direction) < Number.EPSILON) break;
  }
  if (low === zero) {
    // Layers' state and the gradient are those of the last trial until the start is evaluated again.
    frame.value.set(line.start);
    frame.evaluate();
    return false;
  }
  if (last !== low) pointAt(frame, line, low.t);
  return true;
}

/** Goes to a point of the line. */
function pointAt(frame: UpdateFrame, { start, direction }: Line, t: number): Point {
  const { value, gradient } = frame;
  for (let i = 0; i < value.length; i++) value[i] = start[i] + t * direction[i];
  const loss = frame.evaluate();
  if (!Number.isFinite(loss)) return { t, loss: Infinity, slope: Infinity };
  let slope = 0;
  for (let i = 0; i < value.length; i++) slope += gradient[i] * direction[i];
  return { t, loss, slope };
}

/** The minimum of the cubic through two points, where it is well between them; else their middle. */
function between(low: Point, high: Point): number {
  const distance = high.t - low.t;
  const middle = low.t + distance / 2;
  const sum = low.slope + high.slope - (3 * (high.loss - low.loss)) / distance;
  const square = sum * sum - low.slope * high.slope;
  if (!(square >= 0)) return middle;
  const root = Math.sign(distance) * Math.sqrt(square);
  const t = high.t - (distance * (high.slope + root - sum)) / (high.slope - low.slope + 2 * root);
  const share = (t - low.t) / distance;
  return share > 0.1 && share < 0.9 ? t : middle;
}

function largest(values: FloatArray): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}
