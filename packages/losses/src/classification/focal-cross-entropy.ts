import { checkOptions, defineLoss, finiteNumber, type Loss } from "@nn/core/component";
import {
  CLIPPED,
  checkDistributions,
  checkPredictions,
  checkTargets,
  distributionsFor,
  endIn,
  NO_DISTRIBUTION,
  P_OUTSIDE,
  probabilitiesFor,
  T_OUTSIDE,
} from "../probabilities.js";

/** The settings of {@link binaryFocalCrossEntropy} and {@link categoricalFocalCrossEntropy}. */
export interface FocalOptions {
  /** How much less an example counts that is answered well: 2 unless given; with 0 all count alike. */
  readonly gamma?: number;
  /**
   * Of `binaryFocalCrossEntropy`, what a target of 1 counts, between 0 and 1, where one of 0 counts the rest of 1; without it each
   * counts 1. Of `categoricalFocalCrossEntropy`, what all is multiplied by; 1 unless given.
   */
  readonly alpha?: number;
}

/** The settings, and a name that has those that were given. */
function checked(
  where: string,
  options: FocalOptions,
  bounds: Parameters<typeof finiteNumber>[2],
): { gamma: number; settings: FocalOptions; name: string } {
  checkOptions(where, options, ["gamma", "alpha"]);
  const { gamma = 2, alpha } = options;
  finiteNumber(`${where}: gamma`, gamma, { atLeast: 0 });
  if (alpha === undefined) return { gamma, settings: { gamma }, name: `${where}(gamma ${gamma})` };
  finiteNumber(`${where}: alpha`, alpha, bounds);
  return { gamma, settings: { gamma, alpha }, name: `${where}(gamma ${gamma}, alpha ${alpha})` };
}

/**
 * {@link binaryCrossEntropy} in which an output that is answered well counts little, so that many easy examples don't outweigh
 * a few hard ones. The mean over the examples and their outputs.
 *
 *     L = −1/(n·m) · Σ α·t·(1 − p)^γ·ln p + (1 − α)·(1 − t)·p^γ·ln(1 − p)         prediction p, target t
 *     ∂L/∂p = (α·t·(1 − p)^γ·(γ·ln p/(1 − p) − 1/p) − (1 − α)·(1 − t)·p^γ·(γ·ln(1 − p)/p − 1/(1 − p))) / (n·m)
 *
 * For targets of 0 and 1 it is Keras's; for those between, Keras weighs otherwise. Without an alpha, the factors α and 1 − α are 1, as in
 * Keras without class balancing; the paper's best is γ = 2 with α = 0.25. p is moved into [1e-12, 1 − 1e-12] in both formulas.
 *
 * Source: T. Lin, P. Goyal, R. Girshick, K. He and P. Dollár, "Focal Loss for Dense Object Detection" (2017), equation 5.
 *
 * @throws OptionError for options that don't exist, a gamma below 0, and an alpha that isn't between 0 and 1; DataError for predictions
 *   or targets outside [0, 1].
 *
 * @example
 * lossOf(binaryFocalCrossEntropy(), { targets: [1, 0], predictions: [0.5, 0.5] }); // => 0.1733
 */
export function binaryFocalCrossEntropy(options: FocalOptions = {}): Loss {
  const { gamma, settings, name } = checked("binaryFocalCrossEntropy", options, { above: 0, below: 1 });
  const { alpha } = settings;
  const [ones, zeros] = alpha === undefined ? ["t", "(1 - t)"] : [`${alpha} * t`, `(1 - ${alpha}) * (1 - t)`];
  return defineLoss({
    kind: "binaryFocalCrossEntropy",
    settings,
    name,
    titles: { en: "the binary focal cross-entropy", fr: "l’entropie croisée focale binaire" },
    predictions: probabilitiesFor("binaryCrossEntropy", "categoricalFocalCrossEntropy"),
    formula: {
      value: `-mean(${ones} * (1 - p)^${gamma} * log(p) + ${zeros} * p^${gamma} * log(1 - p))`,
      clip: [1e-12, 1 - 1e-12],
    },
    value: [
      CLIPPED,
      `value = -mean(${ones} * exp(${gamma} * log1p(-q)) * log(q) + ${zeros} * exp(${gamma} * log(q)) * log1p(-q))`,
    ],
    gradient: [
      CLIPPED,
      `one = ${ones} * exp(${gamma} * log1p(-q)) * (${gamma} * log(q) / (1 - q) - 1 / q)`,
      `zero = ${zeros} * exp(${gamma} * log(q)) * (${gamma} * log1p(-q) / q - 1 / (1 - q))`,
      "gradient = (one - zero) / (batch * size)",
    ],
    refuses: [P_OUTSIDE, T_OUTSIDE],
    refuse: (frame) => {
      checkPredictions("binaryFocalCrossEntropy", endIn("sigmoid", "binaryCrossEntropy"), frame);
      checkTargets("binaryFocalCrossEntropy", frame);
    },
  });
}

/**
 * {@link categoricalCrossEntropy} in which a class that is answered well counts little, so that many easy examples don't outweigh a
 * few hard ones. The sum over the classes, the mean over the examples.
 *
 *     L = −1/n · Σ α·t·(1 − p)^γ·ln p         n examples, prediction p, target t (each row sums to 1, usually one-hot)
 *     ∂L/∂p = α·t·(1 − p)^γ·(γ·ln p/(1 − p) − 1/p) / n
 *
 * Keras's α is 0.25 unless given, here it is 1. Of outputs [steps, classes] each step is a row of its own, and an example has the mean of
 * its steps. p is moved into [1e-12, 1 − 1e-12] in both formulas.
 *
 * Source: T. Lin, P. Goyal, R. Girshick, K. He and P. Dollár, "Focal Loss for Dense Object Detection" (2017), section 3.
 *
 * @throws OptionError for options that don't exist, a gamma below 0, and an alpha that isn't above 0; DataError for predictions outside
 *   [0, 1], targets that don't sum to 1, and fewer than two classes.
 *
 * @example
 * lossOf(categoricalFocalCrossEntropy(), { targets: [[1, 0]], predictions: [[0.5, 0.5]] }); // => 0.1733
 */
export function categoricalFocalCrossEntropy(options: FocalOptions = {}): Loss {
  const { gamma, settings, name } = checked("categoricalFocalCrossEntropy", options, { above: 0 });
  const { alpha = 1 } = settings;
  return defineLoss({
    kind: "categoricalFocalCrossEntropy",
    settings,
    name,
    titles: { en: "the categorical focal cross-entropy", fr: "l’entropie croisée focale catégorielle" },
    predictions: distributionsFor("categoricalCrossEntropy", "binaryFocalCrossEntropy"),
    formula: {
      value: `-${alpha} * sum(t * (1 - p)^${gamma} * log(p))`,
      clip: [1e-12, 1 - 1e-12],
      lastAxis: true,
    },
    value: [CLIPPED, `value = -${alpha} * sum(t * exp(${gamma} * log1p(-q)) * log(q))`],
    gradient: [
      CLIPPED,
      `gradient = ${alpha} * t * exp(${gamma} * log1p(-q)) * (${gamma} * log(q) / (1 - q) - 1 / q) / batch`,
    ],
    refuses: [P_OUTSIDE, ...NO_DISTRIBUTION],
    refuse: (frame) => {
      checkPredictions("categoricalFocalCrossEntropy", endIn("softmax", "categoricalCrossEntropy"), frame);
      checkDistributions("categoricalFocalCrossEntropy", "binaryFocalCrossEntropy", frame);
    },
  });
}
