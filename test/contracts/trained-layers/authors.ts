import { Dense, Flatten, relu, tanh } from "@nn/layers";
import { Attention } from "../../core/authors/attention.js";
import { Recurrent } from "../../core/authors/recurrent.js";
import { beside } from "../../core/authors/side-by-side.js";
import { CLASSES, type TrainedLayers } from "./network.js";

/** Networks of layers of an author outside the packages. */
export const authors: readonly TrainedLayers[] = [
  {
    name: "attention, as an author's",
    inputShape: [5, 7],
    layers: () => [new Attention(7, 6), new Attention(6, 4), new Flatten(), new Dense(20, CLASSES)],
  },
  {
    name: "a recurrent layer, as an author's",
    inputShape: [4, 7],
    layers: () => [new Recurrent(7, 9), new Dense(9, CLASSES)],
  },
  {
    name: "a U-shaped network of an author's layers",
    inputShape: [20],
    layers: () => [
      new Dense(20, 16, { activation: tanh }),
      beside(new Dense(16, 8), beside(new Dense(8, 4, { activation: relu }), new Dense(4, 8)), new Dense(16, 16)),
      new Dense(32, CLASSES),
    ],
  },
];
