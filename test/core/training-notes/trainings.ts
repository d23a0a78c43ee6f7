import { type FitOptions, normal, Sequential, seededRandom, uniform } from "@nn/core";
import { minMax, standardize } from "@nn/data";
import { Dense, heNormal, identity, Normal, relu, sigmoid, softmax, tanh } from "@nn/layers";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  meanSquaredError,
} from "@nn/losses";
import { Adam, SGD } from "@nn/optim";

/** A network, its data, and how it is trained. */
export interface Case {
  readonly network: Sequential;
  readonly data: { readonly inputs: number[][]; readonly targets: number[][] };
  readonly options: FitOptions;
}

type Settings = Partial<FitOptions> & { readonly optimizer: FitOptions["optimizer"] };

const draw = (seed: string, rows: number, columns: number, deviation = 1, mean = 0): number[][] => {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => normal(random, mean, deviation)));
};
const oneHot = (label: number, classes: number): number[] =>
  Array.from({ length: classes }, (_, i) => (i === label ? 1 : 0));

export const people = {
  inputs: [
    [133, 65],
    [160, 72],
    [152, 70],
    [120, 60],
  ],
  targets: [[1], [0], [0], [1]],
};
export const ninePeople = {
  inputs: [...people.inputs, [140, 66], [175, 74], [118, 62], [168, 71], [126, 63]],
  targets: [...people.targets, [1], [0], [1], [0], [1]],
};
export const lab = { ...people, inputs: people.inputs.map(([weight, height]) => [weight! - 135, height! - 66]) };
export const xor = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [[0], [1], [1], [0]],
};
const standardized = <D extends Case["data"]>(data: D): D => ({
  ...data,
  inputs: standardize(data.inputs).transform(data.inputs),
});
const blobs = (classes: number, rows = 60) => {
  const noise = draw("blobs", rows, 2, 0.5);
  const at = (row: number) => (2 * Math.PI * (row % classes)) / classes;
  return {
    inputs: noise.map(([a, b], row) => [2 * Math.cos(at(row)) + a!, 2 * Math.sin(at(row)) + b!]),
    targets: noise.map((_, row) => oneHot(row % classes, classes)),
  };
};
const images = (rows = 40) => {
  const random = seededRandom("images");
  const inputs = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: 196 }, (_unused, pixel) =>
      pixel % 10 === row % 10 ? uniform(random, 0.6, 1) : uniform(random, 0, 0.3),
    ),
  );
  return { inputs, targets: inputs.map((_, row) => oneHot(row % 10, 10)) };
};
const line = (scale = 1, offset = 0, noise = 0.1) => {
  const inputs = draw("line", 40, 1);
  const errors = draw("errors", 40, 1, noise);
  return { inputs, targets: inputs.map(([x], row) => [scale * (3 * x! + 1 + errors[row]![0]!) + offset]) };
};
const sine = () => {
  const inputs = Array.from({ length: 50 }, (_, row) => [-2 + row * 0.08]);
  return { inputs, targets: inputs.map(([x]) => [Math.sin(2 * x!)]) };
};
const integers = () => {
  const inputs = Array.from({ length: 30 }, (_, row) => [row % 6, (row * 7) % 5, (row * 3) % 4]);
  return { inputs, targets: inputs.map(([a, b, c]) => [a! + 2 * b! - c!]) };
};

const of =
  (
    layers: Dense[],
    data: Case["data"],
    { loss = meanSquaredError, epochs = 60, batchSize = 8, ...settings }: Settings,
    seed: string | number = 1,
  ): (() => Case) =>
  () => ({
    network: new Sequential(layers, { seed }),
    data,
    options: { loss, epochs, batchSize, ...settings } as FitOptions,
  });

const sgd = (learningRate: ConstructorParameters<typeof SGD>[0]["learningRate"], momentum = 0) =>
  new SGD({ learningRate, momentum });
const adam = (learningRate: number | ((step: number) => number)) => new Adam({ learningRate });
/** A learning rate that rises to its highest value and falls again. */
const oneCycle = (highest: number, steps: number) => (step: number) =>
  highest * Math.max(0.001, Math.min(step / (0.3 * steps), (steps - step) / (0.7 * steps)));

const toOne = (hidden: number, activation = sigmoid, output = sigmoid, inputs = 2) => [
  new Dense(inputs, hidden, { activation }),
  new Dense(hidden, 1, { activation: output }),
];
const regression = (hidden: number, activation = tanh, inputs = 1) => toOne(hidden, activation, identity, inputs);
const classifier = (inputs: number, hidden: number, classes: number, activation = relu) => [
  new Dense(inputs, hidden, { activation }),
  new Dense(hidden, classes, { activation: softmax }),
];
const logits = (inputs: number, hidden: number, classes: number, activation = relu) => [
  new Dense(inputs, hidden, { activation }),
  new Dense(hidden, classes, { activation: identity }),
];
const linear = (inputs: number) => [new Dense(inputs, 1, { activation: identity })];

/** Trainings that are as they should be, with their spikes, plateaus and slow beginnings. */
export const HEALTHY: Readonly<Record<string, () => Case>> = {
  "the lab": of(toOne(2), lab, { optimizer: sgd(0.1), epochs: 300, batchSize: 1, shuffle: false }, "lab-0"),
  "the lab, seed 5": of(toOne(2), lab, { optimizer: sgd(0.1), epochs: 300, batchSize: 1 }, 5),
  "nine people, standardized": of(toOne(2), standardized(ninePeople), {
    optimizer: sgd(0.1),
    epochs: 300,
    batchSize: 1,
  }),
  "nine people, from 0 to 1": of(
    toOne(2),
    { ...ninePeople, inputs: minMax(ninePeople.inputs).transform(ninePeople.inputs) },
    { optimizer: sgd(0.5), epochs: 300, batchSize: 1 },
  ),
  "nine people, standardized, relu": of(toOne(16, relu), standardized(ninePeople), {
    optimizer: sgd(0.1),
    batchSize: 3,
  }),
  xor: of(toOne(3), xor, { optimizer: sgd(0.5), epochs: 500, batchSize: 1 }),
  "xor with momentum": of(toOne(4, tanh), xor, { optimizer: sgd(0.5, 0.9), epochs: 500, batchSize: 1 }),
  "xor with momentum, a high rate": of(toOne(4), xor, { optimizer: sgd(2, 0.9), epochs: 500, batchSize: 4 }),
  "xor, cross-entropy, Adam": of(toOne(8, tanh), xor, {
    loss: binaryCrossEntropy,
    optimizer: adam(0.05),
    epochs: 300,
    batchSize: 4,
  }),
  "xor, relu": of(toOne(8, relu), xor, { optimizer: sgd(0.1, 0.9), epochs: 300, batchSize: 4 }),
  "xor's plateau: a rate at which little happens": of(toOne(2), xor, {
    optimizer: sgd(0.01),
    epochs: 300,
    batchSize: 4,
  }),
  "a plateau of saddle points: tiny first weights": of(
    [
      new Dense(2, 3, { activation: tanh, weightInitializer: new Normal({ standardDeviation: 1e-4 }) }),
      new Dense(3, 1, { activation: tanh, weightInitializer: new Normal({ standardDeviation: 1e-4 }) }),
    ],
    xor,
    { optimizer: sgd(0.5), epochs: 300, batchSize: 4 },
  ),
  "three classes": of(classifier(2, 16, 3), blobs(3), { loss: categoricalCrossEntropy, optimizer: sgd(0.1) }),
  "three classes, Adam, to the end": of(classifier(2, 16, 3, tanh), blobs(3), {
    loss: categoricalCrossEntropy,
    optimizer: adam(0.05),
    epochs: 300,
  }),
  "five classes from logits": of(logits(2, 16, 5), blobs(5), {
    loss: categoricalCrossEntropyFromLogits,
    optimizer: sgd(0.1, 0.9),
  }),
  "two classes from logits": of(
    logits(2, 8, 1),
    { ...blobs(2), targets: blobs(2).targets.map(([a]) => [a!]) },
    { loss: binaryCrossEntropyFromLogits, optimizer: adam(0.1), epochs: 200 },
  ),
  "logistic regression": of(
    [new Dense(2, 1)],
    { ...blobs(2), targets: blobs(2).targets.map(([a]) => [a!]) },
    { loss: binaryCrossEntropy, optimizer: sgd(1), epochs: 300 },
  ),
  "images from 0 to 1": of(classifier(196, 32, 10), images(), {
    loss: categoricalCrossEntropy,
    optimizer: sgd(0.1),
    epochs: 30,
  }),
  "images from 0 to 1, sigmoid": of(classifier(196, 32, 10, sigmoid), images(), {
    loss: categoricalCrossEntropy,
    optimizer: adam(0.01),
    epochs: 30,
  }),
  "one-hot inputs": of(
    classifier(5, 8, 5, sigmoid),
    { inputs: blobs(5).targets, targets: blobs(5).targets },
    { loss: categoricalCrossEntropy, optimizer: sgd(1) },
  ),
  "an autoencoder of one-hot rows": of(
    [new Dense(8, 3), new Dense(3, 8)],
    { inputs: blobs(8).targets, targets: blobs(8).targets },
    { optimizer: sgd(2, 0.9), epochs: 300 },
  ),
  "a line": of(linear(1), line(), { optimizer: sgd(0.05) }),
  "a line far from 0": of(linear(1), line(1, 500), { optimizer: sgd(0.05) }),
  "a line with large targets": of(linear(1), line(1e5, 1e6), { optimizer: sgd(0.05) }),
  "large targets, a hidden layer, Adam": of(regression(16, relu), line(100), { optimizer: adam(0.05), epochs: 100 }),
  "tiny targets": of(regression(8), line(1e-4), { optimizer: sgd(0.05) }),
  "prices: inputs standardized, targets in hundred thousands": of(regression(16, relu), line(2e5, 3e5), {
    optimizer: adam(1),
    epochs: 100,
  }),
  "a sine": of(regression(16), sine(), { optimizer: adam(0.01), epochs: 200 }),
  "a sine, deep": of(
    [
      new Dense(1, 16, { activation: tanh }),
      new Dense(16, 16, { activation: tanh }),
      new Dense(16, 16, { activation: tanh }),
      new Dense(16, 1, { activation: identity }),
    ],
    sine(),
    { optimizer: sgd(0.05, 0.9), epochs: 100 },
  ),
  "a sine, deep relu, He": of(
    [
      new Dense(1, 32, { activation: relu, weightInitializer: heNormal }),
      new Dense(32, 32, { activation: relu, weightInitializer: heNormal }),
      new Dense(32, 1, { activation: identity }),
    ],
    sine(),
    { optimizer: adam(0.01), epochs: 100 },
  ),
  "spikes of Adam: deep": of(
    [
      new Dense(1, 32, { activation: relu }),
      new Dense(32, 32, { activation: relu }),
      new Dense(32, 1, { activation: identity }),
    ],
    sine(),
    { optimizer: adam(0.3), epochs: 300, batchSize: 50 },
  ),
  "momentum at the edge": of(linear(1), line(), { optimizer: sgd(0.3, 0.95), epochs: 100, batchSize: 40 }),
  "a rate at the edge": of(regression(16), sine(), { optimizer: sgd(0.3), epochs: 100 }),
  "one cycle": of(regression(16), sine(), { optimizer: sgd(oneCycle(0.03, 700), 0.9), epochs: 100 }),
  "one cycle of Adam": of(classifier(2, 16, 3), blobs(3), {
    loss: categoricalCrossEntropy,
    optimizer: adam(oneCycle(0.5, 480)),
  }),
  "one cycle that begins at 0 and is high in the middle": of(regression(16), sine(), {
    optimizer: sgd((step) => (step === 1 ? 0 : oneCycle(0.1, 50)(step)), 0.9),
    epochs: 50,
    batchSize: 50,
  }),
  "a warm-up from 0, a step an epoch": of(linear(1), line(), {
    optimizer: sgd((step) => 0.001 * (step - 1)),
    epochs: 50,
    batchSize: 40,
  }),
  "warm restarts": of(regression(16), sine(), { optimizer: sgd((step) => 0.2 / (1 + (step % 100))), epochs: 100 }),
  "a rate that falls to nothing": of(regression(16), sine(), {
    optimizer: sgd((step) => 0.1 * 0.9 ** step),
    epochs: 100,
  }),
  "small integers, identity": of(linear(3), integers(), { optimizer: sgd(0.02) }),
  "small integers, relu": of(regression(16, relu, 3), integers(), { optimizer: adam(0.01), epochs: 100 }),
  "larger integers, relu": of(
    regression(16, relu, 3),
    { ...integers(), inputs: integers().inputs.map((row) => row.map((x) => 10 * x)) },
    { optimizer: adam(0.01), epochs: 100 },
  ),
  "tanh at both ends": of(
    toOne(8, tanh, tanh),
    { ...xor, targets: xor.targets.map(([t]) => [2 * t! - 1]) },
    { optimizer: sgd(0.5, 0.9), epochs: 300, batchSize: 4 },
  ),
  "two hundred times as many zeros as ones": of(
    toOne(4),
    { inputs: draw("rare", 200, 2), targets: Array.from({ length: 200 }, (_, i) => [i === 7 ? 1 : 0]) },
    { loss: binaryCrossEntropy, optimizer: adam(0.05), epochs: 100 },
  ),
  "five thousand classes": of(
    [new Dense(2, 5000, { activation: softmax })],
    { inputs: xor.inputs, targets: xor.inputs.map((_, i) => oneHot(i, 5000)) },
    { loss: categoricalCrossEntropy, optimizer: sgd(0.5), epochs: 4, batchSize: 4 },
  ),
  "a softmax of many classes between two layers": of(
    [
      new Dense(2, 2000, { activation: softmax }),
      new Dense(2000, 1, { activation: identity, weightInitializer: new Normal({ standardDeviation: 1 }) }),
    ],
    xor,
    { optimizer: sgd(0.5), epochs: 10, batchSize: 4 },
  ),
  "outputs that begin at the share of a rare class": of(
    [new Dense(2, 4), new Dense(4, 1, { biasInitializer: new Normal({ mean: -7.6, standardDeviation: 0.1 }) })],
    { inputs: draw("rare", 2000, 2), targets: Array.from({ length: 2000 }, (_, i) => [i === 7 ? 1 : 0]) },
    { loss: binaryCrossEntropy, optimizer: adam(0.01), epochs: 16, batchSize: 32 },
  ),
  "one example": of(toOne(2), { inputs: [[1, 2]], targets: [[0.5]] }, { optimizer: sgd(0.5), batchSize: 1 }),
  "a thousand inputs": of(
    toOne(8, sigmoid, sigmoid, 1000),
    { inputs: draw("wide", 30, 1000), targets: Array.from({ length: 30 }, (_, i) => [i % 2]) },
    { optimizer: sgd(0.1), epochs: 20 },
  ),
};

const deep = (activation: typeof relu) => [
  new Dense(1, 32, { activation }),
  new Dense(32, 32, { activation }),
  new Dense(32, 1, { activation: identity }),
];
/** A network that begins next to a solution, as one that was trained before. */
const almostThere = (make: () => Case) => () => {
  const training = make();
  training.network.setParameters({ "0.weight": [3], "0.bias": [1 + 1e-9] });
  return training;
};

/** Steps under which all units of a relu layer come to rest at 0. */
export const dyingUnits = of(regression(32, relu), sine(), { optimizer: adam(1), epochs: 100 });

/** Trainings that are much worse for a while than at first, and come back. */
export const RETURNING: Readonly<Record<string, () => Case>> = {
  "Adam, deep, relu": of(deep(relu), sine(), { optimizer: adam(0.3), epochs: 300, batchSize: 50 }),
  "Adam, deep, tanh": of(deep(tanh), sine(), { optimizer: adam(0.3), epochs: 300, batchSize: 50 }),
  "Adam, far too high a rate, that falls": of(regression(32), sine(), {
    optimizer: adam((step) => 30 * 0.97 ** step),
    epochs: 600,
    batchSize: 50,
  }),
  "momentum that overshoots": of(linear(1), line(), {
    optimizer: sgd((step) => (step < 6 ? 3 : 0.01), 0.9),
    epochs: 400,
    batchSize: 40,
  }),
  "eight steps of a rate far too high": of(linear(1), line(), {
    optimizer: sgd((step) => (step <= 8 ? 2 : 0.1)),
    epochs: 400,
    batchSize: 40,
  }),
  "twenty steps of it": of(linear(1), line(), {
    optimizer: sgd((step) => (step <= 20 ? 2 : 0.1)),
    epochs: 400,
    batchSize: 40,
  }),
  "one cycle, unstable at its highest": of(linear(1), line(), {
    optimizer: sgd(oneCycle(1.8, 100)),
    epochs: 100,
    batchSize: 40,
  }),
  "a spike each hundred steps": of(linear(1), line(), {
    optimizer: sgd((step) => (step % 100 < 5 ? 1.5 : 0.1)),
    epochs: 450,
    batchSize: 40,
  }),
  "a network that was trained before, and a rate of Adam that moves it away at first": almostThere(
    of(linear(1), line(1, 0, 0), { optimizer: adam(0.1), epochs: 300, batchSize: 40 }),
  ),
  "a network that was trained before, and other noise": almostThere(
    of(linear(1), line(), { optimizer: sgd(0.3), epochs: 50, batchSize: 4 }),
  ),
};

/** Trainings whose steps are too large for them. */
export const EXPLODING: Readonly<Record<string, () => Case>> = {
  "a line": of(linear(1), line(), { optimizer: sgd(2), epochs: 100 }),
  "a line, a step an epoch": of(linear(1), line(), { optimizer: sgd(2), epochs: 100, batchSize: 40 }),
  "a line, reports far apart": of(linear(1), line(), {
    optimizer: sgd(1.5),
    epochs: 60,
    batchSize: 40,
    evaluateEvery: 20,
  }),
  "a line, one report": of(linear(1), line(), { optimizer: sgd(2), epochs: 1, batchSize: 1 }),
  "a line, barely beyond the edge": of(linear(1), line(), { optimizer: sgd(1.2), epochs: 100, batchSize: 40 }),
  momentum: of(linear(1), line(), { optimizer: sgd(4, 0.9), epochs: 200, batchSize: 40 }),
  "raw inputs in a line": of(linear(2), people, { optimizer: sgd(0.1), epochs: 30, batchSize: 1 }),
  "raw inputs, four at a time": of(linear(2), people, { optimizer: sgd(0.0005), epochs: 100, batchSize: 4 }),
  "integers, a rate that suits smaller ones": of(linear(3), integers(), { optimizer: sgd(0.2), epochs: 60 }),
  "deep and linear": of([new Dense(1, 4, { activation: identity }), ...linear(4)], line(), {
    optimizer: sgd(1),
    epochs: 3,
    batchSize: 40,
  }),
  "large targets": of(linear(1), line(1e5), { optimizer: sgd(2), epochs: 40 }),
  "a schedule that rises": of(linear(1), line(), { optimizer: sgd((step) => 0.01 * step), epochs: 200, batchSize: 40 }),
  Nesterov: of(linear(1), line(), {
    optimizer: new SGD({ learningRate: 4, momentum: 0.9, nesterov: true }),
    epochs: 100,
    batchSize: 40,
  }),
};
