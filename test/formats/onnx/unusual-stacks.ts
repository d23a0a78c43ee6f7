import { type Activation, defineActivation, type Equations, type Layer, type Source, sizeOf } from "@nn/core/component";
import { Activate, Conv2D, Dense, Flatten, ones, Residual, softmax, tanh } from "@nn/layers";
import { fork } from "./own-layers.js";
import type { Stack } from "./stacks.js";

/** What equations say in a way that no other layer does, with what the forward pass does for it. */
function own(
  name: string,
  equations: (size: number) => Equations[],
  compute: (x: readonly number[], w: ArrayLike<number>) => readonly number[],
  pass: Partial<Layer> = {},
): Layer {
  return {
    name,
    outputShape: (input) => [compute(new Array<number>(sizeOf(input)).fill(0), [0, 0, 0]).length],
    parameters: () => ({ train: { shape: [3], initializer: ones, fanIn: 1, fanOut: 1 } }),
    saved: () => ({}),
    equations: (input) => equations(sizeOf(input)),
    forward({ batch, inputSize, outputSize, x, y, parameters }) {
      for (let i = 0; i < batch; i++) {
        const row = Array.from(x.subarray(i * inputSize, (i + 1) * inputSize));
        y.set(compute(row, parameters.train!), i * outputSize);
      }
    },
    // None of them is trained.
    backward() {},
    ...pass,
  };
}

const weight = (element: number): Source => ({ parameter: "train", element });
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The same for each example, from a list of weights. */
const ofWeights = own(
  "of weights",
  (size) => [{ formula: "sum(w) + v^2", size, reads: (i) => ({ w: [0, 1, 2].map(weight), v: weight(i) }) }],
  (x, w) => x.map((_, i) => w[0]! + w[1]! + w[2]! + w[i]! ** 2),
);
const eachWeight = own(
  "each weight",
  (size) => [{ formula: "w", size, reads: (i) => ({ w: weight(i), x: i }) }],
  (x, w) => x.map((_, i) => w[i]!),
);
const ofNothing = own(
  "of nothing",
  (size) => [{ formula: "sqrt(2) / 2^64 * 2^64", size, reads: () => ({}) }],
  (x) => x.map(() => Math.SQRT2),
);
/** Sums of single numbers, which are those numbers. */
const ofOnes = own(
  "of ones",
  (size) => [
    { formula: "sum(x) * w + mean(x * w) - max(x)", size, reads: (i) => ({ x: i, w: weight(i) }) },
    { formula: "sum(index + x)", size, reads: (i) => ({ x: i }) },
  ],
  (x, w) => x.map((one, i) => 2 * one * w[i]! - one),
);
const listed = own(
  "listed",
  () => [{ formula: "sum((index + 1) * x)", size: 2, reads: (i) => ({ x: [i, 2, 1 - i] }) }],
  (x) => [x[0]! + 2 * x[2]! + 3 * x[1]!, x[1]! + 2 * x[2]! + 3 * x[0]!],
);
/** Softmax of each row of three. */
const rows = own(
  "rows",
  () => [{ activation: softmax, row: 3 }],
  (x) => x.map((one, i) => Math.exp(one) / sum(x.slice(i - (i % 3), i - (i % 3) + 3).map(Math.exp))),
  { parameters: () => ({}) },
);

const activation = (name: string, value: string): Activation => ({
  ...defineActivation({ name, formula: { value: "z", derivative: "1" }, forward: [`a = ${value}`] }),
});
/** That of a column, and those with numbers that Python can't hold as whole ones. */
const ACTIVATIONS = [
  activation("column", "index * 2 + 1"),
  activation("large", "z * 9223372036854775808 / 9223372036854775808 + min(z, 2^62)"),
  activation("larger", "z + (9007199254740991 * 9007199254740991 - 1) / (9007199254740991 * 9007199254740991)"),
  activation("division", "min(z, 1 / (2 - 2)) + max(z, (0 - 8)^3)"),
];

/** Names that are taken: by Python, by modules of PyTorch, and by one another. */
const named = (name: string, layer: Layer): Layer => ({ ...layer, name });
const residual = activation("residual", "z / (1 + abs(z))");

/** Stacks of layers that say by equations what no other one says, and of names that other systems have for something else. */
export const unusualStacks: readonly Stack[] = [
  ...[ofWeights, eachWeight, ofNothing, ofOnes, listed].map((layer) => ({
    layers: [layer, new Activate(tanh)],
    inputShape: [3],
  })),
  { layers: [rows], inputShape: [6] },
  ...ACTIVATIONS.map((one) => ({ layers: [new Dense(3, 4, { activation: one })] })),
  {
    layers: [
      named("residual", eachWeight),
      new Residual([new Dense(3, 3, { activation: residual })]),
      new Residual([named("class", ofWeights)]),
    ],
    inputShape: [3],
  },
  { layers: [fork([new Dense(3, 3)], [named("forward", ofOnes)])], inputShape: [3] },
  {
    layers: [new Residual([new Conv2D(2, 2, { kernelSize: 1 })]), new Flatten(), new Dense(12, 2)],
    inputShape: [2, 3, 2],
  },
];
