import { OptionError } from "@nn/core";
import { positiveInteger } from "@nn/core/component";
import { checkGenerator, type Generated, type GeneratorOptions } from "./options.js";

/** What {@link binaryAddition} takes. */
export interface AdditionOptions extends Pick<GeneratorOptions, "examples" | "seed"> {
  /** How many digits each number has. */
  readonly bits?: number;
}

/** Some hundred megabytes of rows. */
const MOST_DIGITS = 2 ** 22;

/**
 * Sums of two numbers in binary, digit by digit, lowest first: at each time step the input is a digit of either number, and
 * the target the digit of their sum, so what a recurrent network has to remember is the carry. There is one step more than the
 * numbers have digits, for the last carry. 200 sums of numbers with 8 bits unless given, drawn evenly.
 *
 * @throws OptionError for an option that doesn't exist, or has a value that it can't have.
 *
 * @example
 * const { inputs, targets } = binaryAddition({ examples: 1, bits: 2, seed: 3 });
 * const value = (digits: number[]) => digits.reduce((sum, digit, i) => sum + digit * 2 ** i, 0);
 * value(inputs[0].map(([a]) => a)) + value(inputs[0].map(([, b]) => b)) === value(targets[0].flat()); // => true
 */
export function binaryAddition(options: AdditionOptions = {}): Generated<number[][], number[][]> {
  const { examples, random } = checkGenerator("binaryAddition", options, { examples: 200, noise: 0 }, ["bits"]);
  const { bits = 8 } = options;
  if (examples * positiveInteger("binaryAddition: bits", bits) > MOST_DIGITS) {
    throw new OptionError(
      `binaryAddition: ${examples} sums of ${bits} digits are more than ${MOST_DIGITS} digits. Take fewer of them.`,
    );
  }
  const bit = (step: number): number => (step < bits && random() < 0.5 ? 1 : 0);
  const inputs = Array.from({ length: examples }, () =>
    Array.from({ length: bits + 1 }, (_, step) => [bit(step), bit(step)]),
  );
  const targets = inputs.map((digits) => {
    let carry = 0;
    return digits.map(([a, b]) => {
      const sum = a! + b! + carry;
      carry = sum >> 1;
      return [sum & 1];
    });
  });
  return { inputs, targets };
}
