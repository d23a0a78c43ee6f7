import {
  AveragePooling1D,
  AveragePooling2D,
  Conv1D,
  Conv2D,
  Conv2DTranspose,
  Cropping2D,
  DepthwiseConv2D,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  MaxPooling1D,
  MaxPooling2D,
  SeparableConv2D,
  softmax,
  tanh,
  UpSampling2D,
  ZeroPadding2D,
} from "@nn/layers";
import type { LayerRow } from "./row.js";

export const convolutionLayers: readonly LayerRow[] = [
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
  {
    component: "Conv2D",
    layer: new Conv2D(4, 6, { kernelSize: [2, 3], groups: 2, dilation: [1, 2], activation: tanh }),
    options: { inputShape: [3, 6, 4] },
  },
  {
    component: "Conv2D",
    layer: new Conv2D(2, 4, { kernelSize: 3, strides: [2, 3], dilation: [3, 2], groups: 2, padding: "same" }),
    options: { inputShape: [7, 7, 2] },
  },
  {
    component: "DepthwiseConv2D",
    layer: new DepthwiseConv2D(3, { kernelSize: 2 }),
    options: { inputShape: [3, 4, 3] },
  },
  {
    component: "DepthwiseConv2D",
    layer: new DepthwiseConv2D(2, {
      kernelSize: [3, 2],
      multiplier: 3,
      dilation: [1, 2],
      activation: tanh,
      padding: "same",
    }),
    options: { inputShape: [4, 4, 2] },
  },
  {
    component: "SeparableConv2D",
    layer: new SeparableConv2D(2, 3, { kernelSize: 2, activation: tanh }),
    options: { inputShape: [3, 3, 2] },
  },
  {
    component: "SeparableConv2D",
    layer: new SeparableConv2D(3, 2, {
      ...{ kernelSize: [2, 3], multiplier: 2, strides: [2, 1], padding: "same", dilation: [2, 1], useBias: false },
    }),
    options: { inputShape: [4, 3, 3] },
  },
  { component: "MaxPooling2D", layer: new MaxPooling2D(2), options: { inputShape: [5, 4, 2] } },
  {
    component: "MaxPooling2D",
    layer: new MaxPooling2D([3, 2], { strides: [2, 1], padding: "same" }),
    options: { inputShape: [4, 3, 1] },
  },
  { component: "AveragePooling2D", layer: new AveragePooling2D(2), options: { inputShape: [5, 4, 2] } },
  {
    component: "AveragePooling2D",
    layer: new AveragePooling2D([3, 2], { strides: [2, 1], padding: "same" }),
    options: { inputShape: [4, 3, 1] },
  },
  { component: "GlobalAveragePooling2D", layer: new GlobalAveragePooling2D(), options: { inputShape: [2, 3, 5] } },
  { component: "GlobalMaxPooling2D", layer: new GlobalMaxPooling2D(), options: { inputShape: [2, 3, 2] } },
  { component: "UpSampling2D", layer: new UpSampling2D([2, 3]), options: { inputShape: [2, 1, 2] } },
  {
    component: "ZeroPadding2D",
    layer: new ZeroPadding2D([
      [1, 0],
      [0, 2],
    ]),
    options: { inputShape: [2, 1, 2] },
  },
  {
    component: "Conv2DTranspose",
    layer: new Conv2DTranspose(2, 3, { kernelSize: 2 }),
    options: { inputShape: [2, 3, 2] },
  },
  {
    component: "Conv2DTranspose",
    layer: new Conv2DTranspose(3, 2, { kernelSize: [3, 4], strides: 2, padding: "same", activation: tanh }),
    options: { inputShape: [2, 2, 3] },
  },
  {
    component: "Conv2DTranspose",
    layer: new Conv2DTranspose(1, 2, { kernelSize: [1, 2], strides: [2, 3], useBias: false, activation: softmax }),
    options: { inputShape: [2, 2, 1] },
  },
  {
    component: "Cropping2D",
    layer: new Cropping2D([
      [1, 0],
      [0, 2],
    ]),
    options: { inputShape: [3, 4, 2] },
  },
  { component: "Conv1D", layer: new Conv1D(2, 3, { kernelSize: 3 }), options: { inputShape: [4, 2] } },
  {
    component: "Conv1D",
    layer: new Conv1D(2, 2, { kernelSize: 2, padding: "causal", activation: tanh, useBias: false }),
    options: { inputShape: [4, 2] },
  },
  {
    component: "Conv1D",
    layer: new Conv1D(1, 3, { kernelSize: 4, strides: 2, padding: "same", activation: softmax }),
    options: { inputShape: [5, 1] },
  },
  {
    component: "Conv1D",
    layer: new Conv1D(2, 4, { kernelSize: 3, padding: "causal", dilation: 2, groups: 2 }),
    options: { inputShape: [5, 2] },
  },
  {
    component: "Conv1D",
    layer: new Conv1D(2, 2, { kernelSize: 2, dilation: 3, strides: 2, useBias: false, activation: tanh }),
    options: { inputShape: [8, 2] },
  },
  { component: "MaxPooling1D", layer: new MaxPooling1D(2), options: { inputShape: [5, 2] } },
  {
    component: "MaxPooling1D",
    layer: new MaxPooling1D(3, { strides: 2, padding: "same" }),
    options: { inputShape: [4, 2] },
  },
  {
    component: "AveragePooling1D",
    layer: new AveragePooling1D(2, { strides: 1, padding: "same" }),
    options: { inputShape: [3, 2] },
  },
  { component: "GlobalMaxPooling1D", layer: new GlobalMaxPooling1D(), options: { inputShape: [3, 2] } },
  { component: "GlobalAveragePooling1D", layer: new GlobalAveragePooling1D(), options: { inputShape: [3, 2] } },
];
