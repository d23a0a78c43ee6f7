import type { Layer, Shape } from "@nn/core/component";
import {
  Activate,
  Add,
  AlphaDropout,
  AveragePooling1D,
  AveragePooling2D,
  BatchNormalization,
  Bidirectional,
  Concatenate,
  Conv1D,
  Conv2D,
  Conv2DTranspose,
  Cropping2D,
  Dense,
  DepthwiseConv2D,
  Dropout,
  Embedding,
  Flatten,
  GaussianNoise,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GRU,
  GroupNormalization,
  identity,
  LayerNormalization,
  LSTM,
  MaxPooling1D,
  MaxPooling2D,
  MultiHeadAttention,
  Multiply,
  Permute,
  PositionalEmbedding,
  PositionalEncoding,
  PReLU,
  Reshape,
  Residual,
  RMSNormalization,
  relu,
  SeparableConv2D,
  SimpleRNN,
  SpatialDropout2D,
  softmax,
  tanh,
  UpSampling2D,
  ZeroPadding2D,
} from "@nn/layers";
import { Attention } from "../core/authors/attention.js";
import { Recurrent } from "../core/authors/recurrent.js";
import { beside } from "../core/authors/side-by-side.js";

/*
 * Networks with layers that do more than Dense, each with an output of ten numbers: they are trained everywhere, taken up
 * after they were stopped, saved, and measured. A new layer is a row here and one in `rows/layers`.
 */

/** A network, as data. */
export interface TrainedLayers {
  readonly name: string;
  readonly inputShape: Shape;
  readonly layers: () => readonly Layer[];
}

export const CLASSES = 10;

export const trainedLayers: readonly TrainedLayers[] = [
  {
    name: "dropout",
    inputShape: [61],
    layers: () => [new Dropout(0.1), new Dense(61, 97, { activation: relu }), new Dropout(0.5), new Dense(97, CLASSES)],
  },
  {
    name: "batch normalization",
    inputShape: [6, 5, 3],
    layers: () => [
      new BatchNormalization({ momentum: 0.8 }),
      new Flatten(),
      new Dense(90, 60, { activation: identity, useBias: false }),
      new BatchNormalization(),
      new Activate(relu),
      new Dense(60, CLASSES),
    ],
  },
  {
    name: "embedding",
    inputShape: [9],
    layers: () => [new Embedding(50, 8), new Flatten(), new Dense(72, CLASSES)],
  },
  {
    name: "residual",
    inputShape: [64],
    layers: () => [
      new Residual([new Dense(64, 96, { activation: tanh }), new Dropout(0.2), new Dense(96, 64)]),
      new Residual([new Residual([new Activate(tanh)])]),
      new Dense(64, CLASSES),
    ],
  },
  {
    name: "convolution and pooling",
    inputShape: [9, 8, 3],
    layers: () => [
      new Conv2D(3, 17, { kernelSize: 3, padding: "same", activation: relu }),
      new MaxPooling2D(2),
      new Conv2D(17, 10, { kernelSize: [3, 2] }),
      new Flatten(),
      new Dense(60, CLASSES),
    ],
  },
  {
    name: "normalization of rows, and slopes that are learnt",
    inputShape: [4, 9],
    layers: () => [
      new LayerNormalization(),
      new Dense(9, 17),
      new PReLU(),
      new RMSNormalization(),
      new Flatten(),
      new Dense(68, CLASSES),
    ],
  },
  {
    name: "noise",
    inputShape: [4, 3, 5],
    layers: () => [
      new GaussianNoise(0.5),
      new SpatialDropout2D(0.3),
      new AlphaDropout(0.2),
      new Flatten(),
      new Dense(60, CLASSES),
    ],
  },
  {
    name: "images of other sizes",
    inputShape: [4, 5, 3],
    layers: () => [
      new UpSampling2D(2),
      new Conv2D(3, 10, { kernelSize: 3 }),
      new ZeroPadding2D(1),
      new Cropping2D([2, 1]),
      new AveragePooling2D(2, { padding: "same" }),
      new Residual([new AveragePooling2D(3, { strides: 1, padding: "same" })]),
      new GlobalAveragePooling2D(),
    ],
  },
  {
    name: "images drawn again",
    inputShape: [4, 5, 3],
    layers: () => [
      new Conv2DTranspose(3, 2, { kernelSize: 3, strides: 2, padding: "same", activation: relu }),
      new DepthwiseConv2D(2, { kernelSize: 2, multiplier: 5 }),
      new Conv2DTranspose(10, 10, { kernelSize: [1, 2] }),
      new GlobalAveragePooling2D(),
    ],
  },
  {
    name: "axes in another order, and groups of channels",
    inputShape: [4, 5, 3],
    layers: () => [
      new SeparableConv2D(3, 12, { kernelSize: 3, multiplier: 2, activation: relu }),
      new GroupNormalization(3),
      new Permute([2, 0, 1]),
      new Reshape([12, 6]),
      new PositionalEncoding(),
      new Permute([1, 0]),
      new GroupNormalization(4),
      new Flatten(),
      new Dense(72, CLASSES),
    ],
  },
  {
    name: "the largest of an image",
    inputShape: [4, 5, 3],
    layers: () => [new Conv2D(3, 10, { kernelSize: 3 }), new GlobalMaxPooling2D()],
  },
  {
    name: "poolings of sequences",
    inputShape: [24],
    layers: () => [
      new Reshape([-1, 3]),
      new MaxPooling1D(2, { strides: 1 }),
      new AveragePooling1D(3, { padding: "same" }),
      new Dense(3, 5),
      new Residual([new MaxPooling1D(2, { strides: 1, padding: "same" })]),
      new GlobalAveragePooling1D(),
      new Reshape([5, 1]),
      new Dense(1, CLASSES),
      new GlobalMaxPooling1D(),
    ],
  },
  {
    name: "convolutions of sequences",
    inputShape: [9, 3],
    layers: () => [
      new Conv1D(3, 17, { kernelSize: 3, padding: "causal", activation: relu }),
      new Conv1D(17, 6, { kernelSize: 2, strides: 2, padding: "same" }),
      new Conv1D(6, 4, { kernelSize: 2 }),
      new Flatten(),
      new Dense(16, CLASSES),
    ],
  },
  {
    name: "lstm",
    inputShape: [5, 9],
    layers: () => [
      new LSTM(9, 33, { returnSequences: true }),
      new Activate(tanh),
      new LSTM(33, 34),
      new Dense(34, CLASSES),
    ],
  },
  {
    name: "gated and simple recurrent layers",
    inputShape: [5, 9],
    layers: () => [
      new SimpleRNN(9, 17, { returnSequences: true }),
      new GRU(17, 18, { returnSequences: true, resetAfter: false }),
      new GRU(18, CLASSES),
    ],
  },
  {
    name: "a block of a transformer",
    inputShape: [5],
    layers: () => [
      new Embedding(7, 8),
      new PositionalEmbedding(),
      new Residual([new LayerNormalization(), new MultiHeadAttention(8, 2, { causal: true })]),
      new Residual([new LayerNormalization(), new Dense(8, 17, { activation: relu }), new Dense(17, 8)]),
      new MultiHeadAttention(8, 1),
      new Flatten(),
      new Dense(40, CLASSES),
    ],
  },
  {
    name: "branches, and both directions",
    inputShape: [5, 9],
    layers: () => [
      new Concatenate([new Dense(9, 7), new Dropout(0.2)], [new Activate(tanh)], [new Dense(9, 10)]),
      new Bidirectional(new GRU(26, 8, { returnSequences: true })),
      new Multiply([new Dense(16, 9)], [new Dense(16, 9, { activation: tanh })]),
      new Bidirectional(new LSTM(9, 12), { merge: "sum" }),
      new Add([new Dense(12, CLASSES)], [new Activate(tanh), new Dense(12, CLASSES)]),
    ],
  },
  {
    name: "dense layers for each step",
    inputShape: [5, 9],
    layers: () => [
      new Dense(9, 20, { activation: tanh }),
      new LSTM(20, 16, { returnSequences: true }),
      new Residual([new Dense(16, 16, { activation: relu })]),
      new Dense(16, 6, { activation: softmax }),
      new Flatten(),
      new Dense(30, CLASSES),
    ],
  },
  {
    name: "attention, as an author's",
    inputShape: [5, 7],
    layers: () => [new Attention(7, 6), new Attention(6, 4), new Flatten(), new Dense(20, CLASSES)],
  },
  {
    name: "a recurrent layer, as an author's",
    inputShape: [4, 7],
    layers: () => [new Recurrent(7, 9), new Dense(9, CLASSES)],
  },
  {
    name: "a U-shaped network of an author's layers",
    inputShape: [20],
    layers: () => [
      new Dense(20, 16, { activation: tanh }),
      beside(new Dense(16, 8), beside(new Dense(8, 4, { activation: relu }), new Dense(4, 8)), new Dense(16, 16)),
      new Dense(32, CLASSES),
    ],
  },
];
