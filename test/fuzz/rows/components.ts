import { seededRandom } from "@nn/core";
import type { Activation } from "@nn/core/component";
import { Activate, Constant, Dense, Normal, relu, tanh, Uniform, zeros } from "@nn/layers";
import { Adam, SGD } from "@nn/optim";
import { rowsOf } from "../row.js";

/** Layers, initializers and optimizers: what has settings. */
export const componentRows = [
  ...rowsOf("@nn/layers", [
    {
      name: "new Dense",
      right: () => [2, 3, { activation: tanh, weightInitializer: zeros, biasInitializer: zeros, useBias: true }],
      call: (inputs: number, units: number, options: object) => new Dense(inputs, units, options),
    },
    { name: "new Activate", right: () => [relu], call: (activation: Activation) => new Activate(activation) },
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
  ]),
  ...rowsOf("@nn/optim", [
    {
      name: "new SGD",
      right: () => [{ learningRate: 0.1, momentum: 0.9, nesterov: true }],
      call: (options: never) => new SGD(options),
    },
    {
      name: "new Adam",
      right: () => [{ learningRate: () => 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 }],
      call: (options: object) => new Adam(options),
    },
  ]),
];
