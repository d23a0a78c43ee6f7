import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import { checkList, checkRows, type Rows } from "../rows.js";
import { quantile } from "./quantile.js";
import { Scaler } from "./scaler.js";
import { meanAndDeviation } from "./spread.js";

/**
 * Subtracts a number of your choice from each column, and leaves the unit.
 *
 *     x′ = x − offset
 *
 * The lab does this (section 0.3) with 135 pounds and 66 inches, which need not be the means.
 *
 * @throws DataError for no offsets, and for one that isn't finite.
 *
 * @example
 * shift([135, 66]).transform([[133, 65], [160, 72]]); // => [[-2, -1], [25, 6]]
 */
export function shift(offset: readonly number[]): Scaler {
  checkList("shift", "offsets, one for each column, as in [135, 66]", offset);
  const wrong = offset.findIndex((x) => !Number.isFinite(x));
  if (wrong >= 0) {
    throw new DataError(
      `shift takes a finite number for each column, but number ${wrong} is ${show(offset[wrong])}. Counts start at 0.`,
    );
  }
  return new Scaler({ name: "shift", offset, scale: Array.from(offset, () => 1) });
}

/**
 * Gives each column the mean 0 and the standard deviation 1 over the training rows.
 *
 *     x′ = (x − μ) / σ            μ = 1/n · Σ x,   σ² = 1/n · Σ (x − μ)²
 *
 * The variance is the biased one, divided by n, as in scikit-learn's `StandardScaler` and in normalisation layers;
 * spreadsheets' `STDEV` divides by n − 1. Mean and deviation are exact to within one unit of the last digit. A constant column keeps its unit: its scale is 1, so it becomes 0.
 *
 * @throws DataError for no rows, or numbers that aren't finite; ShapeError for rows of unequal width.
 *
 * @example
 * const scaler = standardize([[1, 7], [3, 7]]);
 * scaler.offset; // => [2, 7]
 * scaler.scale; // => [1, 1]
 * scaler.transform([[5, 8]]); // => [[3, 1]]
 */
export function standardize(trainingRows: Rows): Scaler {
  return fitted("standardize", trainingRows, (column) => {
    const { mean, deviation } = meanAndDeviation(column);
    return { offset: mean, scale: deviation };
  });
}

/**
 * Moves each column into [0, 1]: the smallest training value becomes 0, the largest 1.
 *
 *     x′ = (x − min) / (max − min)
 *
 * Values beyond the training rows' leave [0, 1]. A constant column keeps its unit: its scale is 1, so it becomes 0.
 *
 * @throws DataError for no rows, numbers that aren't finite, and a column that is wider than the largest number;
 *   ShapeError for rows of unequal width.
 *
 * @example
 * minMax([[0], [10], [4]]).transform([[4], [20]]); // => [[0.4], [2]]
 */
export function minMax(trainingRows: Rows): Scaler {
  return fitted("minMax", trainingRows, (column, index) => {
    const least = column.reduce((a, b) => Math.min(a, b));
    const most = column.reduce((a, b) => Math.max(a, b));
    if (most - least < Infinity) return { offset: least, scale: most - least };
    throw new DataError(
      `minMax: column ${index} reaches from ${least} to ${most}, which is wider than the largest number, 1.8e308. ` +
        "Divide its numbers by 2 first. Counts start at 0.",
    );
  });
}

/**
 * Gives each column the median 0 and the interquartile range 1 over the training rows: single values far from the others
 * hardly change it.
 *
 *     x′ = (x − median) / (Q₃ − Q₁)
 *
 * Between two values a quartile is interpolated, as in NumPy's `percentile`. A column whose quartiles are equal keeps its
 * unit: its scale is 1.
 *
 * @throws DataError for no rows, numbers that aren't finite, and a column that is wider than the largest number;
 *   ShapeError for rows of unequal width.
 *
 * @example
 * const scaler = robust([[1], [2], [3], [4], [1000]]);
 * [scaler.offset, scaler.scale]; // => [[3], [2]]
 */
export function robust(trainingRows: Rows): Scaler {
  return fitted("robust", trainingRows, (column, index) => {
    const sorted = Float64Array.from(column).sort();
    const scale = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    if (scale < Infinity) return { offset: quantile(sorted, 0.5), scale };
    throw new DataError(
      `robust: column ${index} is wider than the largest number, 1.8e308. Divide its numbers by 2 first.`,
    );
  });
}

/** A scaler whose columns are measured one by one; a column without spread gets the scale 1. */
function fitted(
  name: string,
  rows: Rows,
  measure: (column: readonly number[], index: number) => { readonly offset: number; readonly scale: number },
): Scaler {
  checkList(name, "rows, as in [[133, 65]]", rows);
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  if (width === 0) {
    throw new DataError(
      `${name} learns from rows of at least one number each, as in [[133, 65]], but got ${show(rows[0])}.`,
    );
  }
  checkRows(name, rows, width);
  const columns = Array.from({ length: width }, (_, index) =>
    measure(
      Array.from(rows, (row) => row[index]!),
      index,
    ),
  );
  return new Scaler({
    name,
    offset: columns.map(({ offset }) => offset),
    scale: columns.map(({ scale }) => (scale === 0 ? 1 : scale)),
  });
}
