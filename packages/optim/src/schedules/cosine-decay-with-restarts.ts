import { checkOptions, finiteNumber, positiveInteger, power } from "@nn/core/component";
import { alongCosine } from "./cosine.js";
import { checkLeast, checkRate, type Schedule, scheduleOf } from "./schedule.js";

/** The settings of {@link cosineDecayWithRestarts}. */
export interface CosineDecayWithRestartsOptions {
  /** The rate at first. */
  readonly learningRate: number;
  /** In how many steps it falls to the least for the first time. */
  readonly steps: number;
  /** What it falls to each time; 0 unless given. */
  readonly least?: number;
  /** How many times as long each fall is as the one before, from 1 on; 2 unless given. */
  readonly longer?: number;
  /** What each fall begins at, times the beginning of the one before; 1 unless given. */
  readonly factor?: number;
}

/**
 * A learning rate that falls along half a period of the cosine, and begins anew whenever it is at its least, so that a training leaves a
 * narrow minimum again.
 *
 *     η(t) = least + (η·factorⁱ − least)·(1 + cos(π·u)) / 2         in fall i, of which the share u has gone
 *
 * Fall i takes steps·longerⁱ steps. A beginning that would be below the least is the least.
 *
 * Source: I. Loshchilov and F. Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts" (2017), equation 5, whose T_mult is `longer`;
 * with a least of 0, as Keras's `CosineDecayRestarts`, whose `m_mul` is `factor`; with another least, a later fall begins a
 * little higher there.
 *
 * @throws OptionError for options that don't exist, a negative rate, steps that are no whole number above 0, a least rate above the first, a
 *   `longer` below 1, and a factor that is not above 0.
 *
 * @example
 * const rate = cosineDecayWithRestarts({ learningRate: 0.1, steps: 100, factor: 0.5 });
 * [rate(1), rate(51), rate(101), rate(201), rate(301)]; // => [0.1, 0.05, 0.05, 0.025, 0.025]
 */
export function cosineDecayWithRestarts(options: CosineDecayWithRestartsOptions): Schedule {
  const where = "cosineDecayWithRestarts";
  checkOptions(where, options, ["learningRate", "steps", "least", "longer", "factor"]);
  const { steps: first, least = 0, longer = 2, factor = 1 } = options;
  const learningRate = checkRate(where, options.learningRate);
  positiveInteger(`${where}: steps`, first);
  checkLeast(where, least, learningRate);
  finiteNumber(`${where}: longer`, longer, { atLeast: 1 });
  finiteNumber(`${where}: factor`, factor, { above: 0 });
  const settings = { learningRate, steps: first, least, longer, factor };
  return scheduleOf(where, settings, (steps) => {
    let fall = longer === 1 ? Math.floor(steps / first) : 0;
    let begun = fall * first;
    let length = first;
    for (; longer > 1 && steps >= begun + length; fall++, length *= longer) begun += length;
    return alongCosine(Math.max(learningRate * power(factor, fall), least), least, (steps - begun) / length);
  });
}
