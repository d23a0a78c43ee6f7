import { Sequential, seededRandom } from "@nn/core";
import type { Activation, Layer, Optimizer } from "@nn/core/component";
import {
  Activate,
  Add,
  AlphaDropout,
  AveragePooling1D,
  AveragePooling2D,
  activationOf,
  BatchNormalization,
  Bidirectional,
  Concatenate,
  Constant,
  Conv1D,
  type Conv1DOptions,
  Conv2D,
  type Conv2DOptions,
  Cropping2D,
  Dense,
  Dropout,
  Embedding,
  Flatten,
  GaussianNoise,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GRU,
  LayerNormalization,
  LSTM,
  MaxPooling1D,
  MaxPooling2D,
  MultiHeadAttention,
  Multiply,
  Normal,
  type Pair,
  PositionalEmbedding,
  PReLU,
  Reshape,
  Residual,
  Reverse,
  RMSNormalization,
  relu,
  type SequenceLayer,
  type SideSizes,
  SimpleRNN,
  Sparse,
  type SparseOptions,
  SpatialDropout2D,
  TruncatedNormal,
  tanh,
  Uniform,
  UpSampling2D,
  VarianceScaling,
  ZeroPadding2D,
  zeros,
} from "@nn/layers";
import { L1, L2 } from "@nn/losses";
import { MaxNorm, NonNegative, UnitNorm } from "@nn/optim";
import { optimizers } from "../../contracts/components.js";
import { type Row, rowsOf } from "../row.js";
import { activationMakers } from "./activations.js";
import { lossMakers } from "./losses.js";
import { metricMakers } from "./metrics.js";
import { schedules } from "./schedules.js";

/** Layers, initializers and optimizers: what has settings. */
export const componentRows = [
  ...rowsOf("@nn/layers", [
    {
      name: "new Dense",
      right: () => [2, 3, { activation: tanh, weightInitializer: zeros, biasInitializer: zeros, useBias: true }],
      call: (inputs: number, units: number, options: object) => new Dense(inputs, units, options),
    },
    { name: "new Activate", right: () => [relu], call: (activation: Activation) => new Activate(activation) },
    {
      name: "activationOf",
      right: () => [relu, [1, -2]],
      call: (activation: Activation, z: number[]) => activationOf(activation, z),
    },
    ...activationMakers,
    { name: "new Flatten", right: () => [], call: () => new Flatten() },
    {
      name: "new Conv2D",
      right: () => [
        2,
        3,
        {
          ...{ kernelSize: [2, 3], strides: [1, 2], padding: "same", activation: tanh },
          ...{ weightInitializer: zeros, biasInitializer: zeros, useBias: true },
        },
      ],
      call: (channels: number, filters: number, options: Conv2DOptions) => new Conv2D(channels, filters, options),
    },
    {
      name: "new MaxPooling2D",
      right: () => [[2, 3], { strides: 2, padding: "valid" }],
      call: (poolSize: Pair, options: object) => new MaxPooling2D(poolSize, options),
    },
    {
      name: "new AveragePooling2D",
      right: () => [[2, 3], { strides: 2, padding: "valid" }],
      call: (poolSize: Pair, options: object) => new AveragePooling2D(poolSize, options),
    },
    { name: "new GlobalAveragePooling2D", right: () => [], call: () => new GlobalAveragePooling2D() },
    { name: "new GlobalMaxPooling2D", right: () => [], call: () => new GlobalMaxPooling2D() },
    {
      name: "new Conv1D",
      right: () => [
        2,
        3,
        {
          ...{ kernelSize: 2, strides: 2, padding: "causal", activation: tanh },
          ...{ weightInitializer: zeros, biasInitializer: zeros, useBias: true },
        },
      ],
      call: (channels: number, filters: number, options: Conv1DOptions) => new Conv1D(channels, filters, options),
    },
    ...[MaxPooling1D, AveragePooling1D].map((Made) => ({
      name: `new ${Made.name}`,
      right: () => [2, { strides: 3, padding: "same" }],
      call: (poolSize: number, options: object) => new Made(poolSize, options),
    })),
    ...[GlobalMaxPooling1D, GlobalAveragePooling1D].map((Made) => ({
      name: `new ${Made.name}`,
      right: () => [],
      call: () => new Made(),
    })),
    { name: "new Reshape", right: () => [[2, -1]], call: (shape: number[]) => new Reshape(shape) },
    { name: "new UpSampling2D", right: () => [[2, 3]], call: (size: Pair) => new UpSampling2D(size) },
    ...[ZeroPadding2D, Cropping2D].map((Made) => ({
      name: `new ${Made.name}`,
      right: () => [
        [
          [1, 0],
          [0, 2],
        ],
      ],
      call: (sides: SideSizes) => new Made(sides),
    })),
    ...[LayerNormalization, RMSNormalization].map((Made) => ({
      name: `new ${Made.name}`,
      right: () => [{ epsilon: 1e-3 }],
      call: (options: object) => new Made(options),
    })),
    { name: "new PReLU", right: () => [{ initializer: zeros }], call: (options: object) => new PReLU(options) },
    ...[GaussianNoise, AlphaDropout, SpatialDropout2D].map((Made) => ({
      name: `new ${Made.name}`,
      right: () => [0.5],
      call: (share: number) => new Made(share),
    })),
    {
      name: "new LSTM",
      right: () => [
        2,
        3,
        { returnSequences: true, weightInitializer: zeros, recurrentInitializer: zeros, forgetBias: 0.5 },
      ],
      call: (inputs: number, units: number, options: object) => new LSTM(inputs, units, options),
    },
    {
      name: "new GRU",
      right: () => [
        2,
        3,
        { returnSequences: true, weightInitializer: zeros, recurrentInitializer: zeros, resetAfter: false },
      ],
      call: (inputs: number, units: number, options: object) => new GRU(inputs, units, options),
    },
    {
      name: "new SimpleRNN",
      right: () => [2, 3, { returnSequences: true, weightInitializer: zeros, recurrentInitializer: zeros }],
      call: (inputs: number, units: number, options: object) => new SimpleRNN(inputs, units, options),
    },
    {
      name: "new BatchNormalization",
      right: () => [{ momentum: 0.9, epsilon: 1e-3 }],
      call: (options: object) => new BatchNormalization(options),
    },
    {
      name: "new Embedding",
      right: () => [10, 3, { initializer: zeros }],
      call: (count: number, size: number, options: object) => new Embedding(count, size, options),
    },
    { name: "new Dropout", right: () => [0.5], call: (rate: number) => new Dropout(rate) },
    {
      name: "new MultiHeadAttention",
      right: () => [4, 2, { causal: true, weightInitializer: zeros }],
      call: (inputs: number, heads: number, options: object) => new MultiHeadAttention(inputs, heads, options),
    },
    {
      name: "new PositionalEmbedding",
      right: () => [{ initializer: zeros }],
      call: (options: object) => new PositionalEmbedding(options),
    },
    { name: "new Reverse", right: () => [], call: () => new Reverse() },
    {
      name: "new Bidirectional",
      right: () => [new GRU(2, 3), { merge: "sum" }],
      call: (layer: SequenceLayer, options: object) => new Bidirectional(layer, options),
    },
    ...[Add, Multiply, Concatenate].map((Made) => ({
      name: `new ${Made.name}`,
      right: () => [[new Dense(2, 2)], [new Activate(relu)]],
      call: (...stacks: Layer[][]) => new Sequential([new Made(...stacks)], { inputShape: [2] }).predict([1, 2]),
    })),
    {
      name: "new Residual",
      right: () => [[new Dense(2, 2), new Activate(relu)]],
      call: (body: Layer[]) => new Sequential([new Residual(body)], { inputShape: [2] }).predict([1, 2]),
    },
    { name: "new Constant", right: () => [0.5], call: (value: number) => new Constant(value) },
    {
      name: "new Uniform",
      right: () => [{ low: -1, high: 1 }],
      call: (options: object) =>
        new Uniform(options).fill(new Float64Array(2), { fanIn: 1, fanOut: 1 }, seededRandom(1)),
    },
    {
      name: "new Normal",
      right: () => [{ mean: 0, standardDeviation: 1 }],
      call: (options: object) =>
        new Normal(options).fill(new Float64Array(2), { fanIn: 1, fanOut: 1 }, seededRandom(1)),
    },
    {
      name: "new TruncatedNormal",
      right: () => [{ mean: 0, standardDeviation: 1 }],
      call: (options: object) =>
        new TruncatedNormal(options).fill(new Float64Array(2), { fanIn: 1, fanOut: 1 }, seededRandom(1)),
    },
    {
      name: "new VarianceScaling",
      right: () => [{ scale: 2, mode: "fanOut", distribution: "uniform" }],
      call: (options: object) =>
        new VarianceScaling(options).fill(new Float64Array(2), { fanIn: 1, fanOut: 1 }, seededRandom(1)),
    },
    {
      name: "new Sparse",
      right: () => [{ sparsity: 0.5, standardDeviation: 0.1 }],
      call: (options: SparseOptions) =>
        new Sparse(options).fill(new Float64Array(4), { fanIn: 2, fanOut: 2 }, seededRandom(1)),
    },
  ]),
  ...rowsOf("@nn/losses", [...lossMakers, ...metricMakers]),
  ...rowsOf("@nn/optim", [...optimizerRows(), ...schedules]),
  ...rowsOf(
    "@nn/optim",
    [MaxNorm, NonNegative, UnitNorm].map((Made) => ({
      name: `new ${Made.name}`,
      right: () => [Made === MaxNorm ? { limit: 0.5, of: () => true } : { of: () => true }],
      call: (options: never) => new Made(options),
    })),
  ),
  ...rowsOf(
    "@nn/losses",
    [L1, L2].map((Made) => ({
      name: `new ${Made.name}`,
      right: () => [{ strength: 0.5, of: () => true }],
      call: (options: never) => new Made(options),
    })),
  ),
];

/** One for each class in the table of optimizers, with the settings of its last example there. */
function optimizerRows(): Omit<Row, "of">[] {
  const last = new Map(optimizers.map(({ component, optimizer }) => [component, optimizer]));
  return Array.from(last, ([component, optimizer]) => {
    const Made = optimizer.constructor as new (options: object) => Optimizer;
    return {
      name: `new ${component}`,
      right: () => [optimizer.settings?.()],
      call: (options: object) => new Made(options),
    };
  });
}
