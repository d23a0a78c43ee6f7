// Fits one network again and again without a turn of the event loop between, and prints how many bytes of the heap each
// fit keeps until then. `node --expose-gc no-turns.mjs`.
import { Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";

const FITS = 400;
const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1 });
const inputs = Float64Array.of(-2, -1, 25, 6, 17, 4, -15, -6);
const people = { inputs, targets: [1, 0, 0, 1] };
const settings = { loss: meanSquaredError, batchSize: 1, epochs: 10, onWarning: () => {} };
const fits = async (count) => {
  for (let i = 0; i < count; i++) await network.fit(people, { ...settings, optimizer: new SGD({ learningRate: 0.1 }) });
};

await fits(100);
await new Promise((resolve) => setTimeout(resolve, 20));
globalThis.gc();
// By a clock that stands still, no turn is ever due.
Date.now = () => 0;
const before = process.memoryUsage().heapUsed;
await fits(FITS);
globalThis.gc();
console.log(Math.round((process.memoryUsage().heapUsed - before) / FITS));
