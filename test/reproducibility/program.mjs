// Trains a few small networks from a seed, and prints what became of their parameters, down to the last bit:
//
//     node program.mjs lab-0 2
//
// takes the seed "lab-0" and goes through all networks twice in this one process. It is plain JavaScript so that every
// Node can run it as it is.
import { createHash } from "node:crypto";
import { Sequential, seededRandom } from "@nn/core";
import * as layers from "@nn/layers";
import { binaryCrossEntropyFromLogits, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";

const { Constant, Dense, identity, Normal, relu, softmax, tanh, Uniform } = layers;

const people = {
  inputs: [
    [-2, -1],
    [25, 6],
    [17, 4],
    [-15, -6],
  ],
  targets: [1, 0, 0, 1],
};

// The data are always the same, so that what another seed changes comes from the networks and their training.
const random = seededRandom("data");
const flowers = { inputs: [], targets: [] };
for (let i = 0; i < 60; i++) {
  const kind = i % 3;
  flowers.inputs.push(Array.from({ length: 4 }, (_, column) => random() + (column === kind ? 0.5 : 0)));
  flowers.targets.push([0, 1, 2].map((other) => (other === kind ? 1 : 0)));
}

/** Whatever `@nn/layers` exports that can fill parameters, and its classes with settings of their own. */
const initializers = [
  ...Object.values(layers).filter((unit) => typeof unit === "object" && "fill" in unit),
  new Constant(0.1),
  new Normal({ mean: 0.1, standardDeviation: 0.5 }),
  new Uniform({ low: -0.5, high: 0.7 }),
];

const lab = (seed, dtype) => ({
  network: new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed, dtype }),
  data: people,
  options: { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), epochs: 50, batchSize: 1 },
});

const classes = (seed, dtype) => ({
  network: new Sequential(
    [
      new Dense(4, 16, { activation: tanh }),
      new Dense(16, 16, { activation: tanh }),
      new Dense(16, 3, { activation: softmax }),
    ],
    { seed, dtype },
  ),
  data: flowers,
  options: { loss: categoricalCrossEntropy, optimizer: new Adam({ learningRate: 0.01 }), epochs: 10, batchSize: 8 },
});

const drawnBy = (seed, initializer) => ({
  network: new Sequential(
    [
      new Dense(4, 5, { activation: relu, weightInitializer: initializer, biasInitializer: initializer }),
      new Dense(5, 3, { activation: identity, weightInitializer: initializer }),
    ],
    { seed },
  ),
  data: flowers,
  options: {
    loss: binaryCrossEntropyFromLogits,
    optimizer: new SGD({ learningRate: (step) => 0.1 / step, momentum: 0.9, nesterov: true }),
    epochs: 3,
    batchSize: 7,
  },
});

const trainings = {
  "lab, float64": (seed) => lab(seed, "float64"),
  "lab, float32": (seed) => lab(seed, "float32"),
  "4-16-16-3, float64": (seed) => classes(seed, "float64"),
  "4-16-16-3, float32": (seed) => classes(seed, "float32"),
  ...Object.fromEntries(initializers.map((unit) => [unit.name, (seed) => drawnBy(seed, unit)])),
};

/** The numbers in the network's own format, so that a bit more or less shows. */
function bytesOf(values, { dtype }) {
  return (dtype === "float32" ? Float32Array : Float64Array).from(values).buffer;
}

async function trainAll(seed) {
  const results = {};
  for (const [name, make] of Object.entries(trainings)) {
    const { network, data, options } = make(seed);
    const { reports } = await network.fit(data, options);
    const hash = createHash("sha256");
    for (const values of Object.values(network.getParameters())) hash.update(new Uint8Array(bytesOf(values, network)));
    results[name] = { parameters: hash.digest("hex").slice(0, 16), loss: reports.at(-1).loss };
  }
  return results;
}

const [seed, times = "1"] = process.argv.slice(2);
const runs = [];
for (let i = 0; i < Number(times); i++) runs.push(await trainAll(seed));
console.log(JSON.stringify({ node: process.version, runs }));
