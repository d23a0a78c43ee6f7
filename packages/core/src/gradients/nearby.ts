import { type FloatArray, seededRandom, uniform } from "@nn/numerics";
import { type Kink, powerOfTwoFrom, roundingOf } from "./slope.js";

/** How many points are looked at: of four kinks that meet, each choice of sides is among them nearly always. */
const POINTS = 64;
/** How far away they lie, as a share of each number, or of 1; and how much smaller a step is, to meet no kink there. */
const DISTANCE = 2 ** -20;
const STEP = 2 ** -28;
/** What so small a distance changes in a slope, as a share of it. */
const BEND = 1e-5;

/**
 * Whether a claim lies among the slopes close to a kink. Where several kinks meet, as those of relu units that are all
 * given 0, each of their choices of a side is as good as another, but the slopes on both sides of the point show two
 * choices alone: at other points close by, others show.
 *
 * @param f - The function, of the arrays' present contents; where it isn't finite, a point is left out.
 * @param arrays - All that it depends on: each of their numbers is moved a little.
 * @param values - The array with the number that the slope is with respect to.
 */
export function isAmongNearbySlopes(
  f: () => number,
  arrays: readonly FloatArray[],
  values: FloatArray,
  element: number,
  claimed: number,
  { left, right }: Kink,
): boolean {
  const originals = arrays.map((array) => array.slice());
  const random = seededRandom(0, "points close to a kink");
  const h = STEP * powerOfTwoFrom(Math.max(1, Math.abs(values[element]!)));
  const steepest = Math.max(Math.abs(left), Math.abs(right));
  const [low, high] = [Math.min(left, right), Math.max(left, right)];
  let [lowest, highest] = [low, high];
  try {
    for (let point = 0; point < POINTS; point++) {
      arrays.forEach((array, a) => {
        for (let i = 0; i < array.length; i++) {
          const original = originals[a]![i]!;
          array[i] = original + DISTANCE * Math.max(1, Math.abs(original)) * uniform(random, -1, 1);
        }
      });
      const x = values[element]!;
      values[element] = x + h;
      const after = f();
      values[element] = x - h;
      const before = f();
      const slope = (after - before) / (x + h - (x - h));
      if (!Number.isFinite(slope)) continue;
      const open = roundingOf(after) / h + BEND * Math.max(steepest, Math.abs(slope));
      // Beyond both sides' slopes, and not just by what so small a distance changes in them.
      if (slope < low - open) lowest = Math.min(lowest, slope - open);
      if (slope > high + open) highest = Math.max(highest, slope + open);
    }
  } finally {
    arrays.forEach((array, a) => {
      array.set(originals[a]!);
    });
  }
  return claimed >= lowest && claimed <= highest;
}
