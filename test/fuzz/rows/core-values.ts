import { type Data, type FitOptions, Sequential, type TrainerOptions } from "@nn/core";
import type { Layer, Metric } from "@nn/core/component";
import { Dense, identity } from "@nn/layers";
import { distance, doubling, half, plain, square } from "./own-components.js";

export const layers = (): [Layer, Layer, Layer] => [
  new Dense(2, 2, { activation: half() }),
  doubling(),
  new Dense(2, 1, { activation: identity }),
];
export const parameters = () => ({ "0.weight": [1, 2, 3, 4], "0.bias": [0, 1], "1.weight": [1, 2], "1.bias": [0] });
export const network = (): Sequential => new Sequential([new Dense(2, 2), new Dense(2, 1, { activation: identity })]);
export const image = (): Sequential => new Sequential([doubling()], { inputShape: [2, 2] });
export const rows = (): Data => ({
  inputs: [
    [-2, -1],
    [25, 6],
    [17, 4],
  ],
  targets: [1, 0, 0],
});
export const numbers = (): Data => ({
  inputs: [Float64Array.of(1, 2), Float64Array.of(3, 4)],
  targets: Float32Array.of(1, 2),
});
export const ownData = (): Data => ({
  size: 2,
  inputShape: [2],
  targetShape: [1],
  read(inputs, targets, _rows, from, to) {
    inputs.fill(1, 0, 2 * (to - from));
    targets.fill(0, 0, to - from);
  },
});
export const trainerOptions = (): TrainerOptions => ({
  loss: square(),
  optimizer: plain(),
  batchSize: 2,
  allowMismatch: false,
});

/** Lets a training see so many batches. */
const stopAfter = (batches: number) => {
  let left = batches;
  return {
    get aborted() {
      left--;
      return left < 0;
    },
  };
};

export const fitOptions = (): FitOptions<Record<string, Metric>> => ({
  ...trainerOptions(),
  epochs: 2,
  shuffle: true,
  seed: "fuzz",
  evaluateEvery: 1,
  metrics: { distance: distance() },
  validation: rows(),
  signal: stopAfter(8),
  onWarning: () => {},
});
