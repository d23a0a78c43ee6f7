import { checkOptions, positiveInteger } from "@nn/core/component";
import { alongCosine } from "./cosine.js";
import { checkLeast, checkRate, type Schedule, scheduleOf } from "./schedule.js";

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
 * @throws OptionError for options that don't exist, a negative rate, steps that are no whole number above 0, and a least rate above the first.
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
  checkLeast("cosineDecay", least, learningRate);
  const settings = { learningRate, steps: all, least };
  return scheduleOf("cosineDecay", settings, (steps) => alongCosine(learningRate, least, steps / all));
}
