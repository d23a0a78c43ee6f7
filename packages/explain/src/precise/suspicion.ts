import type { Chain } from "../chain/chain.js";
import type { Ends, Link } from "../chain/links/link.js";
import type { Origin } from "../chain/rule/origin.js";
import { reachedFrom } from "../chain/rule/reached.js";
import type { Trace } from "../chain/trace.js";
import { type Decimal, decimal } from "./decimal/decimal.js";
import { withDigits } from "./decimals.js";
import { lossSlopes, type PreciseLoss } from "./loss-slopes.js";
import { DIGITS, isNear } from "./near.js";

/** A slope below that may have lost digits: f(z) · (1 − f(z)) has none left of 1 − f(z) at z = 37. */
const SMALL = 1e-8;

/** A derivative as it was written down, and where it stands among those that are computed with many digits. */
interface Slope {
  readonly index: number;
  readonly value: number;
}

/**
 * Whether a derivative on a path to the loss has lost its digits in float64. It is small then, and another one as soon as
 * it is computed with more digits, from the numbers right before it.
 *
 * @param targets - As formulas have them.
 */
export function isSuspicious(
  chain: Chain,
  trace: Trace,
  origin: Origin,
  targets: readonly (readonly number[])[],
  loss: PreciseLoss | undefined,
): boolean {
  if (chain.links.some((link) => link.forwardPrecisely === undefined)) return false;
  return trace.ends.some((ends, example) => {
    const reached = reachedFrom(chain, trace, origin, example);
    const isLost = chain.links.slice(origin.first + 1).some((link, i) => {
      // A weight has all its digits, as small as it is.
      return !link.givesSums && haveLost(link, ends[origin.first + 1 + i]!, reached[i]!);
    });
    if (isLost || loss === undefined) return isLost;
    const small = reached.at(-1)!.flatMap((index) => smallOf(index, trace.lossSlope(example, index).value));
    const outputs = (): Decimal[] => outputsOf(chain, ends);
    return !areSure(small, () => lossSlopes(outputs(), targets[example]!, loss));
  });
}

function smallOf(index: number, value: number): Slope[] {
  return Math.abs(value) < SMALL ? [{ index, value }] : [];
}

/** Whether derivatives of a link's outputs with respect to these inputs have lost their digits. */
function haveLost(link: Link, ends: Ends, nodes: readonly number[]): boolean {
  const slopes = nodes.map((node) => [node, link.slopes(ends, node)] as const);
  const isElementwise = slopes.every(([, own]) => own.size <= 1);
  const small = slopes.flatMap(([node, own]) =>
    [...own].flatMap(([output, { value }]) => smallOf(node, value).map((slope) => ({ ...slope, output }))),
  );
  const exact = (weightOf: (output: number) => number): Decimal[] => {
    const inputs = ends.inputs.map(decimal);
    const weights = ends.outputs.map((_, output) => decimal(weightOf(output)));
    return link.backPrecisely!(weights, inputs, link.forwardPrecisely!(inputs));
  };
  if (isElementwise) return !areSure(small, () => exact(() => 1));
  return [...new Set(small.map(({ output }) => output))].some((output) => {
    const own = small.filter((slope) => slope.output === output);
    return !areSure(own, () => exact((other) => (other === output ? 1 : 0)));
  });
}

/** The outputs of the network from the last weighted sums on. */
function outputsOf({ links }: Chain, ends: readonly Ends[]): Decimal[] {
  const from = Math.max(0, links.map(({ givesSums }) => givesSums).lastIndexOf(true));
  return links.slice(from).reduce((numbers, link) => link.forwardPrecisely!(numbers), ends[from]!.inputs.map(decimal));
}

/** Whether all of these are what comes of a calculation with many digits: with more of them where terms have cancelled. */
function areSure(slopes: readonly Slope[], calculate: () => readonly Decimal[]): boolean {
  let open = slopes;
  for (const digits of DIGITS) {
    if (open.length === 0) return true;
    const { result: exact, hasCancelled } = withDigits(digits, calculate);
    const unsure = open.filter(
      ({ index, value }) => !isNear(decimal(value), exact[index]!) || (hasCancelled && exact[index]!.isZero),
    );
    if (unsure.some(({ index }) => !exact[index]!.isZero)) return false;
    open = unsure;
  }
  // What is 0 with all these digits is 0.
  return open.every(({ value }) => value === 0);
}
