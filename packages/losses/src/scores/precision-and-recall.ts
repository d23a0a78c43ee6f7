import { AveragedScore, type AverageOptions, shareOf } from "./averages.js";

/**
 * Of the examples that are taken for a class, the share that is right, from 0 to 1.
 *
 *     TP / (TP + FP)
 *
 * TP are the examples of a class that were taken for it, FP those of other classes that were; where nothing was taken for it, it is 0. Of
 * several outputs the largest is the answer, and of equal ones the first. With an answer or a target of NaN, it is NaN. Of outputs [steps, classes]
 * each step is counted as an example is.
 *
 * Source: scikit-learn's `precision_score`, whose averages these are, with `zero_division=0`.
 *
 * @throws DataError for targets that aren't classes; OptionError for options that don't exist, for the average "binary" of more
 *   classes, and for a threshold of several outputs.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const data = { inputs: [-3, 2, 5, 1, 4], targets: [1, 1, 0, 1, 1] };
 * network.evaluate(data, { loss: binaryCrossEntropy, metrics: { precision: new Precision() } }).precision; // => 0.75
 */
export class Precision extends AveragedScore<AverageOptions> {
  constructor(options: AverageOptions = {}) {
    super("Precision", options, ({ truePositives, falsePositives }) => shareOf(truePositives, falsePositives));
  }

  /** As a registry knows it. */
  get kind(): string {
    return "Precision";
  }
}

/**
 * Of the examples of a class, the share that is taken for it, from 0 to 1; also known as sensitivity.
 *
 *     TP / (TP + FN)
 *
 * TP are the examples of a class that were taken for it, FN those that weren't; of a class without examples it is 0. What is an answer is
 * told at {@link Precision}.
 *
 * Source: scikit-learn's `recall_score`, whose averages these are, with `zero_division=0`.
 *
 * @throws DataError for targets that aren't classes; OptionError for options that don't exist, for the average "binary" of more
 *   classes, and for a threshold of several outputs.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const data = { inputs: [-3, 2, 5, 1], targets: [1, 1, 0, 0] };
 * network.evaluate(data, { loss: binaryCrossEntropy, metrics: { recall: new Recall() } }).recall; // => 0.5
 */
export class Recall extends AveragedScore<AverageOptions> {
  constructor(options: AverageOptions = {}) {
    super("Recall", options, ({ truePositives, falseNegatives }) => shareOf(truePositives, falseNegatives));
  }

  /** As a registry knows it. */
  get kind(): string {
    return "Recall";
  }
}

/**
 * Of the examples that aren't of a class, the share that isn't taken for it either, from 0 to 1: the recall of the other classes.
 *
 *     TN / (TN + FP)
 *
 * TN are the examples of other classes that weren't taken for it, FP those that were; where all examples are of the class, it is 0. What is
 * an answer is told at {@link Precision}.
 *
 * Source: D. Altman and J. Bland, "Diagnostic tests 1: sensitivity and specificity", BMJ 308 (1994).
 *
 * @throws DataError for targets that aren't classes; OptionError for options that don't exist, for the average "binary" of more
 *   classes, and for a threshold of several outputs.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const data = { inputs: [-3, 2, 5, 1], targets: [0, 0, 1, 0] };
 * network.evaluate(data, { loss: binaryCrossEntropy, metrics: { figure: new Specificity() } }).figure; // => 0.3333
 */
export class Specificity extends AveragedScore<AverageOptions> {
  constructor(options: AverageOptions = {}) {
    super("Specificity", options, ({ trueNegatives, falsePositives }) => shareOf(trueNegatives, falsePositives));
  }

  /** As a registry knows it. */
  get kind(): string {
    return "Specificity";
  }
}
