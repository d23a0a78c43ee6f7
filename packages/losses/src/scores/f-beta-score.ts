import { finiteNumber } from "@nn/core/component";
import { AveragedScore, type AverageOptions, type ClassCounts } from "./averages.js";

/** The settings of {@link FBetaScore}. */
export interface FBetaScoreOptions extends AverageOptions {
  /** How many times as much recall counts as precision, above 0: 2 where missing one is worse, 0.5 where a false alarm is. */
  readonly beta: number;
}

/**
 * A weighted harmonic mean of precision and recall, from 0 to 1, in which recall counts β times as much.
 *
 *     Fβ = (1 + β²)·TP / ((1 + β²)·TP + β²·FN + FP)
 *
 * TP, FN and FP are those of {@link F1Score}, which is this with β = 1, and as there a score is 0 where TP is.
 *
 * Source: C. van Rijsbergen, *Information Retrieval* (1979), chapter 7; scikit-learn's `fbeta_score`, with `zero_division=0`.
 *
 * @throws DataError for targets that aren't classes; OptionError for options that don't exist, a beta that isn't above 0, the average
 *   "binary" of more classes, and a threshold of several outputs.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const data = { inputs: [-3, 2, 5, 1, 4], targets: [1, 1, 0, 0, 1] };
 * network.evaluate(data, { loss: binaryCrossEntropy, metrics: { f2: new FBetaScore({ beta: 2 }) } }).f2; // => 0.625
 */
export class FBetaScore extends AveragedScore<FBetaScoreOptions> {
  constructor(options: FBetaScoreOptions) {
    const { beta } = Object(options) as FBetaScoreOptions;
    // What is no number isn't multiplied or written: a list may have room for more than there is memory.
    const known = typeof beta === "number" ? beta : Number.NaN;
    super("FBetaScore", options, fScoreOf(known), ["beta"], `beta ${known}, `);
    finiteNumber("FBetaScore: beta", beta, { above: 0 });
  }

  /** As a registry knows it. */
  get kind(): string {
    return "FBetaScore";
  }
}

/** The score of a class by its counts. */
export function fScoreOf(beta: number): (counts: ClassCounts) => number {
  const square = beta * beta;
  return ({ truePositives, falseNegatives, falsePositives }) => {
    if (truePositives === 0) return 0;
    const right = (1 + square) * truePositives;
    return right / (right + square * falseNegatives + falsePositives);
  };
}
