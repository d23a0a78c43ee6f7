import { checkOptions, defineLoss, finiteNumber, type Loss } from "@nn/core/component";
import { checkTargets, logitsFor, T_OUTSIDE } from "../probabilities.js";

/** The settings of {@link weightedBinaryCrossEntropyFromLogits}. */
export interface PositiveWeightOptions {
  /** What a target of 1 counts, where one of 0 counts 1: above 1 fewer ones are missed, below 1 fewer zeros are taken for ones. */
  readonly positiveWeight: number;
}

/**
 * {@link binaryCrossEntropyFromLogits} in which targets of 1 have a weight of their own, for labels of which few are 1. The mean over the
 * examples and their outputs, not divided by the weights. The network's last activation is `identity`.
 *
 *     L = 1/(n·m) · Σ (1 − t)·ln(1 + e^z) + w·t·ln(1 + e^(−z))         w is the positive weight
 *     ∂L/∂z = ((1 − t)·sigmoid(z) − w·t·sigmoid(−z)) / (n·m)
 *
 * As PyTorch's `pos_weight` and TensorFlow's `weighted_cross_entropy_with_logits`. Weights of whole classes or examples are those of a
 * training, `classWeights` and `weights`, for any loss.
 *
 * @throws OptionError for options that don't exist, and a weight that isn't a finite number above 0; DataError for targets outside [0, 1].
 *
 * @example
 * const loss = weightedBinaryCrossEntropyFromLogits({ positiveWeight: 3 });
 * lossOf(loss, { targets: [1, 0], predictions: [0, 0] }); // => 1.3863
 */
export function weightedBinaryCrossEntropyFromLogits(options: PositiveWeightOptions): Loss {
  const where = "weightedBinaryCrossEntropyFromLogits";
  checkOptions(where, options, ["positiveWeight"]);
  const weight = finiteNumber(`${where}: positiveWeight`, options.positiveWeight, { above: 0 });
  return defineLoss({
    kind: where,
    settings: { positiveWeight: weight },
    name: `${where}(positiveWeight ${weight})`,
    titles: {
      en: "the weighted binary cross-entropy from logits",
      fr: "l’entropie croisée binaire pondérée, calculée à partir des logits",
    },
    predictions: logitsFor("binaryCrossEntropy"),
    formula: { value: `mean((1 - t) * log(1 + exp(p)) + ${weight} * t * log(1 + exp(-p)))` },
    value: [
      "rest = log1p(exp(-abs(p)))",
      `value = mean((1 - t) * (max(p, 0) + rest) + ${weight} * t * (max(-p, 0) + rest))`,
    ],
    gradient: [`gradient = ((1 - t) * sigmoid(p) - ${weight} * t * sigmoid(-p)) / (batch * size)`],
    refuses: [T_OUTSIDE],
    refuse: (frame) => checkTargets(where, frame),
  });
}
