import {
  Activate,
  AlphaDropout,
  BatchNormalization,
  Dense,
  Dropout,
  Flatten,
  GaussianNoise,
  identity,
  LayerNormalization,
  PReLU,
  Residual,
  RMSNormalization,
  relu,
  SpatialDropout2D,
  Tied,
  tanh,
} from "@nn/layers";
import { CLASSES, type TrainedLayers } from "./network.js";

/** Networks of rows of numbers. */
export const rows: readonly TrainedLayers[] = [
  {
    name: "dropout",
    inputShape: [61],
    layers: () => [new Dropout(0.1), new Dense(61, 97, { activation: relu }), new Dropout(0.5), new Dense(97, CLASSES)],
  },
  {
    name: "batch normalization",
    inputShape: [6, 5, 3],
    layers: () => [
      new BatchNormalization({ momentum: 0.8 }),
      new Flatten(),
      new Dense(90, 60, { activation: identity, useBias: false }),
      new BatchNormalization(),
      new Activate(relu),
      new Dense(60, CLASSES),
    ],
  },
  {
    name: "residual",
    inputShape: [64],
    layers: () => [
      new Residual([new Dense(64, 96, { activation: tanh }), new Dropout(0.2), new Dense(96, 64)]),
      new Residual([new Residual([new Activate(tanh)])]),
      new Dense(64, CLASSES),
    ],
  },
  {
    name: "tied weights",
    inputShape: [33],
    layers: () => [
      new Tied([new Dense(33, 18, { activation: tanh }), new Dropout(0.1), new Tied([new Dense(18, 7)])]),
      new Dense(33, CLASSES),
    ],
  },
  {
    name: "normalization of rows, and slopes that are learnt",
    inputShape: [4, 9],
    layers: () => [
      new LayerNormalization(),
      new Dense(9, 17),
      new PReLU(),
      new RMSNormalization(),
      new Flatten(),
      new Dense(68, CLASSES),
    ],
  },
  {
    name: "noise",
    inputShape: [4, 3, 5],
    layers: () => [
      new GaussianNoise(0.5),
      new SpatialDropout2D(0.3),
      new AlphaDropout(0.2),
      new Flatten(),
      new Dense(60, CLASSES),
    ],
  },
];
