import type { Activation, Layer } from "@nn/core/component";
import {
  Activate,
  Add,
  AlphaDropout,
  AveragePooling1D,
  AveragePooling2D,
  BatchNormalization,
  Bidirectional,
  Concatenate,
  Constant,
  Conv1D,
  Conv2D,
  Conv2DTranspose,
  Cropping2D,
  celu,
  Dense,
  DepthwiseConv2D,
  Dropout,
  Embedding,
  elu,
  Flatten,
  GaussianNoise,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GRU,
  geluTanh,
  glorotNormal,
  hardSigmoid,
  hardSwish,
  hardTanh,
  heNormal,
  heUniform,
  identity,
  LayerNormalization,
  LSTM,
  leakyRelu,
  logSigmoid,
  logSoftmax,
  MaxPooling1D,
  MaxPooling2D,
  MultiHeadAttention,
  Multiply,
  mish,
  Normal,
  ones,
  orthogonal,
  PositionalEmbedding,
  PReLU,
  Reshape,
  Residual,
  Reverse,
  RMSNormalization,
  relu,
  relu6,
  SimpleRNN,
  SpatialDropout2D,
  selu,
  silu,
  softmax,
  softplus,
  softsign,
  tanh,
  temperedSoftmax,
  thresholdedRelu,
  Uniform,
  UpSampling2D,
  ZeroPadding2D,
} from "@nn/layers";
import * as losses from "@nn/losses";
import {
  Adam,
  AdamW,
  AveragedWeights,
  ClipByNorm,
  ClipByValue,
  Constrained,
  cosineDecay,
  DecoupledWeightDecay,
  exponentialDecay,
  GradientAccumulation,
  MaxNorm,
  NonNegative,
  RMSprop,
  SGD,
  stepDecay,
  UnitNorm,
  warmUp,
} from "@nn/optim";
import { networksOfLosses } from "./of-losses.js";
import { networksOfRows } from "./of-rows.js";
import type { StoredNetwork } from "./stored-network.js";

/*
 * Networks that are kept in files: `npm run make:networks` writes those into test/fixtures/networks that aren't there yet, and
 * never changes one that is. Together they have a component of every kind that a file may hold. A new kind is a new row: the
 * rows that are there are files already.
 */

const wave = (length: number, from: number): number[] =>
  Array.from({ length }, (_, i) => Math.round(50 * Math.sin(i + from)) / 50);
const images = [0, 1, 2].map((n) =>
  [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => wave(2, n + row * 4 + column))),
);
const points = [0, 1, 2].map((n) => wave(3, n));
const oneOf3 = [
  [1, 0, 0],
  [0, 0.5, 0.5],
  [0, 0, 1],
];

/** A dense layer whose weights are drawn by an initializer. */
const drawn = (
  inputs: number,
  units: number,
  weightInitializer: NonNullable<ConstructorParameters<typeof Dense>[2]>["weightInitializer"] & object,
  activation = tanh,
) => new Dense<number, number>(inputs, units, { activation, weightInitializer });

/** The rows by the names of their folders. */
export const storedNetworks: Readonly<Record<string, StoredNetwork>> = {
  ...networksOfRows,
  ...networksOfLosses,
  activations: {
    layers: () => [
      drawn(3, 4, heNormal, relu),
      drawn(4, 3, heUniform, softplus),
      new Dense(3, 3),
      drawn(3, 3, glorotNormal, identity),
      drawn(3, 3, orthogonal),
      drawn(3, 3, new Uniform({ low: -0.5, high: 0.75 })),
      new Dense(3, 3, {
        weightInitializer: new Normal({ standardDeviation: 0.5 }),
        biasInitializer: new Constant(0.125),
      }),
      new Dense(3, 3, { activation: softmax, biasInitializer: ones }),
    ],
    loss: losses.categoricalCrossEntropy,
    optimizer: new Adam({ learningRate: exponentialDecay({ learningRate: 0.05, every: 3 }) }),
    inputs: points,
    targets: oneOf3,
    onnx: true,
  },
  images: {
    layers: () => [
      new Conv2D(2, 3, { kernelSize: 2, padding: "same", activation: relu }),
      new BatchNormalization({ momentum: 0.5 }),
      new MaxPooling2D(2),
      new Flatten(),
      new Dense(12, 3, { activation: identity, useBias: false }),
    ],
    inputShape: [4, 4, 2],
    dtype: "float32",
    loss: losses.sparseCategoricalCrossEntropyFromLogits,
    optimizer: new AdamW({ learningRate: stepDecay({ learningRate: 0.05, every: 2 }) }),
    inputs: images,
    targets: [[0], [2], [1]],
    onnx: true,
  },
  sequences: {
    layers: () => [
      new Embedding(5, 3),
      new LSTM(3, 4, { returnSequences: true }),
      new Dropout(0.25),
      new LSTM(4, 2),
      new Dense(2, 1, { activation: identity }),
    ],
    inputShape: [4],
    loss: losses.binaryCrossEntropyFromLogits,
    optimizer: new RMSprop({ learningRate: cosineDecay({ learningRate: 0.05, steps: 20 }) }),
    inputs: [
      [0, 1, 2, 3],
      [4, 4, 0, 1],
      [3, 2, 1, 0],
    ],
    targets: [[1], [0], [1]],
    onnx: true,
  },
  "gated-sequences": {
    layers: () => [
      new SimpleRNN(2, 3, { returnSequences: true }),
      new GRU(3, 4, { returnSequences: true, resetAfter: false }),
      new GRU(4, 2),
      new Dense(2, 1, { activation: identity }),
    ],
    inputShape: [3, 2],
    loss: losses.meanSquaredError,
    optimizer: new SGD({ learningRate: 0.05 }),
    inputs: [
      [
        [0, 1],
        [2, -1],
        [0.5, 0],
      ],
      [
        [1, 1],
        [-1, 0],
        [0, 2],
      ],
      [
        [0.25, 0],
        [0, 0],
        [-2, 1],
      ],
    ],
    targets: [[1], [0], [-1]],
    onnx: true,
  },
  transformer: {
    layers: () => [
      new Embedding(5, 4),
      new PositionalEmbedding(),
      new Residual([new LayerNormalization(), new MultiHeadAttention(4, 2, { causal: true })]),
      new Residual([new LayerNormalization(), new Dense(4, 6, { activation: relu }), new Dense(6, 4)]),
      new MultiHeadAttention(4, 1),
      new Dense(4, 3, { activation: softmax }),
    ],
    inputShape: [3],
    loss: losses.sparseCategoricalCrossEntropy,
    optimizer: new Adam({ learningRate: 0.01 }),
    inputs: [
      [0, 1, 2],
      [4, 4, 0],
      [3, 2, 1],
    ],
    targets: [
      [0, 1, 2],
      [2, 2, 0],
      [1, 0, 1],
    ],
  },
  branches: {
    layers: () => [
      new Reverse(),
      new Concatenate([new Dense(2, 2)], [new Activate(tanh)]),
      new Bidirectional(new GRU(4, 2, { returnSequences: true }), { merge: "sum" }),
      new Bidirectional(new SimpleRNN(2, 2)),
      new Multiply([new Dense(4, 3)], [new Add([new Dense(4, 3)], [new Dense(4, 3, { activation: tanh })])]),
    ],
    inputShape: [3, 2],
    loss: losses.meanSquaredError,
    optimizer: new SGD({ learningRate: 0.05 }),
    inputs: [
      [
        [0, 1],
        [2, -1],
        [0.5, 0],
      ],
      [
        [1, 1],
        [-1, 0],
        [0, 2],
      ],
      [
        [0.25, 0],
        [0, 0],
        [-2, 1],
      ],
    ],
    targets: oneOf3,
  },
  residuals: {
    layers: () => [
      new Residual([
        new Dense(3, 4, { activation: tanh }),
        new Dropout(0.5),
        new Residual([new Dense(4, 4)]),
        new Dense(4, 3),
      ]),
      new Activate(tanh),
      new Dense(3, 1, { activation: identity }),
    ],
    dtype: "float32",
    loss: losses.logCosh,
    optimizer: new GradientAccumulation({
      batches: 2,
      optimizer: new AveragedWeights({
        decay: 0.9,
        optimizer: new ClipByNorm({
          limit: 0.5,
          optimizer: new ClipByValue({
            limit: 0.25,
            optimizer: new Constrained({
              constraints: [new NonNegative(), new MaxNorm({ limit: 3 }), new UnitNorm()],
              optimizer: new DecoupledWeightDecay({
                decay: 0.01,
                optimizer: new SGD({ learningRate: warmUp({ steps: 3, learningRate: 0.1 }), momentum: 0.9 }),
              }),
            }),
          }),
        }),
      }),
    }),
    inputs: points,
    targets: [[0.5], [-1], [2]],
  },
  "class-numbers": {
    layers: () => [new Dense(3, 3, { activation: softmax })],
    loss: losses.sparseCategoricalCrossEntropy,
    optimizer: new SGD({ learningRate: 0.1 }),
    inputs: points,
    targets: [[2], [0], [1]],
  },
  "images-of-other-sizes": {
    layers: () => [
      new GaussianNoise(0.1),
      new UpSampling2D(2),
      new ZeroPadding2D(1),
      new Cropping2D([1, 2]),
      new Conv2D(2, 3, { kernelSize: 2 }),
      new SpatialDropout2D(0.25),
      new PReLU(),
      new AveragePooling2D(2),
      new Residual([new LayerNormalization(), new AlphaDropout(0.1)]),
      new Residual([new RMSNormalization(), new Conv2D(3, 3, { kernelSize: 1 })]),
      new GlobalAveragePooling2D(),
    ],
    inputShape: [4, 4, 2],
    loss: losses.categoricalCrossEntropyFromLogits,
    optimizer: new SGD({ learningRate: 0.01 }),
    inputs: images,
    targets: oneOf3,
  },
  "largest-of-images": {
    layers: () => [new Conv2D(2, 3, { kernelSize: 2, activation: identity }), new GlobalMaxPooling2D()],
    inputShape: [4, 4, 2],
    loss: losses.meanSquaredError,
    optimizer: new SGD({ learningRate: 0.01 }),
    inputs: images,
    targets: oneOf3,
  },
  "images-drawn-again": {
    layers: () => [
      new Conv2DTranspose(2, 3, { kernelSize: 3, strides: 2, padding: "same", activation: relu }),
      new Conv2DTranspose(3, 3, { kernelSize: [1, 2], useBias: false }),
      new GlobalAveragePooling2D(),
    ],
    inputShape: [4, 4, 2],
    loss: losses.meanSquaredError,
    optimizer: new SGD({ learningRate: 0.01 }),
    inputs: images,
    targets: oneOf3,
  },
  "images-with-gaps": {
    layers: () => [
      new Conv2D(2, 4, { kernelSize: 2, dilation: [1, 2], groups: 2, padding: "same", activation: relu }),
      new Reshape([16, 4]),
      new Conv1D(4, 3, { kernelSize: 3, dilation: 2, padding: "causal" }),
      new GlobalAveragePooling1D(),
    ],
    inputShape: [4, 4, 2],
    loss: losses.meanSquaredError,
    optimizer: new SGD({ learningRate: 0.01 }),
    inputs: images,
    targets: oneOf3,
  },
  "channels-apart": {
    layers: () => [
      new DepthwiseConv2D(2, { kernelSize: 3, multiplier: 2, padding: "same", activation: relu }),
      new Conv2D(4, 3, { kernelSize: 1 }),
      new GlobalAveragePooling2D(),
    ],
    inputShape: [4, 4, 2],
    loss: losses.meanSquaredError,
    optimizer: new SGD({ learningRate: 0.01 }),
    inputs: images,
    targets: oneOf3,
  },
  "poolings-of-sequences": {
    layers: () => [
      new Reshape([16, 2]),
      new MaxPooling1D(2),
      new AveragePooling1D(3, { strides: 2, padding: "same" }),
      new Dense(2, 3),
      new Residual([new MaxPooling1D(3, { strides: 1, padding: "same" })]),
      new Residual([new GlobalMaxPooling1D(), new Dense(3, 12), new Reshape([4, -1])]),
      new GlobalAveragePooling1D(),
    ],
    inputShape: [4, 4, 2],
    loss: losses.meanSquaredError,
    optimizer: new SGD({ learningRate: 0.01 }),
    inputs: images,
    targets: oneOf3,
  },
  "convolutions-of-sequences": {
    layers: () => [
      new Reshape([16, 2]),
      new Conv1D(2, 4, { kernelSize: 3, padding: "causal", activation: relu }),
      new Conv1D(4, 3, { kernelSize: 4, strides: 4, useBias: false }),
      new Residual([new Conv1D(3, 3, { kernelSize: 2, padding: "same" })]),
      new GlobalMaxPooling1D(),
    ],
    inputShape: [4, 4, 2],
    loss: losses.meanSquaredError,
    optimizer: new SGD({ learningRate: 0.01 }),
    inputs: images,
    targets: oneOf3,
  },
  curves: {
    layers: () => [
      new Dense(3, 4, { activation: leakyRelu({ slope: 0.1 }) }),
      ...[celu({ alpha: 2 }), elu({ alpha: 0.5 }), geluTanh, hardSwish, hardTanh, mish, relu6, selu].map(dense),
      ...[silu, softsign, temperedSoftmax({ temperature: 2 }), hardSigmoid, logSigmoid, logSoftmax].map(dense),
      new Dense(4, 2, { activation: thresholdedRelu({ threshold: 0.1 }) }),
    ],
    loss: losses.meanSquaredError,
    optimizer: new SGD({ learningRate: 0.01 }),
    inputs: points,
    targets: [
      [1, 2],
      [0, 1],
      [2, 0],
    ],
  },
};

function dense(activation: Activation): Layer {
  return new Dense(4, 4, { activation });
}
