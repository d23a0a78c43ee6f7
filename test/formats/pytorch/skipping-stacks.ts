import {
  Bidirectional,
  GlobalAveragePooling1D,
  GlobalMaxPooling1D,
  GRU,
  LSTM,
  SimpleRNN,
  ZeroPadding1D,
} from "@nn/layers";
import type { Stack } from "../onnx/stacks.js";

const masked = { maskValue: 0, returnSequences: true } as const;

/** Sequences that are filled up, which ONNX has no operators for. */
export const skippingStacks: readonly Stack[] = [
  { layers: [new ZeroPadding1D([1, 2]), new LSTM(2, 3, masked), new LSTM(3, 2, { maskValue: 0 })], inputShape: [3, 2] },
  { layers: [new ZeroPadding1D([0, 2]), new GRU(2, 3, masked), new GRU(3, 2, { maskValue: 0 })], inputShape: [3, 2] },
  {
    layers: [
      new ZeroPadding1D([2, 0]),
      new GRU(2, 3, { ...masked, resetAfter: false }),
      new SimpleRNN(3, 2, { maskValue: 0 }),
    ],
    inputShape: [3, 2],
  },
  {
    layers: [
      new ZeroPadding1D([1, 2]),
      new Bidirectional(new SimpleRNN(2, 3, masked)),
      new GlobalAveragePooling1D({ maskValue: 0 }),
    ],
    inputShape: [3, 2],
  },
  {
    layers: [new LSTM(2, 3, { ...masked, dropout: 0.2 }), new GRU(3, 2, { recurrentDropout: 0.1 })],
    inputShape: [3, 2],
  },
  { layers: [new ZeroPadding1D([1, 1]), new GlobalMaxPooling1D({ maskValue: 0 })], inputShape: [2, 3] },
];
