import {
  AveragePooling1D,
  AveragePooling2D,
  Conv1D,
  type Conv1DOptions,
  Conv2D,
  type Conv2DOptions,
  Conv2DTranspose,
  Cropping1D,
  Cropping2D,
  DepthwiseConv2D,
  type DepthwiseConv2DOptions,
  type EndSizes,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  MaxPooling1D,
  MaxPooling2D,
  type Pair,
  SeparableConv2D,
  type SeparableConv2DOptions,
  type SideSizes,
  tanh,
  UpSampling1D,
  UpSampling2D,
  ZeroPadding1D,
  ZeroPadding2D,
  zeros,
} from "@nn/layers";
import type { Row } from "../../row.js";

export const convolutionLayerMakers: readonly Omit<Row, "of">[] = [
  {
    name: "new Conv2D",
    right: () => [
      2,
      3,
      {
        ...{ kernelSize: [2, 3], strides: [1, 2], padding: "same", activation: tanh, dilation: [1, 2], groups: 1 },
        ...{ weightInitializer: zeros, biasInitializer: zeros, useBias: true },
      },
    ],
    call: (channels: number, filters: number, options: Conv2DOptions) => new Conv2D(channels, filters, options),
  },
  {
    name: "new Conv2DTranspose",
    right: () => [
      2,
      3,
      {
        ...{ kernelSize: [2, 3], strides: [1, 2], padding: "same", activation: tanh },
        ...{ weightInitializer: zeros, biasInitializer: zeros, useBias: true },
      },
    ],
    call: (channels: number, filters: number, options: Conv2DOptions) =>
      new Conv2DTranspose(channels, filters, options),
  },
  {
    name: "new DepthwiseConv2D",
    right: () => [
      2,
      {
        ...{ kernelSize: [2, 3], strides: [1, 2], padding: "same", activation: tanh, dilation: [2, 1], multiplier: 2 },
        ...{ weightInitializer: zeros, biasInitializer: zeros, useBias: true },
      },
    ],
    call: (channels: number, options: DepthwiseConv2DOptions) => new DepthwiseConv2D(channels, options),
  },
  {
    name: "new SeparableConv2D",
    right: () => [
      2,
      3,
      {
        ...{ kernelSize: [2, 3], strides: [1, 2], padding: "same", activation: tanh, dilation: [2, 1], multiplier: 2 },
        ...{ depthwiseInitializer: zeros, pointwiseInitializer: zeros, biasInitializer: zeros, useBias: true },
      },
    ],
    call: (channels: number, filters: number, options: SeparableConv2DOptions) =>
      new SeparableConv2D(channels, filters, options),
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
  { name: "new GlobalAveragePooling2D", right: () => [], call: (...given: []) => new GlobalAveragePooling2D(...given) },
  { name: "new GlobalMaxPooling2D", right: () => [], call: (...given: []) => new GlobalMaxPooling2D(...given) },
  {
    name: "new Conv1D",
    right: () => [
      2,
      3,
      {
        ...{ kernelSize: 2, strides: 2, padding: "causal", activation: tanh, dilation: 2, groups: 1 },
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
    right: () => [{ maskValue: 0 }],
    call: (options: object) => new Made(options),
  })),
  { name: "new UpSampling1D", right: () => [2], call: (size: number) => new UpSampling1D(size) },
  ...[ZeroPadding1D, Cropping1D].map((Made) => ({
    name: `new ${Made.name}`,
    right: () => [[1, 2]],
    call: (ends: EndSizes) => new Made(ends),
  })),
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
];
