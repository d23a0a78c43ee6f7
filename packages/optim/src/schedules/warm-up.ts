import { checkLearningRate, checkOptions, type LearningRate, positiveInteger, rateAt } from "@nn/core/component";
import { type Schedule, scheduleOf } from "./schedule.js";

/** The settings of {@link warmUp}. */
export interface WarmUpOptions {
  /** What comes after: a rate, or a schedule that begins then. */
  readonly learningRate: LearningRate;
  /** In how many steps it is reached. */
  readonly steps: number;
}

/**
 * A learning rate that rises evenly at first, so that the first steps, whose gradients say little, are short.
 *
 *     η(t) = η(1)·t / steps for t up to steps, and then the schedule from its beginning
 *
 * Source: P. Goyal et al., "Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour" (2017), section 2.2.
 *
 * @throws OptionError for options that don't exist, and a negative rate.
 *
 * @example
 * const rate = warmUp({ steps: 10, learningRate: stepDecay({ learningRate: 0.1, every: 100 }) });
 * [rate(1), rate(5), rate(10), rate(110), rate(111)]; // => [0.01, 0.05, 0.1, 0.1, 0.05]
 */
export function warmUp(options: WarmUpOptions): Schedule {
  checkOptions("warmUp", options, ["learningRate", "steps"]);
  const { steps: all } = options;
  const learningRate = checkLearningRate("warmUp: learningRate", options.learningRate);
  positiveInteger("warmUp: steps", all);
  return scheduleOf("warmUp", { learningRate, steps: all }, (steps) => {
    return steps < all ? (rateAt(learningRate, 1) * (steps + 1)) / all : rateAt(learningRate, steps - all + 1);
  });
}
