import {
  BalancedAccuracy,
  CalibrationError,
  CohenKappa,
  ConfusionMatrix,
  F1Score,
  FBetaScore,
  MatthewsCorrelation,
  Precision,
  Recall,
  Specificity,
  TopKAccuracy,
} from "@nn/losses";
import type { Row } from "../row.js";

const classes = { classNumbers: false, threshold: 0.5 };

/** One for each class of metrics, of which those of a whole data set are begun and ended. */
export const metricMakers: readonly Omit<Row, "of">[] = [
  ...[BalancedAccuracy, CohenKappa, ConfusionMatrix, MatthewsCorrelation].map((Made) => ({
    name: `new ${Made.name}`,
    right: () => [classes],
    call: (options: object) => new Made(options).begin(2, [1]).result(),
  })),
  ...[F1Score, Precision, Recall, Specificity].map((Made) => ({
    name: `new ${Made.name}`,
    right: () => [{ average: "macro", ...classes }],
    call: (options: object) => new Made(options).begin(2, [1]).result(),
  })),
  {
    name: "new FBetaScore",
    right: () => [{ beta: 2, average: "macro", ...classes }],
    call: (options: never) => new FBetaScore(options).begin(2, [1]).result(),
  },
  {
    name: "new CalibrationError",
    right: () => [{ bins: 5, classNumbers: true }],
    call: (options: object) => new CalibrationError(options).begin().result(),
  },
  {
    name: "new TopKAccuracy",
    right: () => [{ k: 2, classNumbers: true }],
    call: (options: never) => new TopKAccuracy(options),
  },
];
