import type { Activation, DatasetMetric, Layer, Loss, Metric, Optimizer, Random } from "@nn/core/component";
import {
  Activate,
  BatchNormalization,
  Constant,
  Conv2D,
  celu,
  Dense,
  Dropout,
  Embedding,
  elu,
  Flatten,
  geluTanh,
  glorotUniform,
  hardSigmoid,
  hardSwish,
  hardTanh,
  identity,
  LSTM,
  leakyRelu,
  logSigmoid,
  logSoftmax,
  MaxPooling2D,
  mish,
  ones,
  Residual,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  tanh,
  temperedSoftmax,
  thresholdedRelu,
} from "@nn/layers";
import {
  accuracy,
  areaUnderPrecisionRecallCurve,
  areaUnderROCCurve,
  BalancedAccuracy,
  binaryAccuracy,
  binaryAccuracyFromLogits,
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  binaryFocalCrossEntropy,
  CalibrationError,
  CohenKappa,
  ConfusionMatrix,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  categoricalFocalCrossEntropy,
  cosineSimilarity,
  explainedVariance,
  F1Score,
  FBetaScore,
  hinge,
  huber,
  kullbackLeiblerDivergence,
  logCosh,
  MatthewsCorrelation,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  Precision,
  poisson,
  quantile,
  Recall,
  rootMeanSquaredError,
  rSquared,
  Specificity,
  smoothedCategoricalCrossEntropyFromLogits,
  sparseCategoricalAccuracy,
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
  squaredHinge,
  TopKAccuracy,
  weightedBinaryCrossEntropyFromLogits,
} from "@nn/losses";
import {
  Adadelta,
  Adagrad,
  Adam,
  Adamax,
  AdamW,
  AMSGrad,
  AveragedWeights,
  ClipByGlobalNorm,
  ClipByNorm,
  ClipByValue,
  Constrained,
  cosineDecay,
  DecoupledWeightDecay,
  GradientAccumulation,
  LBFGS,
  Lion,
  NAdam,
  NonNegative,
  ParameterGroups,
  RAdam,
  RMSprop,
  Rprop,
  SGD,
} from "@nn/optim";
import type { LayerContractOptions } from "@nn/testing";

import {
  classNumber,
  classOf,
  counts,
  distribution,
  type Example,
  labelled,
  labels,
  measures,
  numbers,
  oneOf,
  probabilities,
  signed,
  signs,
} from "./draws.js";

/*
 * The tables that check every exported component against its contract. A new layer, activation, loss or optimizer is one row
 * here; `coverage.test.ts` fails for an export without one.
 */

/** A layer with settings, by the export it belongs to. */
export const layers: readonly { component: string; layer: Layer; options?: LayerContractOptions }[] = [
  { component: "Dense", layer: new Dense(1, 1) },
  { component: "Dense", layer: new Dense(2, 3) },
  { component: "Dense", layer: new Dense(3, 2, { useBias: false, activation: tanh }) },
  {
    component: "Dense",
    layer: new Dense(4, 5, { activation: softmax, weightInitializer: ones, biasInitializer: new Constant(1) }),
  },
  { component: "Dense", layer: new Dense(3, 2, { activation: softmax }), options: { inputShape: [4, 3] } },
  {
    component: "Dense",
    layer: new Dense(2, 3, { useBias: false, activation: tanh }),
    options: { inputShape: [2, 3, 2] },
  },
  { component: "Activate", layer: new Activate(relu), options: { inputShape: [3] } },
  { component: "Activate", layer: new Activate(softmax), options: { inputShape: [2, 3] } },
  { component: "Flatten", layer: new Flatten(), options: { inputShape: [2, 3, 2] } },
  { component: "Conv2D", layer: new Conv2D(1, 1, { kernelSize: 1 }), options: { inputShape: [2, 2, 1] } },
  { component: "Conv2D", layer: new Conv2D(2, 3, { kernelSize: 3 }), options: { inputShape: [4, 5, 2] } },
  {
    component: "Conv2D",
    layer: new Conv2D(1, 2, { kernelSize: [3, 2], strides: [2, 1], padding: "same", activation: tanh, useBias: false }),
    options: { inputShape: [5, 3, 1] },
  },
  {
    component: "Conv2D",
    layer: new Conv2D(3, 4, { kernelSize: [1, 2], strides: 3, activation: softmax }),
    options: { inputShape: [2, 4, 3] },
  },
  {
    component: "Conv2D",
    layer: new Conv2D(2, 3, { kernelSize: 2, activation: softmax }),
    options: { inputShape: [3, 3, 2] },
  },
  { component: "MaxPooling2D", layer: new MaxPooling2D(2), options: { inputShape: [5, 4, 2] } },
  {
    component: "MaxPooling2D",
    layer: new MaxPooling2D([3, 2], { strides: [2, 1], padding: "same" }),
    options: { inputShape: [4, 3, 1] },
  },
  { component: "BatchNormalization", layer: new BatchNormalization(), options: { inputShape: [3] } },
  {
    component: "BatchNormalization",
    layer: new BatchNormalization({ momentum: 0.5, epsilon: 0.1 }),
    options: { inputShape: [2, 3, 2] },
  },
  { component: "Embedding", layer: new Embedding(4, 3), options: { inputShape: [2] } },
  { component: "Embedding", layer: new Embedding(3, 1, { initializer: ones }), options: { inputShape: [2, 2] } },
  { component: "Dropout", layer: new Dropout(0.4), options: { inputShape: [5] } },
  { component: "Residual", layer: new Residual([new Dense(3, 4), new Dense(4, 3)]), options: { inputShape: [3] } },
  { component: "Residual", layer: new Residual([new Dense(3, 3)]), options: { inputShape: [2, 3] } },
  {
    component: "Residual",
    layer: new Residual([new Dropout(0.3), new Residual([new Activate(tanh)])]),
    options: { inputShape: [2, 2] },
  },
  { component: "LSTM", layer: new LSTM(1, 1), options: { inputShape: [1, 1] } },
  { component: "LSTM", layer: new LSTM(3, 2), options: { inputShape: [4, 3] } },
  {
    component: "LSTM",
    layer: new LSTM(2, 3, { returnSequences: true, recurrentInitializer: glorotUniform, forgetBias: 0.5 }),
    options: { inputShape: [3, 2] },
  },
];

/** An activation, with its settings where it has some, by the export it belongs to, and what its outputs are. */
export const activations: readonly {
  component: string;
  activation: Activation;
  range: "any" | "probability" | "distribution";
  /** Whether each number depends on its whole row. */
  isOfRows?: true;
  /** At which a hundred units that give it learn without overflow, where 0.1 is too large. */
  learningRate?: number;
}[] = [
  { component: "celu", activation: celu({ alpha: 2 }), range: "any" },
  { component: "elu", activation: elu({ alpha: 1.5 }), range: "any" },
  { component: "geluTanh", activation: geluTanh, range: "any" },
  { component: "hardSigmoid", activation: hardSigmoid, range: "probability" },
  { component: "hardSwish", activation: hardSwish, range: "any" },
  { component: "hardTanh", activation: hardTanh, range: "any" },
  { component: "identity", activation: identity, range: "any" },
  { component: "leakyRelu", activation: leakyRelu({ slope: 0.1 }), range: "any" },
  { component: "logSigmoid", activation: logSigmoid, range: "any" },
  { component: "logSoftmax", activation: logSoftmax, range: "any", isOfRows: true, learningRate: 0.001 },
  { component: "mish", activation: mish, range: "any" },
  { component: "relu", activation: relu, range: "any" },
  { component: "relu6", activation: relu6, range: "any" },
  { component: "selu", activation: selu, range: "any" },
  { component: "sigmoid", activation: sigmoid, range: "probability" },
  { component: "silu", activation: silu, range: "any" },
  { component: "softmax", activation: softmax, range: "distribution", isOfRows: true },
  { component: "softplus", activation: softplus, range: "any" },
  { component: "softsign", activation: softsign, range: "any" },
  { component: "tanh", activation: tanh, range: "any" },
  {
    component: "temperedSoftmax",
    activation: temperedSoftmax({ temperature: 2 }),
    range: "distribution",
    isOfRows: true,
  },
  { component: "thresholdedRelu", activation: thresholdedRelu({ threshold: 0.5 }), range: "any" },
];

/** A loss, and what it is about. */
export const losses: readonly {
  loss: Loss;
  /** What a network must end in for it: anything, probabilities, or probabilities that sum to 1. */
  takes: "any" | "probability" | "distribution";
  sizes?: readonly number[];
  example: (random: Random, size: number) => Example;
  /** What it takes in the place of a row of numbers from 0 to 1 that sum to 1, where it can't take that. */
  targetFor?: (row: readonly number[]) => number[];
}[] = [
  { loss: meanSquaredError, takes: "any", example: measures },
  { loss: logCosh, takes: "any", example: measures },
  {
    loss: binaryCrossEntropy,
    takes: "probability",
    example: (random, size) => ({ prediction: probabilities(random, size), target: labels(random, size) }),
  },
  {
    loss: binaryCrossEntropyFromLogits,
    takes: "any",
    example: (random, size) => ({ prediction: numbers(random, size), target: labels(random, size) }),
  },
  {
    loss: categoricalCrossEntropy,
    takes: "distribution",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: distribution(random, size), target: distribution(random, size) }),
  },
  {
    loss: categoricalCrossEntropyFromLogits,
    takes: "any",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: numbers(random, size), target: distribution(random, size) }),
  },
  {
    loss: sparseCategoricalCrossEntropy,
    takes: "distribution",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: distribution(random, size), target: classNumber(random, size) }),
  },
  {
    loss: sparseCategoricalCrossEntropyFromLogits,
    takes: "any",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: numbers(random, size), target: classNumber(random, size) }),
  },
  { loss: meanAbsoluteError, takes: "any", example: measures },
  {
    loss: meanAbsolutePercentageError,
    takes: "any",
    example: (random, size) => ({ prediction: numbers(random, size), target: probabilities(random, size) }),
    targetFor: (row) => row.map((t) => t + 0.5),
  },
  {
    loss: meanSquaredLogarithmicError,
    takes: "probability",
    example: (random, size) => ({ prediction: probabilities(random, size), target: counts(random, size) }),
  },
  { loss: huber({ delta: 0.75 }), takes: "any", example: measures },
  { loss: hinge, takes: "any", example: signed, targetFor: signs },
  { loss: squaredHinge, takes: "any", example: signed, targetFor: signs },
  { loss: quantile({ level: 0.9 }), takes: "any", example: measures },
  {
    loss: poisson,
    takes: "probability",
    example: (random, size) => ({ prediction: probabilities(random, size), target: counts(random, size) }),
  },
  { loss: cosineSimilarity, takes: "any", sizes: [2, 5], example: measures },
  {
    loss: kullbackLeiblerDivergence,
    takes: "distribution",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: distribution(random, size), target: distribution(random, size) }),
  },
  {
    loss: binaryFocalCrossEntropy({ gamma: 1.5, alpha: 0.25 }),
    takes: "probability",
    example: (random, size) => ({ prediction: probabilities(random, size), target: labels(random, size) }),
  },
  {
    loss: categoricalFocalCrossEntropy({ gamma: 2 }),
    takes: "distribution",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: distribution(random, size), target: distribution(random, size) }),
  },
  { loss: weightedBinaryCrossEntropyFromLogits({ positiveWeight: 3 }), takes: "any", example: labelled },
  {
    loss: smoothedCategoricalCrossEntropyFromLogits({ smoothing: 0.1 }),
    takes: "any",
    sizes: [2, 5],
    example: (random, size) => ({ prediction: numbers(random, size), target: distribution(random, size) }),
  },
  {
    loss: smoothedCategoricalCrossEntropyFromLogits({ smoothing: 0.2, classNumbers: true }),
    takes: "any",
    sizes: [2, 5],
    example: classOf,
  },
];

const MOMENTUM = new SGD({ learningRate: 0.05, momentum: 0.9 });
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

export const optimizers: readonly { component: string; optimizer: Optimizer }[] = [
  { component: "SGD", optimizer: new SGD({ learningRate: 0.1 }) },
  { component: "SGD", optimizer: new SGD({ learningRate: (step) => 1 / (10 + step) }) },
  { component: "SGD", optimizer: new SGD({ learningRate: cosineDecay({ learningRate: 0.1, steps: 100 }) }) },
  { component: "SGD", optimizer: new SGD({ learningRate: 0.05, momentum: 0.9 }) },
  { component: "SGD", optimizer: new SGD({ learningRate: 0.05, momentum: 0.9, nesterov: true }) },
  { component: "Adam", optimizer: new Adam() },
  {
    component: "Adam",
    optimizer: new Adam({ learningRate: (step) => 0.1 / step, beta1: 0.8, beta2: 0.99, epsilon: 1e-6 }),
  },
  { component: "RMSprop", optimizer: new RMSprop() },
  { component: "RMSprop", optimizer: new RMSprop({ learningRate: 0.01, decay: 0.99, epsilon: 1e-6 }) },
  { component: "RMSprop", optimizer: new RMSprop({ learningRate: 0.01, centred: true, epsilon: 0.1 }) },
  { component: "RMSprop", optimizer: new RMSprop({ momentum: 0.5, centred: true, epsilonInRoot: true, epsilon: 0.1 }) },
  { component: "Adagrad", optimizer: new Adagrad() },
  { component: "Adagrad", optimizer: new Adagrad({ learningRate: 0.1, initialAccumulator: 0.1, epsilon: 0 }) },
  { component: "Adadelta", optimizer: new Adadelta({ decay: 0.9 }) },
  { component: "Adamax", optimizer: new Adamax({ beta2: 0.9 }) },
  { component: "AMSGrad", optimizer: new AMSGrad({ learningRate: 0.01, beta2: 0.9 }) },
  { component: "NAdam", optimizer: new NAdam({ momentumDecay: 1 }) },
  { component: "RAdam", optimizer: new RAdam({ beta2: 0.9 }) },
  { component: "Lion", optimizer: new Lion({ learningRate: 0.001 }) },
  { component: "Rprop", optimizer: new Rprop({ firstStep: 0.1 }) },
  { component: "LBFGS", optimizer: new LBFGS() },
  { component: "LBFGS", optimizer: new LBFGS({ memory: 2, evaluations: 10, decrease: 1e-3, curvature: 0.5 }) },
  { component: "AdamW", optimizer: new AdamW({ of: ({ role }) => role !== "scale" }) },
  { component: "AdamW", optimizer: new AdamW({ learningRate: 0.01, beta1: 0.8, decay: 0.1 }) },
  { component: "DecoupledWeightDecay", optimizer: new DecoupledWeightDecay({ optimizer: MOMENTUM, decay: 0.1 }) },
  { component: "ClipByValue", optimizer: new ClipByValue({ optimizer: MOMENTUM, limit: 0.5 }) },
  {
    component: "Constrained",
    optimizer: new Constrained({ optimizer: MOMENTUM, constraints: [new NonNegative()] }),
  },
  { component: "ClipByNorm", optimizer: new ClipByNorm({ optimizer: new Adam(), limit: 0.5 }) },
  { component: "ClipByGlobalNorm", optimizer: new ClipByGlobalNorm({ optimizer: new AdamW(), limit: 0.5 }) },
  { component: "AveragedWeights", optimizer: new AveragedWeights({ optimizer: MOMENTUM, decay: 0.9 }) },
  { component: "GradientAccumulation", optimizer: new GradientAccumulation({ optimizer: MOMENTUM, batches: 3 }) },
  {
    component: "ParameterGroups",
    optimizer: new ParameterGroups({
      groups: [
        { optimizer: new SGD({ learningRate: 0.1 }), of: ({ role }) => role === "bias" },
        { optimizer: new ClipByGlobalNorm({ optimizer: new Adam(), limit: 1 }) },
      ],
    }),
  },
  {
    component: "ParameterGroups",
    optimizer: new ParameterGroups({ groups: [{ optimizer: MOMENTUM }] }),
  },
];
