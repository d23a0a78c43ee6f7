import { OptionError } from "@nn/core";
import { compareGradients } from "@nn/core/testing";

/** A function of some numbers, with the derivative that is claimed for it. */
export interface Claim {
  readonly at: Float64Array;
  readonly value: () => number;
  readonly derivative: ArrayLike<number>;
}

/**
 * Refuses a formula whose values aren't finite, or whose derivative differs from central differences.
 *
 * @throws OptionError with the point.
 */
export function checkDerivative(text: string, { at, value, derivative }: Claim): void {
  if (!Number.isFinite(value())) {
    throw new OptionError(`The formula "${text}" isn't a finite number at ${at.join(", ")}.`);
  }
  const [worst] = compareGradients(value, { x: { values: at, gradient: derivative } });
  const { verdict, claimed, measured } = worst!;
  // Far from 0, where nothing but rounding is left of a function, neither has digits to compare.
  if (verdict === "wrong" && !(Math.abs(claimed - measured) <= 1e-6 * Math.max(1, Math.abs(measured)))) {
    throw new OptionError(
      `The formula "${text}" has the derivative ${measured} at ${at[worst!.element]}, ` +
        `but the rules of differentiation give ${claimed}. Write it without poles or kinks there.`,
    );
  }
}
