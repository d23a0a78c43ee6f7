import type { Described, Registrable } from "@nn/core/component";
import { binaryCrossEntropy, binaryCrossEntropyFromLogits } from "./classification/binary-cross-entropy.js";
import {
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
} from "./classification/categorical-cross-entropy.js";
import { categoricalHinge } from "./classification/categorical-hinge.js";
import { contrastive } from "./classification/contrastive.js";
import { binaryFocalCrossEntropy, categoricalFocalCrossEntropy } from "./classification/focal-cross-entropy.js";
import { hinge, squaredHinge } from "./classification/hinge.js";
import { kullbackLeiblerDivergence } from "./classification/kullback-leibler-divergence.js";
import { smoothedCategoricalCrossEntropyFromLogits } from "./classification/smoothed-categorical-cross-entropy.js";
import {
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
} from "./classification/sparse-categorical-cross-entropy.js";
import { triplet } from "./classification/triplet.js";
import { weightedBinaryCrossEntropyFromLogits } from "./classification/weighted-binary-cross-entropy.js";
import { MaskedLoss } from "./masks/masked-loss.js";
import { WeightedLosses } from "./outputs/weighted-losses.js";
import { L1, L2 } from "./penalties.js";
import { cosineSimilarity } from "./regression/cosine-similarity.js";
import { explainedVariance } from "./regression/explained-variance.js";
import { GaussianNegativeLogLikelihood } from "./regression/gaussian-negative-log-likelihood.js";
import { huber } from "./regression/huber.js";
import { logCosh } from "./regression/log-cosh.js";
import { meanAbsoluteError } from "./regression/mean-absolute-error.js";
import { meanAbsolutePercentageError } from "./regression/mean-absolute-percentage-error.js";
import { meanSquaredError } from "./regression/mean-squared-error.js";
import { meanSquaredLogarithmicError } from "./regression/mean-squared-logarithmic-error.js";
import { poisson } from "./regression/poisson.js";
import { quantile } from "./regression/quantile.js";
import { rSquared } from "./regression/r-squared.js";
import { rootMeanSquaredError } from "./regression/root-mean-squared-error.js";
import { BalancedAccuracy, CohenKappa, MatthewsCorrelation } from "./scores/agreement.js";
import { areaUnderPrecisionRecallCurve } from "./scores/area-under-precision-recall-curve.js";
import { areaUnderROCCurve } from "./scores/area-under-roc-curve.js";
import { CalibrationError } from "./scores/calibration-error.js";
import { ConfusionMatrix } from "./scores/confusion-matrix.js";
import { FBetaScore } from "./scores/f-beta-score.js";
import { F1Score } from "./scores/f1-score.js";
import { accuracy, binaryAccuracy, binaryAccuracyFromLogits, sparseCategoricalAccuracy } from "./scores/metrics.js";
import { Precision, Recall, Specificity } from "./scores/precision-and-recall.js";
import { TopKAccuracy } from "./scores/top-k-accuracy.js";

/** A copy doesn't have the settings of what it was copied from. */
const isWhole = (component: Described): boolean => typeof component.settings === "function";

/**
 * All losses and metrics of this package, for a registry, which writes them down and finds them again.
 *
 * @example
 * new Registry(lossKinds).make({ kind: "meanSquaredError" }) === meanSquaredError; // => true
 */
export const lossKinds: readonly Registrable[] = [
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  categoricalHinge,
  cosineSimilarity,
  hinge,
  squaredHinge,
  kullbackLeiblerDivergence,
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
  { kind: "binaryFocalCrossEntropy", from: binaryFocalCrossEntropy, isWhole },
  { kind: "categoricalFocalCrossEntropy", from: categoricalFocalCrossEntropy, isWhole },
  { kind: "contrastive", from: contrastive, isWhole },
  { kind: "triplet", from: triplet, isWhole },
  { kind: "huber", from: huber, isWhole },
  { kind: "quantile", from: quantile, isWhole },
  {
    kind: "smoothedCategoricalCrossEntropyFromLogits",
    from: smoothedCategoricalCrossEntropyFromLogits,
    isWhole,
  },
  { kind: "weightedBinaryCrossEntropyFromLogits", from: weightedBinaryCrossEntropyFromLogits, isWhole },
  accuracy,
  binaryAccuracy,
  binaryAccuracyFromLogits,
  sparseCategoricalAccuracy,
  areaUnderPrecisionRecallCurve,
  areaUnderROCCurve,
  BalancedAccuracy,
  CalibrationError,
  CohenKappa,
  ConfusionMatrix,
  explainedVariance,
  F1Score,
  FBetaScore,
  MatthewsCorrelation,
  Precision,
  Recall,
  rootMeanSquaredError,
  rSquared,
  Specificity,
  TopKAccuracy,
  GaussianNegativeLogLikelihood,
  MaskedLoss,
  WeightedLosses,
  L1,
  L2,
];
