import { Sequential } from "@nn/core";
import { WindowStream } from "@nn/data";
import { Dense, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";

/** Three windows, the last of which is shorter, and a network that learns from them. */
const SIZES = [5, 5, 3];
export const windows = () => {
  let row = 0;
  return SIZES.map((size) => {
    const rows = Array.from({ length: size }, () => row++);
    return { inputs: rows.map((i) => [i / 10, 1 - i / 20]), targets: rows.map((i) => i / 13) };
  });
};
export const network = () => new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], { seed: 4 });
export const options = () => ({
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: 0.1, momentum: 0.9 }),
  epochs: 3,
  batchSize: 2,
});
export const stream = () => new WindowStream(windows);
