import { OptionError } from "@nn/core";
import { exp, finiteNumber, log, type Random, show, uniform as uniformNumber } from "@nn/core/component";

/** What a setting is drawn from. */
export interface Distribution<Value> {
  /** A value, from numbers drawn evenly from [0, 1). */
  draw(random: Random): Value;
}

/** For each setting that is searched for, the values that it may have, each as likely, or the distribution of its values. */
export type Space<Settings> = {
  readonly [Name in keyof Settings]: readonly Settings[Name][] | Distribution<Settings[Name]>;
};

/**
 * Numbers drawn evenly between two: for what may be of one order of magnitude, as a dropout's rate.
 *
 * @throws OptionError for what isn't finite, and for a `to` that isn't above `from`.
 *
 * @example
 * uniform(0.1, 0.5).draw(seededRandom("rate")) < 0.5; // => true
 */
export function uniform(from: number, to: number): Distribution<number> {
  checkEnds("uniform", from, to);
  return { draw: (random) => uniformNumber(random, from, to) };
}

/**
 * Numbers whose logarithm is drawn evenly: for what may be of several orders of magnitude, as a learning rate.
 *
 * @throws OptionError for what isn't finite or above 0, and for a `to` that isn't above `from`.
 *
 * @example
 * const rates = logUniform(1e-4, 1);
 * rates.draw(seededRandom("rate")) >= 1e-4; // => true
 */
export function logUniform(from: number, to: number): Distribution<number> {
  finiteNumber("logUniform: from", from, { above: 0 });
  checkEnds("logUniform", from, to);
  const [least, most] = [log(from), log(to)];
  return { draw: (random) => Math.min(Math.max(exp(uniformNumber(random, least, most)), from), to) };
}

/**
 * Whole numbers, both ends among them, each as likely: for a number of units.
 *
 * @throws OptionError for what isn't whole, and for a `to` that isn't above `from` or lies 2⁵³ above it.
 *
 * @example
 * Number.isInteger(integer(1, 8).draw(seededRandom("units"))); // => true
 */
export function integer(from: number, to: number): Distribution<number> {
  for (const [end, value] of Object.entries({ from, to })) {
    if (!Number.isSafeInteger(value)) {
      throw new OptionError(`integer: ${end} must be a whole number, but is ${show(value)}.`);
    }
  }
  checkEnds("integer", from, to, Number.MAX_SAFE_INTEGER - 1);
  return { draw: (random) => from + Math.floor(random() * (to - from + 1)) };
}

/** @param farthest - How far apart the ends may be. */
function checkEnds(user: string, from: number, to: number, farthest = Number.MAX_VALUE): void {
  finiteNumber(`${user}: from`, from);
  finiteNumber(`${user}: to`, to);
  if (to - from > farthest) {
    throw new OptionError(`${user}: to may be at most ${farthest} above from, which is ${from}, but is ${to}.`);
  }
  if (to <= from) throw new OptionError(`${user}: to must be above from, which is ${from}, but is ${to}.`);
}
