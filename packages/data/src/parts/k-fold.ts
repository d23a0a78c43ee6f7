import { OptionError } from "@nn/core";
import { checkOptions, show } from "@nn/core/component";
import { DIVISION_OPTIONS, type DivisionOptions, divisionOf } from "./divisions/division-of.js";
import { checkEnough, examplesOf, type Pairs, type Selectable } from "./examples.js";
import type { Divided, Split } from "./split.js";

/** How {@link kFold} divides the examples. */
export interface FoldOptions extends DivisionOptions {
  /** How many times to divide them, at least 2; 5 and 10 are usual. It has no default. */
  readonly folds: number;
}

/**
 * Divides examples for cross-validation: into `folds` parts, of which each is the test once while the others are trained on.
 * By chance, or with each class in the same share in every fold (`stratify`), or with each group in one fold (`groups`). With
 * `time`, the examples are divided into one part more, in order, and each test but the first part is trained for on all that
 * come before it.
 *
 * A network, and whatever is fitted, as a scaler, has to be made anew for each fold: the mean of the tests is then an estimate
 * of how well such a network does on examples that it hasn't seen.
 *
 * @throws OptionError for a number of folds that can't be, two ways to divide at once, or an option that doesn't exist; DataError
 *   as `trainTestSplit` does, and for a class with fewer examples than there are folds.
 *
 * @example
 * const people = { inputs: [[-2, -1], [25, 6], [17, 4], [-15, -6]], targets: [1, 0, 0, 1] };
 * const folds = kFold(people, { folds: 2, stratify: true });
 * folds.map(({ test }) => test.targets.toSorted()); // => [[0, 1], [0, 1]]
 * kFold(people, { folds: 3, time: [1, 2, 3, 4] }).map(({ train }) => train.inputs.length); // => [1, 2, 3]
 */
export function kFold<Input, Target>(data: Pairs<Input, Target>, options: FoldOptions): Split<Input, Target>[];
export function kFold<Rows extends Selectable<Rows>>(data: Rows, options: FoldOptions): Divided<Rows>[];
export function kFold(data: unknown, options: FoldOptions): Divided<unknown>[] {
  checkOptions("kFold", options, ["folds", ...DIVISION_OPTIONS]);
  const { folds } = options;
  if (!Number.isInteger(folds) || folds < 2) {
    throw new OptionError(`kFold: folds must be a whole number of at least 2, but is ${show(folds)}.`);
  }
  const examples = examplesOf("kFold", data);
  checkEnough("kFold", examples, folds, "fold");
  const divided = divisionOf("kFold", examples, options).folds(folds);
  return divided.map(({ train, test }) => ({ train: examples.take(train), test: examples.take(test) }));
}
