// Convolutions and recurrent layers, of which most libraries for JavaScript have none.
import { microseconds } from "../report/units.mjs";
import { colourPictures, rowsOfPictures, smallPictures } from "../stacks.mjs";

export const title = "W7: convolutions and an LSTM, batches of 32, float32";

const libraries = ["nn", "nn-reference", "tensorflow-cpu", "tensorflow-wasm", "jax"];
const rows = libraries.map((library) => ({ library: `stack-${library}` }));
const oracle = "stack-nn-reference";

const networks = {
  "28×28×1: conv 8, pool, conv 16, pool, dense 10": smallPictures,
  "32×32×3: three convs of 32, dense 10": colourPictures,
  "28 rows of 28: LSTM of 64, dense 10": rowsOfPictures,
};

export const groups = Object.entries(networks).flatMap(([name, task]) => [
  { title: `${name}, a training step`, unit: microseconds("a step", 1), task, rows, oracle },
  { title: `${name}, forward`, unit: microseconds("a pass", 1), task, rows, oracle, predicts: true },
]);
