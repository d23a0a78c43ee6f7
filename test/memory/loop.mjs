// Fits and predicts in a loop on one network, and prints the most resident memory that the process has had, in MB: at
// first, when all code has run once, and in the end. `node loop.mjs SECONDS`.
import { readFileSync } from "node:fs";
import { Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";

const MEBI = 2 ** 20;
const [seconds = 600] = process.argv.slice(2).map(Number);
const network = new Sequential([new Dense(784, 128), new Dense(128, 10)]);
const inputs = Float64Array.from({ length: 64 * 784 }, (_, i) => Math.sin(i));
const targets = Float64Array.from({ length: 640 }, (_, i) => (i % 10) / 10);
const optimizers = [new SGD({ learningRate: 0.01 }), new Adam()];

/** What a container counts. */
const resident = () => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;

let runs = 0;
let first = 0;
let most = 0;
for (const end = Date.now() + 1000 * seconds; Date.now() < end || runs < 40; runs++) {
  const settings = { loss: meanSquaredError, optimizer: optimizers[runs % 2], epochs: 1, batchSize: 16 + (runs % 17) };
  await network.fit({ inputs, targets }, { ...settings, onWarning: () => {} });
  network.predict(inputs);
  network.evaluate({ inputs, targets }, { loss: meanSquaredError });
  most = Math.max(most, resident());
  if (runs === 20) first = most;
}
console.log(JSON.stringify({ runs, first: Math.round(first / MEBI), most: Math.round(most / MEBI) }));
