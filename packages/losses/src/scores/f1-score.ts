import { AveragedScore, type AverageOptions } from "./averages.js";
import { fScoreOf } from "./f-beta-score.js";

/**
 * The harmonic mean of precision and recall, from 0 to 1.
 *
 *     F1 = 2·TP / (2·TP + FP + FN)
 *
 * TP are the examples of a class that were taken for it, FP those of other classes that were, FN those of the class that
 * weren't; where all are 0, so is the score. Of several outputs the largest is the answer, and of equal ones the first. With
 * an answer or a target of NaN, it is NaN. Of outputs [steps, classes] each step is counted as an example is.
 *
 * Source: scikit-learn's `f1_score`, whose averages these are, with `zero_division=0`.
 *
 * @throws DataError for targets that aren't classes; OptionError for options that don't exist, for the average "binary" of more
 *   classes, and for a threshold of several outputs.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const data = { inputs: [-3, 2, 5, 1, 4], targets: [1, 1, 0, 1, 1] };
 * network.evaluate(data, { loss: binaryCrossEntropy, metrics: { f1: new F1Score() } }).f1; // => 0.75
 */
export class F1Score extends AveragedScore<AverageOptions> {
  constructor(options: AverageOptions = {}) {
    super("F1Score", options, fScoreOf(1));
  }

  /** As a registry knows it. */
  get kind(): string {
    return "F1Score";
  }
}
