import { roundingTo } from "./chain/rounding.js";
import type { PathSum } from "./explanation/derivation.js";
import type { Explanation } from "./explanation/explanation.js";
import type { Factor } from "./explanation/steps.js";
import { evaluate } from "./formula/evaluate.js";
import { parseOwn } from "./formula/text/parse.js";

/** The least and the greatest number that a right calculation comes to. */
type Range = readonly [least: number, greatest: number];

/**
 * Whether each number is found to within 1 in its last digit, be f′ rounded by itself or multiplied as it is: both are
 * right by hand. Layer by layer a difference would grow from δ to δ: there, f′ is to be written down, as the sheet asks.
 */
export function isWithinTolerance({ significantDigits, chain }: Explanation): boolean {
  if (significantDigits === null || chain.kind === "layers") return true;
  const { round, sum } = roundingTo(significantDigits);
  const isNear = (value: number, range: Range): boolean =>
    range.every((end) => Math.abs(round(end) - value) <= 1.001 * lastPlace(value, significantDigits));
  const isSumNear = ({ paths, value: whole }: PathSum): boolean => {
    const ranges = paths.map(({ factors, value }) => {
      const found = factors.map((factor) => rangeOf(factor, round));
      const product = found.reduce<Range>(productOf, [1, 1]);
      const isRight = factors.every((factor, i) => isNear(factor.value, found[i]!)) && isNear(value, product);
      return { isRight, product };
    });
    const least = sum(ranges.map(({ product }) => round(product[0])));
    const greatest = sum(ranges.map(({ product }) => round(product[1])));
    return ranges.every(({ isRight }) => isRight) && isNear(whole, [least, greatest]);
  };
  return isSumNear(chain.neurons);
}

/** One unit in the last of so many digits. */
export function lastPlace(value: number, digits: number): number {
  return value === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - digits + 1);
}

/** In two steps, and in one where the formula can be computed. */
function rangeOf({ value, substituted }: Factor, round: (value: number) => number): Range {
  const inOneStep = substituted === null ? Number.NaN : round(evaluate(parseOwn(substituted)));
  return Number.isNaN(inOneStep) ? [value, value] : [Math.min(value, inOneStep), Math.max(value, inOneStep)];
}

function productOf(a: Range, b: Range): Range {
  const products = a.flatMap((one) => b.map((other) => one * other));
  return [Math.min(...products), Math.max(...products)];
}
