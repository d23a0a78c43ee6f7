import { checkOptions, finiteNumber, OptionError, positiveInteger } from "@nn/core/component";
import { checkRate, type Schedule, scheduleOf } from "./schedule.js";

/** The settings of {@link cosineDecay}. */
export interface CosineDecayOptions {
  /** The rate at first. */
  readonly learningRate: number;
  /** In how many steps it falls to the least. */
  readonly steps: number;
  /** What it falls to, and stays at; 0 unless given. */
  readonly least?: number;
}

/**
 * A learning rate that falls along half a period of the cosine, slowly at both ends.
 *
 *     η(t) = least + (η − least)·(1 + cos(π·min((t − 1) / steps, 1))) / 2
 *
 * Source: I. Loshchilov and F. Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts" (2017), equation 5, without
 * restarts.
 *
 * @throws OptionError for options that don't exist, a negative rate, and a least rate above the first.
 *
 * @example
 * const rate = cosineDecay({ learningRate: 0.1, steps: 100 });
 * [rate(1), rate(51), rate(101), rate(1000)]; // => [0.1, 0.05, 0, 0]
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  checkOptions("cosineDecay", options, ["learningRate", "steps", "least"]);
  const { steps: all, least = 0 } = options;
  const learningRate = checkRate("cosineDecay", options.learningRate);
  positiveInteger("cosineDecay: steps", all);
  finiteNumber("cosineDecay: least", least, { atLeast: 0 });
  if (least > learningRate) {
    throw new OptionError(`cosineDecay: least must not be above learningRate, but ${least} is above ${learningRate}.`);
  }
  const settings = { learningRate, steps: all, least };
  return scheduleOf("cosineDecay", settings, (steps) => {
    // Exactly, as a rate of 0 is no step, and one of 10⁻¹⁸ is one.
    return steps >= all ? least : least + ((learningRate - least) * (1 + cosineOf(steps / all))) / 2;
  });
}

/**
 * cos(π·x) for x from 0 to 1, by the series of sin(π·(½ − x)): `Math.cos` has other last digits on other engines. The
 * first term left out is below 10⁻¹⁷.
 */
function cosineOf(x: number): number {
  const y = Math.PI * (0.5 - x);
  let sum = 1;
  for (let n = 22; n >= 2; n -= 2) sum = 1 - ((y * y) / (n * (n + 1))) * sum;
  return y * sum;
}
