import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import { checkList, checkWhole } from "../../rows.js";
import { quantile } from "../../scaling/quantile.js";
import { meanAndDeviation } from "../../scaling/spread.js";

/**
 * The mean of numbers, to fill gaps with: `numeric({ missing: mean })`.
 *
 * @throws DataError for no numbers, and for one that isn't finite.
 *
 * @example
 * mean([1, 2, 6]); // => 3
 */
export function mean(values: readonly number[]): number {
  checkNumbers("mean", values);
  return meanAndDeviation(values).mean;
}

/**
 * The median of numbers: the one in the middle, or halfway between the two there.
 *
 * @throws DataError for no numbers, and for one that isn't finite.
 *
 * @example
 * median([1, 2, 6, 100]); // => 4
 */
export function median(values: readonly number[]): number {
  checkNumbers("median", values);
  return quantile(Float64Array.from(values).sort(), 0.5);
}

/**
 * What is there most often, and of several such values the first.
 *
 * @throws DataError for no values.
 *
 * @example
 * mostFrequent(["Dream", "Biscoe", "Dream"]); // => "Dream"
 */
export function mostFrequent<Value>(values: readonly Value[]): Value {
  checkSome("mostFrequent", values);
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let [most, best] = [0, values[0] as Value];
  for (const [value, count] of counts) if (count > most) [most, best] = [count, value];
  return best;
}

function checkSome(user: string, values: readonly unknown[]): void {
  checkList(user, "values, as in [1, 2, 6]", values);
  checkWhole(user, values);
  if (values.length === 0) throw new DataError(`${user} takes at least one value, but got none.`);
}

function checkNumbers(user: string, values: readonly number[]): void {
  checkSome(user, values);
  for (const value of values) {
    if (!Number.isFinite(value)) throw new DataError(`${user} takes finite numbers, but got ${show(value)}.`);
  }
}
