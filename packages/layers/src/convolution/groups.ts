import { OptionError, positiveInteger } from "@nn/core/component";

/**
 * Into how many groups channels and filters are divided.
 *
 * @param channels - How many there are, and what they are called: `"channels"`.
 * @throws OptionError for anything but a whole number of at least 1 that divides both.
 */
export function checkGroups(
  where: string,
  groups: number,
  [channels, word]: readonly [count: number, word: string],
  filters: number,
): number {
  positiveInteger(where, groups);
  const sizes = [
    [channels, word],
    [filters, "filters"],
  ] as const;
  const undivided = sizes.filter(([count]) => count % groups !== 0).map(([count, what]) => `the ${count} ${what}`);
  if (undivided.length === 0) return groups;
  const most = greatestCommonDivisor(channels, filters);
  throw new OptionError(
    `${where} must divide both the ${word} and the filters, but ${groups} doesn't divide ${undivided.join(" or ")}. ` +
      `Take ${most === 1 ? "1" : `${most}, or a number that divides it`}.`,
  );
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
