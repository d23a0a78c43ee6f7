export { areaUnderROCCurve } from "./area-under-roc-curve.js";
export { binaryCrossEntropy, binaryCrossEntropyFromLogits } from "./binary-cross-entropy.js";
export { categoricalCrossEntropy, categoricalCrossEntropyFromLogits } from "./categorical-cross-entropy.js";
export type { ClassOptions } from "./class-tally.js";
export { ConfusionMatrix } from "./confusion-matrix.js";
export type { F1ScoreOptions } from "./f1-score.js";
export { F1Score } from "./f1-score.js";
export { lossKinds } from "./kinds.js";
export { logCosh } from "./log-cosh.js";
export { meanSquaredError } from "./mean-squared-error.js";
export {
  accuracy,
  binaryAccuracy,
  binaryAccuracyFromLogits,
  meanAbsoluteError,
  sparseCategoricalAccuracy,
} from "./metrics.js";
export type { PenaltyOptions } from "./penalties.js";
export { L1, L2 } from "./penalties.js";
export { rSquared } from "./r-squared.js";
export {
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
} from "./sparse-categorical-cross-entropy.js";
