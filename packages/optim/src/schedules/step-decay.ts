import { checkOptions, finiteNumber, positiveInteger, power } from "@nn/core/component";
import { checkRate, type Schedule, scheduleOf } from "./schedule.js";

/** The settings of {@link stepDecay}. */
export interface StepDecayOptions {
  /** The rate at first. */
  readonly learningRate: number;
  /** After how many steps it is multiplied. */
  readonly every: number;
  /** What it is multiplied by; 0.5 unless given. */
  readonly factor?: number;
}

/**
 * A learning rate that falls by a factor after every so many steps.
 *
 *     η(t) = η·factor^⌊(t − 1) / every⌋
 *
 * @throws OptionError for options that don't exist, a negative rate, an `every` that is no whole number above 0, and a factor that is not
 *   above 0.
 *
 * @example
 * const rate = stepDecay({ learningRate: 0.1, every: 100 });
 * [rate(1), rate(100), rate(101), rate(201)]; // => [0.1, 0.1, 0.05, 0.025]
 */
export function stepDecay(options: StepDecayOptions): Schedule {
  checkOptions("stepDecay", options, ["learningRate", "every", "factor"]);
  const { every, factor = 0.5 } = options;
  const learningRate = checkRate("stepDecay", options.learningRate);
  positiveInteger("stepDecay: every", every);
  finiteNumber("stepDecay: factor", factor, { above: 0 });
  const settings = { learningRate, every, factor };
  return scheduleOf("stepDecay", settings, (steps) => learningRate * power(factor, Math.floor(steps / every)));
}
