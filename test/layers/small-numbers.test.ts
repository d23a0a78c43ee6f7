import { Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import {
  AveragePooling1D,
  AveragePooling2D,
  Conv2DTranspose,
  Cropping1D,
  Cropping2D,
  DepthwiseConv2D,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GroupNormalization,
  LayerNormalization,
  MaxPooling1D,
  ones,
  Permute,
  PReLU,
  Reshape,
  RMSNormalization,
  UpSampling1D,
  UpSampling2D,
  ZeroPadding1D,
  ZeroPadding2D,
} from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { Scale } from "your-own/dist/scale.js";

/*
 * Outputs and derivatives that were calculated by hand, for numbers small enough to do so.
 */

interface Row {
  readonly layer: Layer;
  readonly inputShape: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly dy: readonly number[];
  readonly dx: readonly number[];
}

const rows: readonly Row[] = [
  // m = 2, v = 1, σ = 2; dx = (dy − mean of dy − x̂·mean of dy·x̂) / 2, where the means are 2 and 1.
  {
    ...{ layer: new LayerNormalization({ epsilon: 3 }), inputShape: [2], x: [1, 3], y: [-0.5, 0.5] },
    ...{ dy: [0, 4], dx: [-0.75, 0.75] },
  },
  // Each channel is a group, whose two places are as the features above.
  {
    ...{ layer: new GroupNormalization(2, { epsilon: 3 }), inputShape: [2, 2], x: [1, 11, 3, 13] },
    ...{ y: [-0.5, -0.5, 0.5, 0.5], dy: [0, 0, 4, 4], dx: [-0.75, -0.75, 0.75, 0.75] },
  },
  {
    ...{ layer: new Permute([1, 0]), inputShape: [2, 3], x: [1, 2, 3, 4, 5, 6], y: [1, 4, 2, 5, 3, 6] },
    ...{ dy: [1, 2, 3, 4, 5, 6], dx: [1, 3, 5, 2, 4, 6] },
  },
  // The mean of squares is 4, so that all is divided by 4; dx = (dy − x̂·mean of dy·x̂) / 4, where the mean is 2.
  {
    ...{ layer: new RMSNormalization({ epsilon: 12 }), inputShape: [2], x: [2, -2], y: [0.5, -0.5] },
    ...{ dy: [0, -8], dx: [-0.25, -1.75] },
  },
  { layer: new PReLU(), inputShape: [3], x: [-4, 4, -8], y: [-1, 4, -2], dy: [8, 8, 4], dx: [2, 8, 1] },
  {
    ...{ layer: new AveragePooling2D(2), inputShape: [2, 4, 1], x: [1, 4, 9, 2, 3, 2, 1, 1], y: [2.5, 3.25] },
    ...{ dy: [4, 8], dx: [1, 1, 2, 2, 1, 1, 2, 2] },
  },
  {
    ...{ layer: new AveragePooling2D(2, { strides: 1, padding: "same" }), inputShape: [1, 3, 1], x: [1, 3, 7] },
    ...{ y: [2, 5, 7], dy: [2, 4, 8], dx: [1, 3, 10] },
  },
  {
    ...{ layer: new GlobalAveragePooling2D(), inputShape: [1, 2, 2], x: [1, 10, 3, 20], y: [2, 15] },
    ...{ dy: [2, 4], dx: [1, 2, 1, 2] },
  },
  {
    ...{ layer: new GlobalMaxPooling2D(), inputShape: [1, 3, 2], x: [1, 20, 3, 10, 3, 20], y: [3, 20] },
    ...{ dy: [2, 4], dx: [0, 4, 2, 0, 0, 0] },
  },
  {
    ...{ layer: new UpSampling2D([2, 1]), inputShape: [1, 2, 1], x: [5, 7], y: [5, 7, 5, 7] },
    ...{ dy: [1, 2, 3, 4], dx: [4, 6] },
  },
  {
    ...{ layer: new DepthwiseConv2D(2, { kernelSize: [1, 2], weightInitializer: ones }), inputShape: [1, 2, 2] },
    ...{ x: [5, 70, 7, 20], y: [12, 90], dy: [1, 2], dx: [1, 2, 1, 2] },
  },
  {
    // The kernels of both pixels overlap in the middle.
    ...{ layer: new Conv2DTranspose(1, 1, { kernelSize: [1, 2], weightInitializer: ones }), inputShape: [1, 2, 1] },
    ...{ x: [5, 7], y: [5, 12, 7], dy: [1, 2, 4], dx: [3, 6] },
  },
  {
    ...{ layer: new ZeroPadding2D([1, 0]), inputShape: [1, 2, 1], x: [5, 7], y: [0, 0, 5, 7, 0, 0] },
    ...{ dy: [1, 2, 3, 4, 5, 6], dx: [3, 4] },
  },
  {
    ...{ layer: new Cropping2D([0, 1]), inputShape: [1, 3, 1], x: [5, 7, 9], y: [7] },
    ...{ dy: [3], dx: [0, 3, 0] },
  },
  {
    ...{ layer: new UpSampling1D(2), inputShape: [2, 2], x: [5, 50, 7, 70], y: [5, 50, 5, 50, 7, 70, 7, 70] },
    ...{ dy: [1, 10, 2, 20, 3, 30, 4, 40], dx: [3, 30, 7, 70] },
  },
  {
    ...{ layer: new ZeroPadding1D([2, 1]), inputShape: [1, 2], x: [5, 7], y: [0, 0, 0, 0, 5, 7, 0, 0] },
    ...{ dy: [1, 2, 3, 4, 5, 6, 7, 8], dx: [5, 6] },
  },
  {
    ...{ layer: new Cropping1D([1, 0]), inputShape: [3, 1], x: [5, 7, 9], y: [7, 9] },
    ...{ dy: [3, 4], dx: [0, 3, 4] },
  },
  { layer: new MaxPooling1D(2), inputShape: [4, 1], x: [1, 4, 9, 2], y: [4, 9], dy: [3, 5], dx: [0, 3, 5, 0] },
  {
    ...{ layer: new AveragePooling1D(2, { strides: 1, padding: "same" }), inputShape: [3, 1], x: [1, 3, 7] },
    ...{ y: [2, 5, 7], dy: [2, 4, 8], dx: [1, 3, 10] },
  },
  {
    ...{ layer: new GlobalAveragePooling1D(), inputShape: [2, 2], x: [1, 10, 3, 20], y: [2, 15] },
    ...{ dy: [2, 4], dx: [1, 2, 1, 2] },
  },
  {
    ...{ layer: new GlobalMaxPooling1D(), inputShape: [3, 2], x: [1, 20, 3, 10, 3, 20], y: [3, 20] },
    ...{ dy: [2, 4], dx: [0, 4, 2, 0, 0, 0] },
  },
  { layer: new Reshape([-1, 1]), inputShape: [2], x: [5, 7], y: [5, 7], dy: [1, 2], dx: [1, 2] },
];

test.each(rows.map((row) => [row.layer.name, row] as const))("%s", (_, { layer, inputShape, x, y, dy, dx }) => {
  const network = new Sequential([new Scale() as Layer, layer], { inputShape });
  const trainer = network.trainer({
    ...{ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0 }), batchSize: 1 },
  });
  // The loss has the derivatives dy, and a gain of 1 the derivative x·dx.
  const target = Float64Array.from(y, (value, i) => value - (dy[i]! * y.length) / 2);
  trainer.step(Float64Array.from(x), target);
  const gradients = trainer.gradients() as Readonly<Record<string, readonly number[]>>;
  for (const [i, number] of gradients["0.gain"]!.entries()) expect(number / x[i]!).toBeCloseTo(dx[i]!, 13);
  const { loss } = network.evaluate({ inputs: Float64Array.from(x), targets: Float64Array.from(y) } as never, {
    loss: meanSquaredError,
  });
  expect(loss).toBeCloseTo(0, 13);
});
