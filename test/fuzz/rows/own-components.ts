import type { Activation, Initializer, Layer, Loss, Metric, Optimizer } from "@nn/core/component";

/*
 * Components written as their users would, plain objects, so that each of their members can be missing or wrong.
 */

const constant = (): Initializer => ({ name: "constant", fill: (values) => values.fill(0.5) });

export const doubling = (): Layer => ({
  name: "Doubling",
  keepsShape: true,
  outputRange: { least: -Infinity, most: Infinity },
  outputShape: (shape) => shape,
  parameters: () => ({ gain: { shape: [1], initializer: constant(), fanIn: 1, fanOut: 1 } }),
  saved: (shape) => ({ kept: shape }),
  forward({ batch, inputSize, x, y, saved: { kept } }) {
    for (let i = 0; i < batch * inputSize; i++) {
      y[i] = 2 * x[i]!;
      if (kept) kept[i] = x[i]!;
    }
  },
  backward({ batch, inputSize, dx, dy, gradients: { gain } }) {
    if (gain) gain[0]! += dy[0]!;
    if (dx) for (let i = 0; i < batch * inputSize; i++) dx[i] = 2 * dy[i]!;
  },
});

export const half = (): Activation => ({
  name: "half",
  range: { least: -Infinity, most: Infinity },
  forward(_kernels, a, z, batch, size) {
    for (let i = 0; i < batch * size; i++) a[i] = z[i]! / 2;
  },
  backward(_kernels, dz, da, _z, _a, batch, size) {
    for (let i = 0; i < batch * size; i++) dz[i] = da[i]! / 2;
  },
});

export const distance = (): Metric => ({
  name: "distance",
  value({ values, prediction, target, batch, outputSize: size }) {
    for (let i = 0; i < batch; i++) values[i] = Math.abs(prediction[i * size]! - target[i * size]!);
  },
});

export const square = (): Loss => ({
  name: "square",
  predictions: { what: "any", range: { least: -Infinity, most: Infinity }, remedy: "End in identity." },
  value({ values, prediction, target, batch, outputSize: size }) {
    for (let i = 0; i < batch; i++) values[i] = (prediction[i * size]! - target[i * size]!) ** 2;
  },
  gradient({ dprediction, prediction, target, batch, outputSize: size }) {
    for (let i = 0; i < batch * size; i++) dprediction[i] = (prediction[i]! - target[i]!) / batch;
  },
});

export const plain = (): Optimizer => ({
  name: "plain",
  slots: ["seen"],
  update({ value, gradient, slots }) {
    for (let i = 0; i < value.length; i++) {
      value[i]! -= 0.1 * gradient[i]!;
      if (slots.seen) slots.seen[i] = gradient[i]!;
    }
  },
});
