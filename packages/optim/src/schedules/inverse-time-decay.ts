import { checkOptions, finiteNumber, positiveInteger } from "@nn/core/component";
import { checkRate, type Schedule, scheduleOf } from "./schedule.js";

/** The settings of {@link inverseTimeDecay}. */
export interface InverseTimeDecayOptions {
  /** The rate at first. */
  readonly learningRate: number;
  /** After how many steps the divisor has grown by the decay. */
  readonly every: number;
  /** By what the divisor, 1 at first, grows; 1 unless given, so that the rate has halved after `every` steps. */
  readonly decay?: number;
}

/**
 * A learning rate that falls ever more slowly, divided by a number that grows evenly.
 *
 *     η(t) = η / (1 + decay·(t − 1) / every)
 *
 * As Keras's `InverseTimeDecay` without its staircase.
 *
 * @throws OptionError for options that don't exist, a negative rate, an `every` that is no whole number above 0, and a negative
 *   decay.
 *
 * @example
 * const rate = inverseTimeDecay({ learningRate: 0.1, every: 100 });
 * [rate(1), rate(101), rate(901)]; // => [0.1, 0.05, 0.01]
 */
export function inverseTimeDecay(options: InverseTimeDecayOptions): Schedule {
  checkOptions("inverseTimeDecay", options, ["learningRate", "every", "decay"]);
  const { every, decay = 1 } = options;
  const learningRate = checkRate("inverseTimeDecay", options.learningRate);
  positiveInteger("inverseTimeDecay: every", every);
  finiteNumber("inverseTimeDecay: decay", decay, { atLeast: 0 });
  const settings = { learningRate, every, decay };
  return scheduleOf("inverseTimeDecay", settings, (steps) => learningRate / (1 + (decay * steps) / every));
}
