import { GRU, glorotUniform, LSTM, Reverse, SimpleRNN } from "@nn/layers";
import type { LayerRow } from "./row.js";

export const recurrentLayers: readonly LayerRow[] = [
  { component: "LSTM", layer: new LSTM(1, 1), options: { inputShape: [1, 1] } },
  { component: "LSTM", layer: new LSTM(3, 2), options: { inputShape: [4, 3] } },
  {
    component: "LSTM",
    layer: new LSTM(2, 3, { returnSequences: true, recurrentInitializer: glorotUniform, forgetBias: 0.5 }),
    options: { inputShape: [3, 2] },
  },
  { component: "GRU", layer: new GRU(3, 2), options: { inputShape: [4, 3] } },
  { component: "GRU", layer: new GRU(2, 3, { returnSequences: true }), options: { inputShape: [3, 2] } },
  {
    component: "GRU",
    layer: new GRU(2, 3, { returnSequences: true, resetAfter: false }),
    options: { inputShape: [3, 2] },
  },
  { component: "GRU", layer: new GRU(2, 1, { resetAfter: false }), options: { inputShape: [1, 2] } },
  { component: "Reverse", layer: new Reverse(), options: { inputShape: [3, 2] } },
  { component: "Reverse", layer: new Reverse(), options: { inputShape: [2, 2, 3] } },
  { component: "SimpleRNN", layer: new SimpleRNN(3, 2), options: { inputShape: [4, 3] } },
  { component: "SimpleRNN", layer: new SimpleRNN(2, 3, { returnSequences: true }), options: { inputShape: [3, 2] } },
];
