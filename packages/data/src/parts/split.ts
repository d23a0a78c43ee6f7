import { DataError, OptionError, seededRandom } from "@nn/core";
import { checkOptions, permutation, show } from "@nn/core/component";
import type { Seed } from "@nn/core/types";
import { checkWhole } from "../rows.js";

/** Examples and their targets as two lists of equal length, whatever a row is. */
export interface Pairs<Input, Target> {
  /** One element an example. */
  readonly inputs: readonly Input[];
  /** What each example should give, at the index of its input. */
  readonly targets: readonly Target[];
}

/** What training may see, and what it may not. */
export interface Split<Input, Target> {
  /** The examples to learn from: parameters, and the means and ranges of scalers too. */
  readonly train: Pairs<Input, Target>;
  /** The examples to judge by: at least one, none of which is in `train`. */
  readonly test: Pairs<Input, Target>;
}

/** How {@link trainTestSplit} divides the examples. Neither option has a default. */
export interface SplitOptions {
  /** The share of the examples that is kept for the test, above 0 and below 1. */
  readonly testFraction: number;
  /** What decides which examples those are; 0 unless given, like a network's. */
  readonly seed?: Seed;
}

/**
 * Divides examples by chance into two parts, to train on one and to test on the other. The rows are the same objects,
 * not copies; every example is in one part.
 *
 * The test gets n·testFraction of the n examples, rounded, but each part at least one.
 *
 * @throws OptionError for a fraction outside (0, 1), or an option that doesn't exist; DataError for unequal numbers of
 *   inputs and targets, and for fewer than two examples.
 *
 * @example
 * const people = { inputs: [[-2, -1], [25, 6], [17, 4], [-15, -6]], targets: [1, 0, 0, 1] };
 * const { train, test } = trainTestSplit(people, { testFraction: 0.25, seed: "lab-0" });
 * train.inputs.length; // => 3
 * test.targets.length; // => 1
 */
export function trainTestSplit<Input, Target>(data: Pairs<Input, Target>, options: SplitOptions): Split<Input, Target> {
  if (Array.isArray(data) && Array.isArray(options)) {
    throw new OptionError(
      "trainTestSplit takes inputs and targets together, trainTestSplit({ inputs, targets }, { testFraction: 0.25 }), " +
        "but got them one after another.",
    );
  }
  checkOptions("trainTestSplit", options, ["testFraction", "seed"]);
  const { testFraction, seed = 0 } = options;
  if (!Number.isFinite(testFraction) || testFraction <= 0 || testFraction >= 1) {
    throw new OptionError(
      `trainTestSplit: testFraction must be a number above 0 and below 1, but is ${show(testFraction)}.`,
    );
  }
  const size = checkPairs(data);
  const random = seededRandom(seed, "split");
  const testSize = Math.min(Math.max(Math.round(size * testFraction), 1), size - 1);
  const rows = Array.from(permutation(random, size));
  return { train: pick(data, rows.slice(testSize)), test: pick(data, rows.slice(0, testSize)) };
}

/** The number of examples, at least two. */
function checkPairs(data: Pairs<unknown, unknown>): number {
  if (!Array.isArray(data?.inputs) || !Array.isArray(data.targets)) {
    const names = ["inputs", "targets"] as const;
    const got =
      show(data) === "an object" ? names.map((name) => `${name}: ${show(data[name])}`).join(", ") : show(data);
    throw new DataError(
      `trainTestSplit takes { inputs, targets }, each an array with one element an example, but got ${got}.`,
    );
  }
  const { inputs, targets } = data;
  if (inputs.length !== targets.length) {
    throw new DataError(
      `trainTestSplit: there ${inputs.length === 1 ? "is" : "are"} ${inputs.length} input${inputs.length === 1 ? "" : "s"}, but ${targets.length} target${targets.length === 1 ? "" : "s"}: each example needs one target.`,
    );
  }
  if (inputs.length < 2) {
    throw new DataError(`trainTestSplit needs at least 2 examples, one for each part, but got ${inputs.length}.`);
  }
  checkWhole("trainTestSplit: inputs", inputs);
  checkWhole("trainTestSplit: targets", targets);
  return inputs.length;
}

function pick<Input, Target>({ inputs, targets }: Pairs<Input, Target>, rows: readonly number[]): Pairs<Input, Target> {
  return { inputs: rows.map((row) => inputs[row]!), targets: rows.map((row) => targets[row]!) };
}
