import type { DatasetMetric, Metric, Random } from "@nn/core/component";
import {
  accuracy,
  areaUnderPrecisionRecallCurve,
  areaUnderROCCurve,
  BalancedAccuracy,
  binaryAccuracy,
  binaryAccuracyFromLogits,
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
  sparseCategoricalAccuracy,
  TopKAccuracy,
} from "@nn/losses";
import {
  classNumber,
  classOf,
  distribution,
  type Example,
  labelled,
  labels,
  measures,
  oneOf,
  probabilities,
} from "../draws.js";

/** A metric, with its settings where it has some, by the export it belongs to. */
export const metrics: readonly {
  component: string;
  metric: Metric | DatasetMetric<unknown>;
  sizes?: readonly number[];
  example: (random: Random, size: number) => Example;
}[] = [
  { component: "accuracy", metric: accuracy, sizes: [2, 5], example: oneOf },
  { component: "sparseCategoricalAccuracy", metric: sparseCategoricalAccuracy, sizes: [2, 5], example: classOf },
  { component: "binaryAccuracy", metric: binaryAccuracy, example: labelled },
  { component: "binaryAccuracyFromLogits", metric: binaryAccuracyFromLogits, example: labelled },
  { component: "areaUnderROCCurve", metric: areaUnderROCCurve, example: labelled },
  { component: "ConfusionMatrix", metric: new ConfusionMatrix(), sizes: [2, 5], example: oneOf },
  {
    component: "ConfusionMatrix",
    metric: new ConfusionMatrix({ classNumbers: true }),
    sizes: [2, 5],
    example: classOf,
  },
  { component: "ConfusionMatrix", metric: new ConfusionMatrix({ threshold: 0 }), sizes: [1], example: labelled },
  { component: "F1Score", metric: new F1Score({ threshold: 0 }), sizes: [1], example: labelled },
  { component: "F1Score", metric: new F1Score({ average: "macro" }), sizes: [2, 5], example: oneOf },
  { component: "F1Score", metric: new F1Score({ average: "micro", classNumbers: true }), sizes: [3], example: classOf },
  { component: "areaUnderPrecisionRecallCurve", metric: areaUnderPrecisionRecallCurve, example: labelled },
  { component: "BalancedAccuracy", metric: new BalancedAccuracy(), sizes: [2, 5], example: oneOf },
  {
    component: "CalibrationError",
    metric: new CalibrationError({ bins: 3 }),
    sizes: [1],
    example: (random, size) => ({ prediction: probabilities(random, size), target: labels(random, size) }),
  },
  {
    component: "CalibrationError",
    metric: new CalibrationError({ classNumbers: true }),
    sizes: [2, 5],
    example: (random, size) => ({ prediction: distribution(random, size), target: classNumber(random, size) }),
  },
  { component: "CohenKappa", metric: new CohenKappa({ classNumbers: true }), sizes: [3], example: classOf },
  { component: "explainedVariance", metric: explainedVariance, example: measures },
  { component: "FBetaScore", metric: new FBetaScore({ beta: 2, threshold: 0 }), sizes: [1], example: labelled },
  { component: "MatthewsCorrelation", metric: new MatthewsCorrelation(), sizes: [2, 5], example: oneOf },
  { component: "Precision", metric: new Precision({ average: "macro" }), sizes: [2, 5], example: oneOf },
  { component: "Recall", metric: new Recall({ average: "micro" }), sizes: [2, 5], example: oneOf },
  { component: "rootMeanSquaredError", metric: rootMeanSquaredError, example: measures },
  { component: "rSquared", metric: rSquared, example: measures },
  { component: "Specificity", metric: new Specificity({ average: "macro" }), sizes: [2, 5], example: oneOf },
  { component: "TopKAccuracy", metric: new TopKAccuracy({ k: 2 }), sizes: [2, 5], example: oneOf },
  { component: "TopKAccuracy", metric: new TopKAccuracy({ k: 3, classNumbers: true }), sizes: [5], example: classOf },
];
