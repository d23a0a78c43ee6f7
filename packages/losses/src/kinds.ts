import type { Registrable } from "@nn/core/component";
import { areaUnderROCCurve } from "./area-under-roc-curve.js";
import { binaryCrossEntropy, binaryCrossEntropyFromLogits } from "./binary-cross-entropy.js";
import { categoricalCrossEntropy, categoricalCrossEntropyFromLogits } from "./categorical-cross-entropy.js";
import { ConfusionMatrix } from "./confusion-matrix.js";
import { F1Score } from "./f1-score.js";
import { logCosh } from "./log-cosh.js";
import { meanSquaredError } from "./mean-squared-error.js";
import {
  accuracy,
  binaryAccuracy,
  binaryAccuracyFromLogits,
  meanAbsoluteError,
  sparseCategoricalAccuracy,
} from "./metrics.js";
import { L1, L2 } from "./penalties.js";
import { rSquared } from "./r-squared.js";
import {
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
} from "./sparse-categorical-cross-entropy.js";

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
  logCosh,
  meanSquaredError,
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
  accuracy,
  binaryAccuracy,
  binaryAccuracyFromLogits,
  meanAbsoluteError,
  sparseCategoricalAccuracy,
  areaUnderROCCurve,
  ConfusionMatrix,
  F1Score,
  rSquared,
  L1,
  L2,
];
