import { type FitOptions, Sequential } from "@nn/core";
import type { Callback } from "@nn/core/callbacks";
import { Dense, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";

export const data = {
  inputs: [
    [0, 1],
    [1, 1],
    [2, -1],
    [3, 0],
    [1, 5],
  ],
  targets: [1, 0, 1, 0, 1],
};
export const build = () =>
  new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], { seed: "callbacks" });
export const options = (): FitOptions => ({
  loss: meanSquaredError,
  optimizer: new Adam({ learningRate: 0.1 }),
  epochs: 4,
  batchSize: 2,
  evaluateEvery: 2,
});
export const trainWith = (...callbacks: Callback[]) => build().fit(data, { ...options(), callbacks });
