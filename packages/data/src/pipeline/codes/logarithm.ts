import { DataError } from "@nn/core";
import { log1p } from "@nn/core/component";
import { checkList, checkRows, type Rows } from "../../rows.js";
import { meanAndDeviation } from "../../scaling/spread.js";
import type { Scaling } from "./number-code.js";

/**
 * Scales numbers whose largest are many times their smallest, such as prices and counts: their logarithms are
 * standardized.
 *
 *     y = (ln(1 + x) − μ) / σ, with the mean μ and the standard deviation σ of ln(1 + x) over the training rows
 *
 * @throws DataError for no rows, and for numbers that aren't above −1; ShapeError for rows of more than one number.
 *
 * @example
 * const price = numeric({ scale: logarithm }).fit([0, 9, 99], (row) => `row ${row}`);
 * price.encode([9], (row) => `row ${row}`); // => [0]
 */
export function logarithm(trainingRows: Rows): Scaling {
  checkList("logarithm", "rows, as in [[133]]", trainingRows);
  if (trainingRows.length === 0) throw new DataError("logarithm learns from at least one row, but got none.");
  checkRows("logarithm", trainingRows, 1);
  const logarithms = Array.from(trainingRows, ([x]) => {
    if (x! > -1) return log1p(x!);
    throw new DataError(`logarithm takes numbers above -1, but got ${x}. Add to them first, or standardize them.`);
  });
  const { mean, deviation } = meanAndDeviation(logarithms);
  return {
    name: "logarithm",
    formula: "(log1p(x) - offset) / scale",
    inverse: "exp(y * scale + offset) - 1",
    constants: { offset: mean, scale: deviation === 0 ? 1 : deviation },
  };
}
