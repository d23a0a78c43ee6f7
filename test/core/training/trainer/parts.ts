import { Sequential } from "@nn/core";
import { Dense, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";

/* A network, its trainer and its batches, of which steps are made in parts. */

export const build = (options = {}) =>
  new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], { seed: "parts", ...options });
export const loss = meanSquaredError;
export const optimizer = () => new Adam({ learningRate: 0.1 });
export const trainerOf = (network: Sequential) => network.trainer({ loss, optimizer: optimizer(), batchSize: 2 });
export const batches = [
  [
    [
      [1, 2],
      [3, -4],
    ],
    [1, 0],
  ],
  [[[0, 1]], [0]],
  [
    [
      [5, -2],
      [1, 1],
    ],
    [0, 1],
  ],
] as const;
export const mutable = <T>(values: unknown): T => values as T;
