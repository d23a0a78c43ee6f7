import { countsOf, shareOf } from "./averages.js";
import type { ClassOptions, ClassTally } from "./class-tally.js";
import { checkedOptions, TallyMetric } from "./tally-metric.js";

/**
 * The mean of the classes' recalls, of those that have examples: accuracy in which each class counts alike, however few are of it.
 *
 *     1/k · Σ TPᵢ / (TPᵢ + FNᵢ)         over the k classes that have examples
 *
 * What is an answer is told at {@link Precision}.
 *
 * Source: scikit-learn's `balanced_accuracy_score`.
 *
 * @throws DataError for targets that aren't classes; OptionError for options that don't exist, and a threshold of several outputs.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const data = { inputs: [3, 2, 5, -1], targets: [1, 1, 1, 1] };
 * network.evaluate(data, { loss: binaryCrossEntropy, metrics: { figure: new BalancedAccuracy() } }).figure; // => 0.75
 */
export class BalancedAccuracy extends TallyMetric {
  constructor(options: ClassOptions = {}) {
    super("BalancedAccuracy", checkedOptions("BalancedAccuracy", options), (tally) => {
      const recalls = classesOf(tally).flatMap((index) => {
        const { truePositives, falseNegatives } = countsOf(tally, index);
        return truePositives + falseNegatives > 0 ? [shareOf(truePositives, falseNegatives)] : [];
      });
      return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
    });
  }

  /** As a registry knows it. */
  get kind(): string {
    return "BalancedAccuracy";
  }
}

/**
 * How much oftener answers are right than by chance, where chance gives each class as often as the answers do: 1 where all are right, 0 for
 * chance, and below that for worse.
 *
 *     κ = (p₀ − pₑ) / (1 − pₑ)         p₀ is the share of right answers, pₑ = Σ (targets of i)·(answers of i) / n²
 *
 * NaN where all targets and answers are of one class, and there is nothing to choose. What is an answer is told at {@link Precision}.
 *
 * Source: J. Cohen, "A Coefficient of Agreement for Nominal Scales" (1960); scikit-learn's `cohen_kappa_score`.
 *
 * @throws DataError for targets that aren't classes; OptionError for options that don't exist, and a threshold of several outputs.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const data = { inputs: [-3, 2, 5, -1], targets: [0, 1, 1, 1] };
 * network.evaluate(data, { loss: binaryCrossEntropy, metrics: { kappa: new CohenKappa() } }).kappa; // => 0.5
 */
export class CohenKappa extends TallyMetric {
  constructor(options: ClassOptions = {}) {
    super("CohenKappa", checkedOptions("CohenKappa", options), (tally) => {
      const { total, right, byChance } = sumsOf(tally);
      return (right * total - byChance) / (total * total - byChance);
    });
  }

  /** As a registry knows it. */
  get kind(): string {
    return "CohenKappa";
  }
}

/**
 * The correlation of answers and targets, from −1 to 1: 1 where all are right, 0 for answers that tell nothing. It is large only where
 * each class is answered well.
 *
 *     (c·n − Σ tᵢ·aᵢ) / √((n² − Σ tᵢ²)·(n² − Σ aᵢ²))         of n examples, of which c are right, tᵢ of class i, and aᵢ taken for it
 *
 * Of two classes it is (TP·TN − FP·FN) / √((TP + FP)·(TP + FN)·(TN + FP)·(TN + FN)). 0 where all targets or all answers are of one class. What
 * is an answer is told at {@link Precision}.
 *
 * Source: B. Matthews, "Comparison of the predicted and observed secondary structure of T4 phage lysozyme" (1975), and J. Gorodkin (2004)
 * for several classes; scikit-learn's `matthews_corrcoef`.
 *
 * @throws DataError for targets that aren't classes; OptionError for options that don't exist, and a threshold of several outputs.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const data = { inputs: [-3, 2, 5, -1], targets: [0, 1, 1, 1] };
 * network.evaluate(data, { loss: binaryCrossEntropy, metrics: { figure: new MatthewsCorrelation() } }).figure; // => 0.5774
 */
export class MatthewsCorrelation extends TallyMetric {
  constructor(options: ClassOptions = {}) {
    super("MatthewsCorrelation", checkedOptions("MatthewsCorrelation", options), (tally) => {
      const { total, right, byChance, targetSquares, answerSquares } = sumsOf(tally);
      const spread = Math.sqrt((total * total - targetSquares) * (total * total - answerSquares));
      return spread === 0 ? 0 : (right * total - byChance) / spread;
    });
  }

  /** As a registry knows it. */
  get kind(): string {
    return "MatthewsCorrelation";
  }
}

function classesOf({ classes }: ClassTally): readonly number[] {
  return Array.from({ length: classes }, (_, index) => index);
}

/** Of all examples: how many there are and are right, and the sums over the classes of products of how many are and are taken for each. */
function sumsOf(tally: ClassTally) {
  let [total, right, byChance, targetSquares, answerSquares] = [0, 0, 0, 0, 0];
  for (const index of classesOf(tally)) {
    const { truePositives, falseNegatives, falsePositives } = countsOf(tally, index);
    const [targets, answers] = [truePositives + falseNegatives, truePositives + falsePositives];
    total += targets;
    right += truePositives;
    byChance += targets * answers;
    targetSquares += targets * targets;
    answerSquares += answers * answers;
  }
  return { total, right, byChance, targetSquares, answerSquares };
}
