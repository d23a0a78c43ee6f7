import { OptionError } from "../errors/errors.js";
import { show } from "../errors/options.js";

/**
 * Refuses lengths that arrays can't have, before any memory is taken for them: one that isn't a number would make all
 * addresses after it meaningless.
 *
 * @throws OptionError for what is no list, and for the first length that isn't a whole number of at least 0.
 */
export function checkLengths(lengths: readonly number[]): void {
  if (!Array.isArray(lengths)) {
    throw new OptionError(`A backend allocates arrays of a list of lengths, as in [4, 2], but got ${show(lengths)}.`);
  }
  // With a loop, as the methods of arrays pass over holes.
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i]!;
    if (Number.isInteger(length) && length >= 0) continue;
    throw new OptionError(
      `A backend allocates arrays whose lengths are whole numbers of at least 0, but lengths[${i}] is ${show(length)}.`,
    );
  }
}
