export { binaryCrossEntropy, binaryCrossEntropyFromLogits } from "./classification/binary-cross-entropy.js";
export {
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
} from "./classification/categorical-cross-entropy.js";
export { categoricalHinge } from "./classification/categorical-hinge.js";
export type { ContrastiveOptions } from "./classification/contrastive.js";
export { contrastive } from "./classification/contrastive.js";
export type { FocalOptions } from "./classification/focal-cross-entropy.js";
export { binaryFocalCrossEntropy, categoricalFocalCrossEntropy } from "./classification/focal-cross-entropy.js";
export { hinge, squaredHinge } from "./classification/hinge.js";
export { kullbackLeiblerDivergence } from "./classification/kullback-leibler-divergence.js";
export type { SmoothingOptions } from "./classification/smoothed-categorical-cross-entropy.js";
export { smoothedCategoricalCrossEntropyFromLogits } from "./classification/smoothed-categorical-cross-entropy.js";
export {
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
} from "./classification/sparse-categorical-cross-entropy.js";
export type { TripletOptions } from "./classification/triplet.js";
export { triplet } from "./classification/triplet.js";
export type { PositiveWeightOptions } from "./classification/weighted-binary-cross-entropy.js";
export { weightedBinaryCrossEntropyFromLogits } from "./classification/weighted-binary-cross-entropy.js";
export { lossKinds } from "./kinds.js";
export type { MaskedLossSettings } from "./masks/masked-loss.js";
export { MaskedLoss } from "./masks/masked-loss.js";
export { maskedMetric } from "./masks/masked-metric.js";
export type { MaskOptions } from "./masks/rows.js";
export { metricOf } from "./outputs/metric-of.js";
export type { OutputLoss, OutputShapes } from "./outputs/output-losses.js";
export type { WeightedLossesSettings } from "./outputs/weighted-losses.js";
export { WeightedLosses } from "./outputs/weighted-losses.js";
export type { PenaltyOptions } from "./penalties.js";
export { L1, L2 } from "./penalties.js";
export { cosineSimilarity } from "./regression/cosine-similarity.js";
export { explainedVariance } from "./regression/explained-variance.js";
export type { GaussianOptions } from "./regression/gaussian-negative-log-likelihood.js";
export { GaussianNegativeLogLikelihood } from "./regression/gaussian-negative-log-likelihood.js";
export type { HuberOptions } from "./regression/huber.js";
export { huber } from "./regression/huber.js";
export { logCosh } from "./regression/log-cosh.js";
export { meanAbsoluteError } from "./regression/mean-absolute-error.js";
export { meanAbsolutePercentageError } from "./regression/mean-absolute-percentage-error.js";
export { meanSquaredError } from "./regression/mean-squared-error.js";
export { meanSquaredLogarithmicError } from "./regression/mean-squared-logarithmic-error.js";
export { poisson } from "./regression/poisson.js";
export type { QuantileOptions } from "./regression/quantile.js";
export { quantile } from "./regression/quantile.js";
export { rSquared } from "./regression/r-squared.js";
export { rootMeanSquaredError } from "./regression/root-mean-squared-error.js";
export { BalancedAccuracy, CohenKappa, MatthewsCorrelation } from "./scores/agreement.js";
export { areaUnderPrecisionRecallCurve } from "./scores/area-under-precision-recall-curve.js";
export { areaUnderROCCurve } from "./scores/area-under-roc-curve.js";
export type { AverageOptions } from "./scores/averages.js";
export type { CalibrationErrorOptions } from "./scores/calibration-error.js";
export { CalibrationError } from "./scores/calibration-error.js";
export type { ClassOptions } from "./scores/class-tally.js";
export { ConfusionMatrix } from "./scores/confusion-matrix.js";
export type { FBetaScoreOptions } from "./scores/f-beta-score.js";
export { FBetaScore } from "./scores/f-beta-score.js";
export { F1Score } from "./scores/f1-score.js";
export {
  accuracy,
  binaryAccuracy,
  binaryAccuracyFromLogits,
  sparseCategoricalAccuracy,
} from "./scores/metrics.js";
export { Precision, Recall, Specificity } from "./scores/precision-and-recall.js";
export type { TopKAccuracyOptions } from "./scores/top-k-accuracy.js";
export { TopKAccuracy } from "./scores/top-k-accuracy.js";
