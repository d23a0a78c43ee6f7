import { checkOptions, finiteNumber, OptionError, positiveInteger } from "@nn/core/component";
import { alongCosine } from "./cosine.js";
import { checkRate, type Schedule, scheduleOf } from "./schedule.js";

/** The settings of {@link oneCycle}. */
export interface OneCycleOptions {
  /** The largest rate, which is reached on the way. */
  readonly learningRate: number;
  /** How many steps the whole cycle has. */
  readonly steps: number;
  /** In which share of the steps it rises; 0.3 unless given. */
  readonly rising?: number;
  /** What it begins at; a 25th of the largest unless given. */
  readonly first?: number;
  /** What it ends at, and stays at; a 10,000th of the first unless given. */
  readonly last?: number;
}

/**
 * A learning rate that rises to a large one and falls to almost nothing, each along half a period of the cosine: short trainings get far
 * with it.
 *
 *     η(t) = first + (η − first)·(1 − cos(π·u)) / 2         while it rises, of which the share u has gone
 *     η(t) = last + (η − last)·(1 + cos(π·u)) / 2           while it falls
 *
 * It is at its largest at step 1 + rising·steps, and at the last from step 1 + steps on. In PyTorch's `OneCycleLR`
 * the top is at pct_start·total_steps − 1, and the last rate at its last step. Momentum isn't moved.
 *
 * Source: L. Smith and N. Topin, "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates" (2018).
 *
 * @throws OptionError for options that don't exist, negative rates, steps that are no whole number above 0, a first or last rate above the
 *   largest, and a share that isn't between 0 and 1.
 *
 * @example
 * const rate = oneCycle({ learningRate: 0.1, steps: 100, first: 0.01, last: 0 });
 * [rate(1), rate(16), rate(31), rate(66), rate(101)]; // => [0.01, 0.055, 0.1, 0.05, 0]
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  checkOptions("oneCycle", options, ["learningRate", "steps", "rising", "first", "last"]);
  const learningRate = checkRate("oneCycle", options.learningRate);
  const { steps: all, rising = 0.3, first = learningRate / 25 } = options;
  positiveInteger("oneCycle: steps", all);
  finiteNumber("oneCycle: rising", rising, { above: 0, below: 1 });
  checkEnd("first", first, learningRate);
  // What it ends at follows from a first rate that is a number.
  const { last = first / 1e4 } = options;
  checkEnd("last", last, learningRate);
  const top = rising * all;
  return scheduleOf("oneCycle", { learningRate, steps: all, rising, first, last }, (steps) =>
    steps < top
      ? alongCosine(first, learningRate, steps / top)
      : alongCosine(learningRate, last, (steps - top) / (all - top)),
  );
}

function checkEnd(name: "first" | "last", rate: number, largest: number): void {
  if (finiteNumber(`oneCycle: ${name}`, rate, { atLeast: 0 }) <= largest) return;
  throw new OptionError(`oneCycle: ${name} must not be above learningRate, but ${rate} is above ${largest}.`);
}
