import type { Chain } from "../chain/chain.js";
import type { Origin } from "../chain/rule/origin.js";
import { reachedFrom } from "../chain/rule/reached.js";
import type { Trace } from "../chain/trace.js";
import { chunked } from "../chunked.js";
import type { LossSymbols } from "../formula/symbols.js";
import { type Decimal, decimal, evaluated, total, withDigits } from "./decimals.js";

/** A slope below that may have lost digits: f(z) · (1 − f(z)) has none left of 1 − f(z) at z = 37. */
const SUSPICIOUS = 1e-8;
/** By how much float64 may be off before it is told. */
const TOLERANCE = 0.05;
/** The last is enough for 1 − f(z) wherever f(z) is a float64 below 1 in truth, and takes its time. */
const DIGITS = [40, 100, 400] as const;

/** Whether a derivative on a path to the loss is so small that float64 may have lost its digits. */
export function isSuspicious(chain: Chain, trace: Trace, origin: Origin): boolean {
  if (chain.links.some((link) => link.forwardPrecisely === undefined)) return false;
  return trace.ends.some((ends, example) => {
    const reached = reachedFrom(chain, trace, origin, example);
    const isSmall = ({ value }: { value: number }): boolean => Math.abs(value) < SUSPICIOUS;
    const ownSlopes = chain.links.slice(origin.first + 1).flatMap((link, i) =>
      // A weight has all its digits, as small as it is.
      link.givesSums ? [] : reached[i]!.flatMap((node) => [...link.slopes(ends[origin.first + 1 + i]!, node).values()]),
    );
    const lossSlopes = reached.at(-1)!.map((output) => trace.lossSlope(example, output));
    return [...ownSlopes, ...lossSlopes].some(isSmall);
  });
}

/** What a derivative is computed from: nothing of it rounded. */
export interface Unrounded {
  readonly chain: Chain;
  readonly loss: LossSymbols | undefined;
  /** Beyond these, the loss has the slope that it has there. */
  readonly bounds: readonly [least: number, most: number];
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
    total(inputs.map((row, example) => gradientOf(row, targets[example]!, unrounded))).div(inputs.length);
  let precise = decimal(inFloat64);
  for (const digits of DIGITS) {
    const before = precise;
    const { result, hasCancelled } = withDigits(digits, meanOf);
    precise = result;
    // 0 is 0 if no digits were lost on the way, as where a ReLU is off.
    const isSure = precise.isZero() ? !hasCancelled : isNear(before, precise);
    if (isSure || precise.isNaN()) break;
  }
  // −0 is written as 0.
  return !precise.isFinite() || isNear(decimal(inFloat64), precise) ? undefined : precise.toNumber() + 0;
}

function isNear(value: Decimal, right: Decimal): boolean {
  return value.sub(right).abs().lte(right.abs().mul(TOLERANCE));
}

/** NaN where a formula isn't known. */
function gradientOf(row: readonly number[], target: readonly number[], unrounded: Unrounded): Decimal {
  const { chain, loss, bounds, rowSize, origin } = unrounded;
  if (loss === undefined) return decimal(Number.NaN);
  const passed = [row.map(decimal)];
  for (const link of chain.links) passed.push(link.forwardPrecisely!(passed.at(-1)!));
  const rows = passed.at(-1)!.map((output, i) => {
    return new Map(Object.entries({ p: output.clamp(...bounds), t: decimal(target[i]!) }));
  });
  const byRow = chunked(rows, rowSize);
  let slopes = byRow.flatMap((row) => row.map((_, i) => evaluated(loss.gradient, row, i).div(byRow.length)));
  const terms: Decimal[] = [];
  for (let link = chain.links.length - 1; ; link--) {
    terms.push(chain.links[link]!.parameterPrecisely!(slopes, passed[link]!, origin.parameter));
    if (link === origin.first) return total(terms);
    slopes = chain.links[link]!.backPrecisely!(slopes, passed[link]!, passed[link + 1]!);
  }
}
