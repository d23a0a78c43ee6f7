import { type FitOptions, Sequential, seededRandom } from "@nn/core";
import { type Activation, type Initializer, normal, uniform } from "@nn/core/component";
import { standardize } from "@nn/data";
import { Dense, glorotUniform, identity, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { measured } from "../../../fixtures/people.mjs";

/** A network, its data, and how it is trained. */
export interface Case {
  readonly network: Sequential;
  readonly data: { readonly inputs: number[][]; readonly targets: number[][] };
  readonly options: FitOptions;
}

type Settings = Partial<FitOptions> & { readonly optimizer: FitOptions["optimizer"] };

export const draw = (seed: string, rows: number, columns: number, deviation = 1, mean = 0): number[][] => {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => normal(random, mean, deviation)));
};
export const oneHot = (label: number, classes: number): number[] =>
  Array.from({ length: classes }, (_, i) => (i === label ? 1 : 0));

export const people = {
  inputs: measured,
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
export const standardized = <D extends Case["data"]>(data: D): D => ({
  ...data,
  inputs: standardize(data.inputs).transform(data.inputs),
});
export const blobs = (classes: number, rows = 60) => {
  const noise = draw("blobs", rows, 2, 0.5);
  const at = (row: number) => (2 * Math.PI * (row % classes)) / classes;
  return {
    inputs: noise.map(([a, b], row) => [2 * Math.cos(at(row)) + a!, 2 * Math.sin(at(row)) + b!]),
    targets: noise.map((_, row) => oneHot(row % classes, classes)),
  };
};
export const images = (rows = 40) => {
  const random = seededRandom("images");
  const inputs = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: 196 }, (_unused, pixel) =>
      pixel % 10 === row % 10 ? uniform(random, 0.6, 1) : uniform(random, 0, 0.3),
    ),
  );
  return { inputs, targets: inputs.map((_, row) => oneHot(row % 10, 10)) };
};
/** Pictures of ten signs in grey levels, which are whole numbers from 0 to `white`. */
export const greys = (pixels: number, white = 255, ink = 0.2, rows = 40) => {
  const random = seededRandom("greys");
  const signs = Array.from({ length: 10 }, () => Array.from({ length: pixels }, () => random() < ink));
  const inputs = Array.from({ length: rows }, (_, row) =>
    signs[row % 10]!.map((isInk) => Math.round(white * (isInk ? uniform(random, 0.6, 1) : uniform(random, 0, 0.1)))),
  );
  return { inputs, targets: inputs.map((_, row) => oneHot(row % 10, 10)) };
};
export const scaled = <D extends Case["data"]>(data: D, factor: number): D => ({
  ...data,
  inputs: data.inputs.map((row) => row.map((value) => factor * value)),
});
export const line = (scale = 1, offset = 0, noise = 0.1) => {
  const inputs = draw("line", 40, 1);
  const errors = draw("errors", 40, 1, noise);
  return { inputs, targets: inputs.map(([x], row) => [scale * (3 * x! + 1 + errors[row]![0]!) + offset]) };
};
export const sine = () => {
  const inputs = Array.from({ length: 50 }, (_, row) => [-2 + row * 0.08]);
  return { inputs, targets: inputs.map(([x]) => [Math.sin(2 * x!)]) };
};
export const integers = () => {
  const inputs = Array.from({ length: 30 }, (_, row) => [row % 6, (row * 7) % 5, (row * 3) % 4]);
  return { inputs, targets: inputs.map(([a, b, c]) => [a! + 2 * b! - c!]) };
};

export const of =
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

export const sgd = (learningRate: ConstructorParameters<typeof SGD>[0]["learningRate"], momentum = 0) =>
  new SGD({ learningRate, momentum });
export const adam = (learningRate: number | ((step: number) => number)) => new Adam({ learningRate });
/** A learning rate that rises to its highest value and falls again. */
export const oneCycle = (highest: number, steps: number) => (step: number) =>
  highest * Math.max(0.001, Math.min(step / (0.3 * steps), (steps - step) / (0.7 * steps)));

export const toOne = (hidden: number, activation = sigmoid, output = sigmoid, inputs = 2) => [
  new Dense(inputs, hidden, { activation }),
  new Dense(hidden, 1, { activation: output }),
];
export const regression = (hidden: number, activation = tanh, inputs = 1) =>
  toOne(hidden, activation, identity, inputs);
export const deep = (activation: Activation, weightInitializer: Initializer = glorotUniform) => [
  new Dense(1, 32, { activation, weightInitializer }),
  new Dense(32, 32, { activation, weightInitializer }),
  new Dense(32, 1, { activation: identity }),
];
export const classifier = (inputs: number, hidden: number, classes: number, activation = relu) => [
  new Dense(inputs, hidden, { activation }),
  new Dense(hidden, classes, { activation: softmax }),
];
export const logits = (inputs: number, hidden: number, classes: number, activation = relu) => [
  new Dense(inputs, hidden, { activation }),
  new Dense(hidden, classes, { activation: identity }),
];
export const linear = (inputs: number) => [new Dense(inputs, 1, { activation: identity })];
