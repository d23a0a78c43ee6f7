import type { Chain } from "../chain/chain.js";
import type { Origin } from "../chain/rule/origin.js";
import type { LossSymbols } from "../formula/symbols.js";
import { type Decimal, decimal } from "./decimal/decimal.js";
import { total, withDigits } from "./decimals.js";
import { type Bounds, lossSlopes } from "./loss-slopes.js";
import { DIGITS, isNear } from "./near.js";

/** What a derivative is computed from: nothing of it rounded. */
export interface Unrounded {
  readonly chain: Chain;
  readonly loss: LossSymbols | undefined;
  /** Beyond these, the loss has the slope that it has there. */
  readonly bounds: Bounds;
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
  /** How many outputs are one row of the loss's formula. */
  readonly rowSize: number;
  readonly origin: Origin;
}

/**
 * The derivative by back-propagation from the formulas with up to 400 digits, where it is another one in float64: a unit is
 * saturated, and its f′ is too small beside 1. `undefined` where all is well, and where a formula isn't known.
 */
export function preciseGradient(unrounded: Unrounded, inFloat64: number): number | undefined {
  const { inputs, targets } = unrounded;
  const meanOf = (): Decimal =>
    total(inputs.map((row, example) => gradientOf(row, targets[example]!, unrounded))).div(decimal(inputs.length));
  let precise = decimal(inFloat64);
  for (const digits of DIGITS) {
    const before = precise;
    const { result, hasCancelled } = withDigits(digits, meanOf);
    precise = result;
    // 0 is 0 if no digits were lost on the way, as where a ReLU is off.
    const isSure = precise.isZero ? !hasCancelled : isNear(before, precise);
    if (isSure || precise.isNaN) break;
  }
  // −0 is written as 0.
  return !precise.isFinite || isNear(decimal(inFloat64), precise) ? undefined : precise.toNumber() + 0;
}

/** NaN where a formula isn't known. */
function gradientOf(row: readonly number[], target: readonly number[], unrounded: Unrounded): Decimal {
  const { chain, loss, origin } = unrounded;
  if (loss === undefined) return decimal(Number.NaN);
  const passed = [row.map(decimal)];
  for (const link of chain.links) passed.push(link.forwardPrecisely!(passed.at(-1)!));
  let slopes = lossSlopes(passed.at(-1)!, target, { ...unrounded, loss });
  const terms: Decimal[] = [];
  for (let link = chain.links.length - 1; ; link--) {
    terms.push(chain.links[link]!.parameterPrecisely!(slopes, passed[link]!, origin.parameter));
    if (link === origin.first) return total(terms);
    slopes = chain.links[link]!.backPrecisely!(slopes, passed[link]!, passed[link + 1]!);
  }
}
