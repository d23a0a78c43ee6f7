import { checkOptions, exp, finiteNumber, log, positiveInteger } from "@nn/core/component";
import { checkLeast, checkRate, type Schedule, scheduleOf } from "./schedule.js";

/** The settings of {@link polynomialDecay}. */
export interface PolynomialDecayOptions {
  /** The rate at first. */
  readonly learningRate: number;
  /** In how many steps it falls to the least. */
  readonly steps: number;
  /** What it falls to, and stays at; 0 unless given. */
  readonly least?: number;
  /** The exponent: 1 for a straight line, as unless given; above 1 it falls fast at first. */
  readonly power?: number;
}

/**
 * A learning rate that falls to the least along a power of the steps that are left, in a straight line unless told otherwise.
 *
 *     η(t) = least + (η − least)·(1 − min((t − 1) / steps, 1))^power
 *
 * As Keras's `PolynomialDecay` without its cycle, whose least rate is 0.0001 unless given.
 *
 * @throws OptionError for options that don't exist, a negative rate, steps that are no whole number above 0, a least rate above the first, and
 *   a power that is not above 0.
 *
 * @example
 * const rate = polynomialDecay({ learningRate: 0.1, steps: 100, least: 0.02 });
 * [rate(1), rate(51), rate(101), rate(1000)]; // => [0.1, 0.06, 0.02, 0.02]
 */
export function polynomialDecay(options: PolynomialDecayOptions): Schedule {
  checkOptions("polynomialDecay", options, ["learningRate", "steps", "least", "power"]);
  const { steps: all, least = 0, power = 1 } = options;
  const learningRate = checkRate("polynomialDecay", options.learningRate);
  positiveInteger("polynomialDecay: steps", all);
  checkLeast("polynomialDecay", least, learningRate);
  finiteNumber("polynomialDecay: power", power, { above: 0 });
  const settings = { learningRate, steps: all, least, power };
  return scheduleOf("polynomialDecay", settings, (steps) => {
    if (steps >= all) return least;
    const left = 1 - steps / all;
    // `Math.pow` has other last digits on other engines.
    return least + (learningRate - least) * (power === 1 ? left : exp(power * log(left)));
  });
}
