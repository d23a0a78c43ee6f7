import type { LossSymbols } from "../formula/symbols.js";
import { chunked } from "../passes/chunked.js";
import { type Decimal, decimal } from "./decimal/decimal.js";
import { max, min } from "./decimal/functions.js";
import { evaluated } from "./decimals.js";

/** Beyond these, a loss has the slope that it has there. */
export type Bounds = readonly [least: number, most: number];

/** A loss by its formula. */
export interface PreciseLoss {
  readonly loss: LossSymbols;
  readonly bounds: Bounds;
  /** How many outputs are one row of the formula. */
  readonly rowSize: number;
}

/** The derivatives of an example's loss with respect to the outputs of the network. */
export function lossSlopes(
  outputs: readonly Decimal[],
  target: readonly number[],
  { loss, bounds, rowSize }: PreciseLoss,
): Decimal[] {
  const [least, most] = bounds.map(decimal) as [Decimal, Decimal];
  const rows = outputs.map((output, i) => {
    return new Map(Object.entries({ p: max(least, min(output, most)), t: decimal(target[i]!) }));
  });
  const byRow = chunked(rows, rowSize);
  return byRow.flatMap((row) => row.map((_, i) => evaluated(loss.gradient, row, i).div(decimal(byRow.length))));
}
