export { BalancedAccuracy, CohenKappa, MatthewsCorrelation } from "./agreement.js";
export { areaUnderPrecisionRecallCurve } from "./area-under-precision-recall-curve.js";
export { areaUnderROCCurve } from "./area-under-roc-curve.js";
export type { AverageOptions } from "./averages.js";
export { binaryCrossEntropy, binaryCrossEntropyFromLogits } from "./binary-cross-entropy.js";
export type { CalibrationErrorOptions } from "./calibration-error.js";
export { CalibrationError } from "./calibration-error.js";
export { categoricalCrossEntropy, categoricalCrossEntropyFromLogits } from "./categorical-cross-entropy.js";
export { categoricalHinge } from "./categorical-hinge.js";
export type { ClassOptions } from "./class-tally.js";
export { ConfusionMatrix } from "./confusion-matrix.js";
export type { ContrastiveOptions } from "./contrastive.js";
export { contrastive } from "./contrastive.js";
export { cosineSimilarity } from "./cosine-similarity.js";
export { explainedVariance } from "./explained-variance.js";
export type { FBetaScoreOptions } from "./f-beta-score.js";
export { FBetaScore } from "./f-beta-score.js";
export { F1Score } from "./f1-score.js";
export type { FocalOptions } from "./focal-cross-entropy.js";
export { binaryFocalCrossEntropy, categoricalFocalCrossEntropy } from "./focal-cross-entropy.js";
export { hinge, squaredHinge } from "./hinge.js";
export type { HuberOptions } from "./huber.js";
export { huber } from "./huber.js";
export { lossKinds } from "./kinds.js";
export { kullbackLeiblerDivergence } from "./kullback-leibler-divergence.js";
export { logCosh } from "./log-cosh.js";
export { meanAbsoluteError } from "./mean-absolute-error.js";
export { meanAbsolutePercentageError } from "./mean-absolute-percentage-error.js";
export { meanSquaredError } from "./mean-squared-error.js";
export { meanSquaredLogarithmicError } from "./mean-squared-logarithmic-error.js";
export {
  accuracy,
  binaryAccuracy,
  binaryAccuracyFromLogits,
  sparseCategoricalAccuracy,
} from "./metrics.js";
export type { PenaltyOptions } from "./penalties.js";
export { L1, L2 } from "./penalties.js";
export { poisson } from "./poisson.js";
export { Precision, Recall, Specificity } from "./precision-and-recall.js";
export type { QuantileOptions } from "./quantile.js";
export { quantile } from "./quantile.js";
export { rSquared } from "./r-squared.js";
export { rootMeanSquaredError } from "./root-mean-squared-error.js";
export type { SmoothingOptions } from "./smoothed-categorical-cross-entropy.js";
export { smoothedCategoricalCrossEntropyFromLogits } from "./smoothed-categorical-cross-entropy.js";
export {
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
} from "./sparse-categorical-cross-entropy.js";
export type { TopKAccuracyOptions } from "./top-k-accuracy.js";
export { TopKAccuracy } from "./top-k-accuracy.js";
export type { PositiveWeightOptions } from "./weighted-binary-cross-entropy.js";
export { weightedBinaryCrossEntropyFromLogits } from "./weighted-binary-cross-entropy.js";
