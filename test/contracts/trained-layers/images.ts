import {
  AveragePooling2D,
  Conv2D,
  Conv2DTranspose,
  Cropping2D,
  Dense,
  DepthwiseConv2D,
  Flatten,
  GlobalAveragePooling2D,
  GlobalMaxPooling2D,
  GroupNormalization,
  MaxPooling2D,
  Permute,
  PositionalEncoding,
  Reshape,
  Residual,
  relu,
  SeparableConv2D,
  UpSampling2D,
  ZeroPadding2D,
} from "@nn/layers";
import { CLASSES, type TrainedLayers } from "./network.js";

/** Networks of images. */
export const images: readonly TrainedLayers[] = [
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
];
