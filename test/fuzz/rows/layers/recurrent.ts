import { GRU, LSTM, Reverse, SimpleRNN, zeros } from "@nn/layers";
import type { Row } from "../../row.js";

export const recurrentLayerMakers: readonly Omit<Row, "of">[] = [
  {
    name: "new LSTM",
    right: () => [
      2,
      3,
      {
        returnSequences: true,
        maskValue: 0,
        dropout: 0.1,
        recurrentDropout: 0.2,
        learnInitialState: true,
        weightInitializer: zeros,
        recurrentInitializer: zeros,
        forgetBias: 0.5,
      },
    ],
    call: (inputs: number, units: number, options: object) => new LSTM(inputs, units, options),
  },
  {
    name: "new GRU",
    right: () => [
      2,
      3,
      {
        returnSequences: true,
        maskValue: 0,
        dropout: 0.1,
        recurrentDropout: 0.2,
        learnInitialState: true,
        weightInitializer: zeros,
        recurrentInitializer: zeros,
        resetAfter: false,
      },
    ],
    call: (inputs: number, units: number, options: object) => new GRU(inputs, units, options),
  },
  {
    name: "new SimpleRNN",
    right: () => [
      2,
      3,
      {
        returnSequences: true,
        maskValue: 0,
        dropout: 0.1,
        recurrentDropout: 0.2,
        learnInitialState: true,
        weightInitializer: zeros,
        recurrentInitializer: zeros,
      },
    ],
    call: (inputs: number, units: number, options: object) => new SimpleRNN(inputs, units, options),
  },
  { name: "new Reverse", right: () => [], call: (...given: []) => new Reverse(...given) },
];
