import { checkOptions, finiteNumber, OptionError, positiveInteger, show } from "@nn/core/component";
import { type Schedule, scheduleOf } from "./schedule.js";

/** The settings of {@link piecewiseConstant}. */
export interface PiecewiseConstantOptions {
  /** One rate after the other, one more than there are boundaries. */
  readonly learningRates: readonly number[];
  /** After which steps the next rate begins, each above the one before. */
  readonly boundaries: readonly number[];
}

/**
 * A learning rate that is changed after given steps, and stays as it is between them.
 *
 *     η(t) = learningRates[i], where i boundaries are below t
 *
 * As Keras's `PiecewiseConstantDecay`, whose steps count from 0.
 *
 * @throws OptionError for options that don't exist, a negative rate, boundaries that don't grow, and as many rates as boundaries or fewer.
 *
 * @example
 * const rate = piecewiseConstant({ learningRates: [0.1, 0.01], boundaries: [100] });
 * [rate(1), rate(100), rate(101)]; // => [0.1, 0.1, 0.01]
 */
export function piecewiseConstant(options: PiecewiseConstantOptions): Schedule {
  checkOptions("piecewiseConstant", options, ["learningRates", "boundaries"]);
  const learningRates = listOf("learningRates", options.learningRates, (place, rate) =>
    finiteNumber(place, rate, { atLeast: 0 }),
  );
  const boundaries = listOf("boundaries", options.boundaries, positiveInteger);
  for (const [i, step] of boundaries.entries()) {
    if (i === 0 || step > boundaries[i - 1]) continue;
    throw new OptionError(
      `piecewiseConstant: boundaries must grow, but boundaries[${i}], ${step}, isn't above ${boundaries[i - 1]}.`,
    );
  }
  if (learningRates.length !== boundaries.length + 1) {
    throw new OptionError(
      `piecewiseConstant: learningRates must be one more than boundaries, but they are ${learningRates.length} for ${boundaries.length}.`,
    );
  }
  return scheduleOf("piecewiseConstant", { learningRates, boundaries }, (steps) => {
    const passed = boundaries.findIndex((boundary) => steps < boundary);
    return learningRates.at(passed)!;
  });
}

function listOf(
  name: string,
  given: readonly number[],
  check: (place: string, value: number) => number,
): readonly number[] {
  if (!Array.isArray(given)) {
    throw new OptionError(`piecewiseConstant: ${name} must be a list of numbers, but is ${show(given)}.`);
  }
  // Ends at the first hole: a list may have room for more than there is memory.
  for (let i = 0; i < given.length; i++) check(`piecewiseConstant: ${name}[${i}]`, given[i]);
  return Object.freeze(Array.from(given));
}
