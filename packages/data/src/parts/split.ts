import { OptionError } from "@nn/core";
import { checkOptions, show } from "@nn/core/component";
import { DIVISION_OPTIONS, type DivisionOptions, divisionOf } from "./divisions/division-of.js";
import { checkEnough, examplesOf, type Pairs, type Selectable } from "./examples.js";

/** What training may see, and what it may not. */
export interface Divided<Part> {
  /** The examples to learn from: parameters, and the means and ranges of scalers too. */
  readonly train: Part;
  /** The examples to judge by: at least one, none of which is in `train`. */
  readonly test: Part;
}

/** The two parts of inputs with their targets. */
export type Split<Input, Target> = Divided<Pairs<Input, Target>>;

/** How {@link trainTestSplit} divides the examples. */
export interface SplitOptions extends DivisionOptions {
  /** The share of the examples that is kept for the test, above 0 and below 1; it has no default. */
  readonly testFraction: number;
}

/**
 * Divides examples into two parts, to train on one and to test on the other: by chance, or so that each class has the same
 * share in both (`stratify`), each group is in one of them (`groups`), or the test is later (`time`). Lists are divided into
 * lists of the same objects, tables into tables; every example is in one part.
 *
 * The test gets n·testFraction of the n examples, rounded, but each part at least one; with `stratify` at least one of each
 * class. Groups, and examples of one moment, stay together, so that their test may have some more or fewer.
 *
 * @throws OptionError for a fraction outside (0, 1), two ways to divide at once, or an option that doesn't exist; DataError for
 *   unequal numbers of inputs and targets, fewer than two examples, a class of a single example, a single group or moment,
 *   and a moment that can't be told, such as "03.04.24".
 *
 * @example
 * const people = { inputs: [[-2, -1], [25, 6], [17, 4], [-15, -6]], targets: [1, 0, 0, 1] };
 * const { train, test } = trainTestSplit(people, { testFraction: 0.25, seed: "lab-0" });
 * train.inputs.length; // => 3
 * test.targets.length; // => 1
 * trainTestSplit(people, { testFraction: 0.5, stratify: true }).test.targets.toSorted(); // => [0, 1]
 * trainTestSplit(people, { testFraction: 0.25, time: [2021, 2024, 2023, 2022] }).test.inputs; // => [[25, 6]]
 */
export function trainTestSplit<Input, Target>(data: Pairs<Input, Target>, options: SplitOptions): Split<Input, Target>;
export function trainTestSplit<Rows extends Selectable<Rows>>(data: Rows, options: SplitOptions): Divided<Rows>;
export function trainTestSplit(data: unknown, options: SplitOptions): Divided<unknown> {
  if (Array.isArray(data) && Array.isArray(options)) {
    throw new OptionError(
      "trainTestSplit takes inputs and targets together, trainTestSplit({ inputs, targets }, { testFraction: 0.25 }), " +
        "but got them one after another.",
    );
  }
  checkOptions("trainTestSplit", options, ["testFraction", ...DIVISION_OPTIONS]);
  const { testFraction } = options;
  if (!Number.isFinite(testFraction) || testFraction <= 0 || testFraction >= 1) {
    throw new OptionError(
      `trainTestSplit: testFraction must be a number above 0 and below 1, but is ${show(testFraction)}.`,
    );
  }
  const examples = examplesOf("trainTestSplit", data);
  const { size } = examples;
  checkEnough("trainTestSplit", examples, 2, "part");
  const division = divisionOf("trainTestSplit", examples, options);
  const { train, test } = division.divide(Math.min(Math.max(Math.round(size * testFraction), 1), size - 1));
  return { train: examples.take(train), test: examples.take(test) };
}
