import {
  Activate,
  Constant,
  Dense,
  Embedding,
  Flatten,
  ones,
  Permute,
  PReLU,
  Reshape,
  relu,
  softmax,
  tanh,
} from "@nn/layers";
import type { LayerRow } from "./row.js";

export const plainLayers: readonly LayerRow[] = [
  { component: "Dense", layer: new Dense(1, 1) },
  { component: "Dense", layer: new Dense(2, 3) },
  { component: "Dense", layer: new Dense(3, 2, { useBias: false, activation: tanh }) },
  {
    component: "Dense",
    layer: new Dense(4, 5, { activation: softmax, weightInitializer: ones, biasInitializer: new Constant(1) }),
  },
  { component: "Dense", layer: new Dense(3, 2, { activation: softmax }), options: { inputShape: [4, 3] } },
  {
    component: "Dense",
    layer: new Dense(2, 3, { useBias: false, activation: tanh }),
    options: { inputShape: [2, 3, 2] },
  },
  { component: "Activate", layer: new Activate(relu), options: { inputShape: [3] } },
  { component: "Activate", layer: new Activate(softmax), options: { inputShape: [2, 3] } },
  { component: "Flatten", layer: new Flatten(), options: { inputShape: [2, 3, 2] } },
  { component: "Embedding", layer: new Embedding(4, 3), options: { inputShape: [2] } },
  { component: "Embedding", layer: new Embedding(3, 1, { initializer: ones }), options: { inputShape: [2, 2] } },
  { component: "PReLU", layer: new PReLU(), options: { inputShape: [2, 1, 3] } },
  { component: "Permute", layer: new Permute([1, 0]), options: { inputShape: [2, 3] } },
  { component: "Permute", layer: new Permute([1, 2, 0]), options: { inputShape: [2, 3, 4] } },
  { component: "Permute", layer: new Permute([1, 0, 2]), options: { inputShape: [2, 3, 4] } },
  { component: "Permute", layer: new Permute([0, 1]), options: { inputShape: [2, 3] } },
  { component: "Reshape", layer: new Reshape([2, -1, 2]), options: { inputShape: [4, 3] } },
];
