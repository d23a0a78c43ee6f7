// Trains a few small networks from a seed, and says what became of their parameters, down to the last bit. It is plain
// JavaScript that knows nothing of Node, so that every Node and every browser can run it as it is.

import { Sequential, seededRandom } from "@nn/core";
import * as layers from "@nn/layers";
import * as losses from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { people } from "../fixtures/people.mjs";

const { Constant, Conv2D, Dense, Flatten, identity, LSTM, MaxPooling2D, Normal, relu, softmax, tanh, Uniform } = layers;
const { BatchNormalization, Dropout, Embedding, Residual } = layers;
const { binaryCrossEntropyFromLogits, categoricalCrossEntropy, meanSquaredError } = losses;

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
  ...Object.values(layers).filter((value) => typeof value === "object" && !Array.isArray(value) && "fill" in value),
  new Constant(0.1),
  new Normal({ mean: 0.1, standardDeviation: 0.5 }),
  new Uniform({ low: -0.5, high: 0.7 }),
];

const lab = (settings) => ({
  network: new Sequential([new Dense(2, 2), new Dense(2, 1)], settings),
  data: people,
  options: { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), epochs: 50, batchSize: 1 },
});

const classes = (settings) => ({
  network: new Sequential(
    [
      new Dense(4, 16, { activation: tanh }),
      new Dense(16, 16, { activation: tanh }),
      new Dense(16, 3, { activation: softmax }),
    ],
    settings,
  ),
  data: flowers,
  options: { loss: categoricalCrossEntropy, optimizer: new Adam({ learningRate: 0.01 }), epochs: 10, batchSize: 8 },
});

const images = { inputs: [], targets: [] };
for (let i = 0; i < 20; i++) {
  const bright = i % 2;
  const pixel = (x, y) => [random() + (x < 4 && bright ? 0.5 : 0), random() + (y > 3 && !bright ? 0.5 : 0)];
  images.inputs.push(Array.from({ length: 7 }, (_, y) => Array.from({ length: 8 }, (_, x) => pixel(x, y))));
  images.targets.push([bright, 1 - bright]);
}

const convolutions = (settings) => ({
  network: new Sequential(
    [
      new Conv2D(2, 5, { kernelSize: 3, padding: "same", activation: tanh }),
      new MaxPooling2D([2, 3], { strides: 2 }),
      new Conv2D(5, 9, { kernelSize: [2, 3], strides: [1, 2], activation: relu }),
      new Flatten(),
      new Dense(18, 2, { activation: softmax }),
    ],
    { ...settings, inputShape: [7, 8, 2] },
  ),
  data: images,
  options: { loss: categoricalCrossEntropy, optimizer: new Adam({ learningRate: 0.01 }), epochs: 6, batchSize: 7 },
});

const sequences = (settings) => ({
  network: new Sequential(
    [new LSTM(1, 6, { returnSequences: true }), new LSTM(6, 5), new Dense(5, 3, { activation: softmax })],
    { ...settings, inputShape: [4, 1] },
  ),
  data: { inputs: flowers.inputs.map((flower) => flower.map((number) => [number])), targets: flowers.targets },
  options: { loss: categoricalCrossEntropy, optimizer: new Adam({ learningRate: 0.01 }), epochs: 6, batchSize: 7 },
});

const chance = (settings) => ({
  network: new Sequential(
    [
      new Dense(4, 8, { activation: relu }),
      new BatchNormalization({ momentum: 0.9 }),
      new Residual([new Dense(8, 8, { activation: tanh }), new Dropout(0.25)]),
      new Dropout(0.5),
      new Dense(8, 3, { activation: softmax }),
    ],
    settings,
  ),
  data: flowers,
  options: { loss: categoricalCrossEntropy, optimizer: new Adam({ learningRate: 0.01 }), epochs: 6, batchSize: 7 },
});

/** Five words for each flower, and the number of its class. */
const texts = {
  inputs: flowers.inputs.map((flower) => [0, 1, 2, 3, 0].map((column, i) => (Math.floor(6 * flower[column]) + i) % 9)),
  targets: flowers.targets.map((target) => target.indexOf(1)),
};

const words = (settings) => ({
  network: new Sequential(
    [new Embedding(9, 4), new Dropout(0.2), new LSTM(4, 5), new Dense(5, 3, { activation: identity })],
    {
      ...settings,
      inputShape: [5],
    },
  ),
  data: texts,
  options: {
    loss: losses.sparseCategoricalCrossEntropyFromLogits,
    optimizer: new Adam({ learningRate: 0.01 }),
    epochs: 6,
    batchSize: 7,
  },
});

const drawnBy = (initializer, settings) => ({
  network: new Sequential(
    [
      new Dense(4, 5, { activation: relu, weightInitializer: initializer, biasInitializer: initializer }),
      new Dense(5, 3, { activation: identity, weightInitializer: initializer }),
    ],
    settings,
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
  "lab, float64": (settings) => lab({ ...settings, dtype: "float64" }),
  "lab, float32": (settings) => lab({ ...settings, dtype: "float32" }),
  "4-16-16-3, float64": (settings) => classes({ ...settings, dtype: "float64" }),
  "4-16-16-3, float32": (settings) => classes({ ...settings, dtype: "float32" }),
  "images, float64": (settings) => convolutions({ ...settings, dtype: "float64" }),
  "images, float32": (settings) => convolutions({ ...settings, dtype: "float32" }),
  "sequences, float64": (settings) => sequences({ ...settings, dtype: "float64" }),
  "sequences, float32": (settings) => sequences({ ...settings, dtype: "float32" }),
  "chance, float64": (settings) => chance({ ...settings, dtype: "float64" }),
  "chance, float32": (settings) => chance({ ...settings, dtype: "float32" }),
  "words, float64": (settings) => words({ ...settings, dtype: "float64" }),
  "words, float32": (settings) => words({ ...settings, dtype: "float32" }),
  ...Object.fromEntries(
    initializers.map((initializer) => [initializer.name, (settings) => drawnBy(initializer, settings)]),
  ),
};

/** Numbers in the network's own format, so that a bit more or less shows. */
function bytesOf(network, numbers) {
  return (network.dtype === "float32" ? Float32Array : Float64Array).from(numbers);
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function hashOf(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * What became of each network: a hash of all bits of its parameters, one of its predictions, to which running statistics
 * belong, and its last loss to all digits.
 *
 * @param {string} seed
 * @param {import("@nn/core/backend").Backend} [backend]
 * @returns {Promise<Record<string, import("./trained.js").Trained>>}
 */
export async function trainAll(seed, backend) {
  const results = {};
  for (const [name, make] of Object.entries(trainings)) {
    const { network, data, options } = make({ seed, ...(backend && { backend }) });
    const { reports } = await network.fit(data, options);
    const parameters = await hashOf(bytesOf(network, Object.values(network.getParameters()).flat()));
    const predictions = await hashOf(bytesOf(network, network.predict(data.inputs).flat()));
    results[name] = { parameters, predictions, loss: reports.at(-1).loss };
  }
  return results;
}
