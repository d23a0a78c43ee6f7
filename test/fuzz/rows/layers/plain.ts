import type { Activation } from "@nn/core/component";
import {
  Activate,
  activationOf,
  Dense,
  Distances,
  type DistancesOptions,
  Embedding,
  Flatten,
  Permute,
  PReLU,
  Reshape,
  relu,
  Slice,
  tanh,
  zeros,
} from "@nn/layers";
import type { Row } from "../../row.js";

export const plainLayerMakers: readonly Omit<Row, "of">[] = [
  {
    name: "new Dense",
    right: () => [2, 3, { activation: tanh, weightInitializer: zeros, biasInitializer: zeros, useBias: true }],
    call: (inputs: number, units: number, options: object) => new Dense(inputs, units, options),
  },
  { name: "new Activate", right: () => [relu], call: (activation: Activation) => new Activate(activation) },
  {
    name: "activationOf",
    right: () => [relu, [1, -2]],
    call: (activation: Activation, z: number[]) => activationOf(activation, z),
  },
  { name: "new Flatten", right: () => [], call: (...given: []) => new Flatten(...given) },
  { name: "new Permute", right: () => [[1, 0]], call: (order: number[]) => new Permute(order) },
  { name: "new Reshape", right: () => [[2, -1]], call: (shape: number[]) => new Reshape(shape) },
  {
    name: "new Slice",
    right: () => [{ begin: 1, size: 2 }],
    call: (settings: { begin: number; size: number }) => new Slice(settings),
  },
  { name: "new PReLU", right: () => [{ initializer: zeros }], call: (options: object) => new PReLU(options) },
  {
    name: "new Distances",
    right: () => [{ squared: true }],
    call: (options: DistancesOptions) => new Distances(options),
  },
  {
    name: "new Embedding",
    right: () => [10, 3, { initializer: zeros, paddingIndex: 2 }],
    call: (count: number, size: number, options: object) => new Embedding(count, size, options),
  },
];
