import { OptionError } from "@nn/core";
import { Computation, type ComputationText, erfFormula } from "@nn/core/component";
import type { SlopeFormula } from "../derivatives/slopes.js";
import type { Expression } from "../expression.js";
import { sourceOf } from "../text/source.js";

/** The computation of a text; `undefined` for one with a function that computations don't have, such as `sin`. */
export function computed(text: ComputationText): Computation | undefined {
  try {
    const computation = new Computation({ ...text, functions: { erf: erfFormula } });
    // Reading it is what may fail.
    void computation.loop;
    return computation;
  } catch (error) {
    if (error instanceof OptionError) return undefined;
    throw error;
  }
}

/**
 * The computation of a derivative that the rules of differentiation give. Where that isn't finite, and at a kink, where
 * the rules don't hold, it answers `false`; the slope is then computed by {@link SlopeFormula}.
 *
 * @param line - What is written, by `slope`.
 */
export function computedSlope(
  text: Omit<ComputationText, "lines">,
  expression: Expression,
  slope: SlopeFormula,
  line: string,
): Computation | undefined {
  if (slope.isBySides) return undefined;
  return computed({
    ...text,
    lines: [`slope = ${sourceOf(expression)}`, line],
    // 0 times what isn't finite is NaN.
    refuses: ["(0 * slope == 0 ? 0 : 1) > 0", ...slope.switches.map((part) => `${part} == 0`)],
  });
}

/** Computations have no scalars here. */
export const NO_SCALARS: readonly number[] = [];
