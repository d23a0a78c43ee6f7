import {
  Activate,
  Add,
  Bidirectional,
  Concatenate,
  Dense,
  Dropout,
  Embedding,
  GRU,
  identity,
  Multiply,
  Residual,
  SimpleRNN,
  sigmoid,
  softmax,
  Tied,
  tanh,
} from "@nn/layers";
import type { LayerRow } from "./row.js";

export const containerLayers: readonly LayerRow[] = [
  { component: "Residual", layer: new Residual([new Dense(3, 4), new Dense(4, 3)]), options: { inputShape: [3] } },
  { component: "Residual", layer: new Residual([new Dense(3, 3)]), options: { inputShape: [2, 3] } },
  {
    component: "Residual",
    layer: new Residual([new Dropout(0.3), new Residual([new Activate(tanh)])]),
    options: { inputShape: [2, 2] },
  },
  { component: "Bidirectional", layer: new Bidirectional(new GRU(2, 3)), options: { inputShape: [3, 2] } },
  {
    component: "Bidirectional",
    layer: new Bidirectional(new SimpleRNN(3, 2, { returnSequences: true }), { merge: "sum" }),
    options: { inputShape: [3, 3] },
  },
  {
    component: "Concatenate",
    layer: new Concatenate([new Dense(3, 2)], [new Activate(tanh)], [new Dense(3, 1), new Dropout(0.3)]),
    options: { inputShape: [2, 3] },
  },
  { component: "Concatenate", layer: new Concatenate([new Dense(3, 2)], [new Dense(3, 1)]) },
  { component: "Multiply", layer: new Multiply([new Dense(3, 2)], [new Dense(3, 2, { activation: tanh })]) },
  {
    component: "Multiply",
    layer: new Multiply([new Activate(tanh)], [new Activate(sigmoid)], [new Dense(2, 2)]),
    options: { inputShape: [2, 2] },
  },
  { component: "Tied", layer: new Tied([new Dense(4, 3, { activation: tanh })]) },
  {
    component: "Tied",
    layer: new Tied([new Dense(3, 2, { activation: tanh }), new Tied([new Dense(2, 2)])], { activation: softmax }),
    options: { inputShape: [2, 3] },
  },
  {
    component: "Tied",
    layer: new Tied([new Embedding(4, 3), new Dense(3, 3)], { activation: identity, useBias: false }),
    options: { inputShape: [2] },
  },
  { component: "Add", layer: new Add([new Dense(3, 2)], [new Dense(3, 4), new Dense(4, 2)]) },
];
