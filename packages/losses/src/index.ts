export { binaryCrossEntropy, binaryCrossEntropyFromLogits } from "./binary-cross-entropy.js";
export { categoricalCrossEntropy, categoricalCrossEntropyFromLogits } from "./categorical-cross-entropy.js";
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
export {
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
} from "./sparse-categorical-cross-entropy.js";
