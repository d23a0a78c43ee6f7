// How much slower is the lab's network in the framework than in formulas unrolled by hand? Both train the same people
// from the same weights, so the result is checked before anything is timed; then they take turns, and the medians and
// the ratio of the pairs are printed.
import { Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";

const EPOCHS = 100_000;
const ROUNDS = 15;
const inputs = [
  [-2, -1],
  [25, 6],
  [17, 4],
  [-15, -6],
];
const targets = [1, 0, 0, 1];
const start = { "0.weight": [1, 0.5, -0.5, 1], "0.bias": [0, 0], "1.weight": [1, -1], "1.bias": [0] };

function byHand() {
  const f = (z) => 1 / (1 + Math.exp(-z));
  const learningRate = 0.1;
  let [w1, w3, w2, w4] = start["0.weight"];
  let [b1, b2] = start["0.bias"];
  let [w5, w6] = start["1.weight"];
  let [b3] = start["1.bias"];
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = 0; i < 4; i++) {
      const [x1, x2] = inputs[i];
      const h1 = f(w1 * x1 + w2 * x2 + b1);
      const h2 = f(w3 * x1 + w4 * x2 + b2);
      const y = f(w5 * h1 + w6 * h2 + b3);
      const dz = 2 * (y - targets[i]) * y * (1 - y);
      const dz1 = dz * w5 * h1 * (1 - h1);
      const dz2 = dz * w6 * h2 * (1 - h2);
      w1 -= learningRate * dz1 * x1;
      w2 -= learningRate * dz1 * x2;
      b1 -= learningRate * dz1;
      w3 -= learningRate * dz2 * x1;
      w4 -= learningRate * dz2 * x2;
      b2 -= learningRate * dz2;
      w5 -= learningRate * dz * h1;
      w6 -= learningRate * dz * h2;
      b3 -= learningRate * dz;
    }
  }
  return [w1, w3, w2, w4, b1, b2, w5, w6, b3];
}

async function byFit() {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
  network.setParameters(start);
  const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1, shuffle: false };
  // A report every tenth epoch, as in the lab, is part of what is timed.
  await network.fit({ inputs, targets }, { ...options, epochs: EPOCHS, evaluateEvery: 10 });
  return [...network.parameters.block];
}

const [expected, actual] = [byHand(), await byFit()];
const worst = Math.max(...expected.map((value, i) => Math.abs(value - actual[i]) / Math.abs(value)));
if (!(worst < 1e-6)) throw new Error(`the two don't train the same network: parameters differ by ${worst}`);

const times = { hand: [], fit: [] };
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, run] of Object.entries({ hand: byHand, fit: byFit })) {
    const begin = performance.now();
    await run();
    times[name].push(((performance.now() - begin) * 1000) / (4 * EPOCHS));
  }
}
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ratios = times.fit.map((time, round) => time / times.hand[round]);
console.log(
  `2-2-1, batch 1, one update: by hand ${median(times.hand).toFixed(3)} µs, fit ${median(times.fit).toFixed(3)} µs`,
);
console.log(
  `ratio: median ${median(ratios).toFixed(2)}, from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
);
