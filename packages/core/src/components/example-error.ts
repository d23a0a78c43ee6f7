import { DataError } from "@nn/numerics";
import { advice } from "../advice/advice.js";

/** What an error says of an example, given how that is called. @inline */
export type Saying = (example: string) => string;

/**
 * A DataError about an example of a batch, as a component meets it. What has taken the batch from data says in its place which
 * example that is there: of a shuffled batch it is another number.
 *
 * @param example - Its place in the batch, from 0.
 * @param say - The sentence, given how the example is called.
 * @throws OptionError for what is no place, and no function that gives a text.
 *
 * @example
 * const refused = exampleError(3, (example) => `ages are at least 0, but that of ${example} is -1.`);
 * refused.message; // => "ages are at least 0, but that of example 3 of the batch, counted from 0, is -1."
 */
export function exampleError(example: number, say: Saying): DataError {
  return advice.onSaying?.(example, say) ?? new DataError(say(called(example, "the batch")));
}

/** How an example is called: `"example 3 of the batch, counted from 0,"`. */
export function called(example: number, data: string): string {
  return `example ${example} of ${data}, counted from 0,`;
}
