import { DataError } from "@nn/core";
import { checkOptions, OptionError, show, trueOrFalse } from "@nn/core/component";
import { onQuotedFunction } from "../../quoted-function.js";
import type { Rows } from "../../rows.js";
import { Scaler } from "../../scaling/scaler.js";
import { standardize } from "../../scaling/scalers.js";
import { isMissing } from "./column-code.js";
import type { ColumnMaker } from "./column-maker.js";
import { NumberCode, type Scaling } from "./number-code.js";

/** How a column of numbers is prepared. */
export interface NumericOptions {
  /**
   * How its numbers are scaled: `standardize` unless given, `minMax`, `robust`, `logarithm`, a scaler of one column such as
   * `shift([135])`, or formulas.
   */
  readonly scale?: Scaler | Scaling | ((rows: Rows) => Scaler | Scaling);
  /** What becomes of gaps: a number, or a function of the numbers that are there, such as {@link mean}. Refused unless given. */
  readonly missing?: number | ((values: readonly number[]) => number);
  /** Whether a second number says where gaps were; `false` unless given. */
  readonly indicator?: boolean;
}

/** Scales numbers as they are, for what is learnt before they are scaled. */
const UNSCALED: Scaling = { name: "unscaled", formula: "x", inverse: "y", constants: {} };

/**
 * A column of numbers, scaled by what its training rows are like.
 *
 * @throws OptionError for an option that doesn't exist or has a value it can't have.
 *
 * @example
 * const weight = numeric({ scale: minMax, missing: mean }).fit([10, null, 20], (row) => `row ${row}`);
 * weight.encode([10, null], (row) => `row ${row}`); // => [0, 0.5]
 */
export function numeric(options: NumericOptions = {}): ColumnMaker<NumberCode> {
  checkOptions("numeric", options, ["scale", "missing", "indicator"]);
  const { scale = standardize, missing, indicator = false } = options;
  trueOrFalse("numeric: indicator", indicator);
  if (missing !== undefined && typeof missing !== "function" && !Number.isFinite(missing)) {
    throw new OptionError(
      `numeric: missing must be a finite number, or a function such as mean, but is ${show(missing)}.${onQuotedFunction(missing)}`,
    );
  }
  if (typeof scale !== "function" && !(scale instanceof Scaler) && typeof Object(scale).formula !== "string") {
    throw new OptionError(
      `numeric: scale must be a way to scale, as in { scale: minMax }, but is ${show(scale)}.${onQuotedFunction(scale)}`,
    );
  }
  return {
    fit(cells, place) {
      const present = cells.flatMap((cell, row) => (isMissing(cell) ? [] : [[cell, row] as const]));
      if (present.length === 0) throw new DataError(`${place(0)}: the column has no number to learn from.`);
      const unscaled = new NumberCode({ ...UNSCALED, missing: null, indicator: false });
      const numbers = Array.from(
        unscaled.encode(
          present.map(([cell]) => cell),
          (i) => place(present[i]![1]),
        ),
      );
      const filled = typeof missing === "function" ? missing(numbers) : missing;
      const scaling = scalingOf(typeof scale === "function" ? scale(numbers.map((x) => [x])) : scale);
      return new NumberCode({ ...scaling, missing: filled ?? null, indicator });
    },
  };
}

/** A scaler of one column as formulas. */
function scalingOf(scale: Scaler | Scaling): Scaling {
  if (!(scale instanceof Scaler)) {
    const { name, formula, inverse, constants } = Object(scale) as Scaling;
    return { name, formula, inverse, constants };
  }
  if (scale.offset.length !== 1) {
    throw new OptionError(`numeric: scale must be for one column, but ${scale.name} is for ${scale.offset.length}.`);
  }
  const [offset, width] = [scale.offset[0]!, scale.scale[0]!];
  return {
    name: scale.name,
    formula: "(x - offset) / scale",
    inverse: "y * scale + offset",
    constants: { offset, scale: width },
  };
}
