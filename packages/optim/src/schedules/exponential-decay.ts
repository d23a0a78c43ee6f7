import { checkOptions, exp, finiteNumber, log, positiveInteger } from "@nn/core/component";
import { checkRate, type Schedule, scheduleOf } from "./schedule.js";

/** The settings of {@link exponentialDecay}. */
export interface ExponentialDecayOptions {
  /** The rate at first. */
  readonly learningRate: number;
  /** In how many steps it falls by the factor. */
  readonly every: number;
  /** By what it falls; 0.5 unless given. */
  readonly factor?: number;
}

/**
 * A learning rate that falls by a factor in every so many steps, a little with each.
 *
 *     η(t) = η·factor^((t − 1) / every)
 *
 * @throws OptionError for options that don't exist, a negative rate, an `every` that is no whole number above 0, and a factor that is not
 *   above 0.
 *
 * @example
 * const rate = exponentialDecay({ learningRate: 0.1, every: 100 });
 * [rate(1), rate(51), rate(101)]; // => [0.1, 0.0707, 0.05]
 */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  checkOptions("exponentialDecay", options, ["learningRate", "every", "factor"]);
  const { every, factor = 0.5 } = options;
  const learningRate = checkRate("exponentialDecay", options.learningRate);
  positiveInteger("exponentialDecay: every", every);
  finiteNumber("exponentialDecay: factor", factor, { above: 0 });
  const settings = { learningRate, every, factor };
  // `Math.pow` has other last digits on other engines.
  return scheduleOf("exponentialDecay", settings, (steps) => learningRate * exp((steps / every) * log(factor)));
}
