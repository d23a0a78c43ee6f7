import type { Described, Registrable } from "@nn/core/component";
import { BalancedAccuracy, CohenKappa, MatthewsCorrelation } from "./agreement.js";
import { areaUnderPrecisionRecallCurve } from "./area-under-precision-recall-curve.js";
import { areaUnderROCCurve } from "./area-under-roc-curve.js";
import { binaryCrossEntropy, binaryCrossEntropyFromLogits } from "./binary-cross-entropy.js";
import { CalibrationError } from "./calibration-error.js";
import { categoricalCrossEntropy, categoricalCrossEntropyFromLogits } from "./categorical-cross-entropy.js";
import { categoricalHinge } from "./categorical-hinge.js";
import { ConfusionMatrix } from "./confusion-matrix.js";
import { contrastive } from "./contrastive.js";
import { cosineSimilarity } from "./cosine-similarity.js";
import { explainedVariance } from "./explained-variance.js";
import { FBetaScore } from "./f-beta-score.js";
import { F1Score } from "./f1-score.js";
import { binaryFocalCrossEntropy, categoricalFocalCrossEntropy } from "./focal-cross-entropy.js";
import { hinge, squaredHinge } from "./hinge.js";
import { huber } from "./huber.js";
import { kullbackLeiblerDivergence } from "./kullback-leibler-divergence.js";
import { logCosh } from "./log-cosh.js";
import { meanAbsoluteError } from "./mean-absolute-error.js";
import { meanAbsolutePercentageError } from "./mean-absolute-percentage-error.js";
import { meanSquaredError } from "./mean-squared-error.js";
import { meanSquaredLogarithmicError } from "./mean-squared-logarithmic-error.js";
import { accuracy, binaryAccuracy, binaryAccuracyFromLogits, sparseCategoricalAccuracy } from "./metrics.js";
import { L1, L2 } from "./penalties.js";
import { poisson } from "./poisson.js";
import { Precision, Recall, Specificity } from "./precision-and-recall.js";
import { quantile } from "./quantile.js";
import { rSquared } from "./r-squared.js";
import { rootMeanSquaredError } from "./root-mean-squared-error.js";
import { smoothedCategoricalCrossEntropyFromLogits } from "./smoothed-categorical-cross-entropy.js";
import {
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
} from "./sparse-categorical-cross-entropy.js";
import { TopKAccuracy } from "./top-k-accuracy.js";
import { weightedBinaryCrossEntropyFromLogits } from "./weighted-binary-cross-entropy.js";

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
  L1,
  L2,
];
