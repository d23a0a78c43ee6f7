// Measures the run named as an argument, until it is below the limit that comes second. Run with --expose-gc and a new
// space so large that nothing is collected on the way: what has been taken of that space in the end is all that was ever
// allocated.

import { getHeapSpaceStatistics } from "node:v8";
import { datasetFor, datasetOf, Sequential, workerPool } from "@nn/core";
import { reference } from "@nn/core/backend";
import {
  Activate,
  BatchNormalization,
  Conv2D,
  Dense,
  Dropout,
  Embedding,
  Flatten,
  LSTM,
  MaxPooling2D,
  Residual,
  relu,
  softmax,
} from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError, sparseCategoricalCrossEntropy } from "@nn/losses";
import { Adam, LBFGS, SGD } from "@nn/optim";
import { people } from "../fixtures/people.mjs";
import { composedSteps } from "./composed-steps.mjs";

const COUNTS = {
  // Each has to be worth sharing, and on a busy machine threads wait for each other at barriers.
  pool: 1_000,
  // The turns of the event loop leave promises: the more steps there are, the less they count.
  fit: 100_000,
  fitOnReference: 100_000,
  fitWithCallback: 100_000,
};
const name = process.argv[2];
const limit = Number(process.argv[3]);
/** How many steps are measured. */
const STEPS = COUNTS[name] ?? 12_500;
const { inputs } = people;
const lab = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 };
const labNetwork = (options) => new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0", ...options });

function stepRowsOn(hold) {
  const layers = [new Dense(2, 4, { activation: relu }), new Dense(4, 3, { activation: softmax })];
  const network = new Sequential(layers, { dtype: "float32" });
  const trainer = network.trainer({ loss: categoricalCrossEntropy, optimizer: new Adam(), batchSize: 2 });
  const targets = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [1, 0, 0],
  ];
  const data = hold(network, { inputs, targets });
  const rows = Uint32Array.of(0, 1, 2, 3);
  return () => {
    for (let i = 0; i < STEPS; i++) trainer.stepRows(data, rows, 2 * (i % 2), 2 * (i % 2) + 2);
  };
}

/** Those before are kept: the engine would throw away with them what it had compiled for their objects. */
const trainings = [];
function train(network) {
  const training = network.fit(people, { ...lab, epochs: STEPS / 4, evaluateEvery: STEPS });
  trainings.push(training);
  return training;
}

function imageSteps(options) {
  const layers = [
    new Conv2D(1, 2, { kernelSize: 2, activation: relu }),
    new MaxPooling2D(2),
    new Flatten(),
    new Dense(2, 2, { activation: softmax }),
  ];
  const network = new Sequential(layers, { inputShape: [3, 3, 1], dtype: "float32", ...options });
  const trainer = network.trainer({ loss: categoricalCrossEntropy, optimizer: new Adam(), batchSize: 2 });
  const image = (brightness) => Array.from({ length: 3 }, (_, y) => [[brightness], [y], [1]]);
  const data = datasetFor(network, {
    inputs: [image(0), image(1)],
    targets: [
      [0, 1],
      [1, 0],
    ],
  });
  const rows = Uint32Array.of(0, 1);
  return () => {
    for (let i = 0; i < STEPS; i++) trainer.stepRows(data, rows, 0, 2);
  };
}

/** The same sequences with a class number for each of their steps. */
function labelledSteps(inputs, options) {
  const layers = [new LSTM(1, 2, { returnSequences: true }), new Activate(softmax)];
  const network = new Sequential(layers, { inputShape: [3, 1], dtype: "float32", ...options });
  const loss = sparseCategoricalCrossEntropy;
  const trainer = network.trainer({ loss, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 2 });
  const targets = [
    [0, 1, 1],
    [1, 0, 1],
  ];
  return { trainer, data: datasetFor(network, { inputs, targets }, loss) };
}

function sequenceSteps(steps, options) {
  const layers = [new LSTM(1, 2, { returnSequences: true }), new LSTM(2, 2), new Dense(2, 2, { activation: softmax })];
  const network = new Sequential(layers, { inputShape: [3, 1], dtype: "float32", ...options });
  const trainer = network.trainer({
    loss: categoricalCrossEntropy,
    optimizer: new SGD({ learningRate: 0.1 }),
    batchSize: 2,
  });
  const targets = [
    [0, 1],
    [1, 0],
  ];
  const inputs = [
    [[0], [1], [1]],
    [[1], [0], [1]],
  ];
  const data = datasetFor(network, { inputs, targets });
  const rows = Uint32Array.of(0, 1);
  const labelled = labelledSteps(inputs, options);
  return () => {
    for (let i = 0; i < steps / 2; i++) {
      trainer.stepRows(data, rows, 0, 2);
      labelled.trainer.stepRows(labelled.data, rows, 0, 2);
    }
  };
}

/** Layers with state, chance, branches and whole numbers. */
function wordSteps(options) {
  const body = [new Dense(4, 4, { activation: relu }), new Dropout(0.2), new BatchNormalization(), new Dense(4, 4)];
  const layers = [new Embedding(5, 2), new Flatten(), new Residual(body), new Dense(4, 2, { activation: softmax })];
  const network = new Sequential(layers, { inputShape: [2], ...options });
  const trainer = network.trainer({ loss: categoricalCrossEntropy, optimizer: new Adam(), batchSize: 2 });
  const data = datasetFor(network, {
    inputs: [
      [0, 3],
      [4, 4],
    ],
    targets: [
      [0, 1],
      [1, 0],
    ],
  });
  const rows = Uint32Array.of(0, 1);
  return () => {
    for (let i = 0; i < STEPS; i++) trainer.stepRows(data, rows, 0, 2);
  };
}

/** Line searches on batches in turn, which never come to an end. */
function searchedSteps(options) {
  const network = new Sequential([new Dense(2, 3), new Dense(3, 1)], { seed: 1, ...options });
  const optimizer = new LBFGS({ memory: 3 });
  const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 2 });
  const data = datasetFor(network, { inputs: inputs.map((row) => row.map((x) => x / 100)), targets: [1, 0, 0, 1] });
  const rows = Uint32Array.of(0, 1, 2, 3);
  return () => {
    for (let i = 0; i < STEPS; i++) trainer.stepRows(data, rows, 2 * (i % 2), 2 * (i % 2) + 2);
  };
}

const runs = {
  /** The lab's training, as `fit` runs it. */
  fit() {
    const network = labNetwork();
    return () => train(network);
  },

  /** The same on the backend of plain loops. */
  fitOnReference() {
    const network = labNetwork({ backend: reference });
    return () => train(network);
  },

  /** The same with a callback that is told of each step. */
  fitWithCallback() {
    const network = labNetwork();
    const count = {
      name: "count",
      steps: 0,
      stepped({ step }) {
        if (step > 0) this.steps++;
      },
    };
    return () => network.fit(people, { ...lab, epochs: STEPS / 4, evaluateEvery: STEPS, callbacks: [count] });
  },

  /** Single precision, batches, Adam, softmax, on examples in the network's memory. */
  stepRows() {
    return stepRowsOn(datasetFor);
  },

  /** The same, on examples that lie elsewhere and are copied for each step. */
  stepRowsElsewhere() {
    return stepRowsOn((_, data) => datasetOf(data, [2], [3]));
  },

  /** Optimizers around one another, with penalties and frozen parameters, recorded. */
  composed() {
    return composedSteps(STEPS);
  },

  /** The same kernel by kernel, as plain loops. */
  composedOnReference() {
    return composedSteps(STEPS, { backend: reference });
  },

  /** Plain arrays in, and a number out. */
  step() {
    const trainer = labNetwork().trainer(lab);
    const targets = [[1], [0], [0], [1]];
    return () => {
      for (let i = 0; i < STEPS; i++) trainer.step(inputs[i % 4], targets[i % 4]);
    };
  },

  /** Convolutions and pooling, recorded. */
  convolution() {
    return imageSteps();
  },

  /** The same kernel by kernel, as plain loops. */
  convolutionOnReference() {
    return imageSteps({ backend: reference });
  },

  /** Two layers of long short-term memory, recorded. */
  lstm() {
    return sequenceSteps(STEPS);
  },

  /** The same kernel by kernel, as plain loops. */
  lstmOnReference() {
    return sequenceSteps(STEPS, { backend: reference });
  },

  /** State, chance, branches and whole numbers. */
  words() {
    return wordSteps();
  },

  /** The same kernel by kernel, as plain loops. */
  wordsOnReference() {
    return wordSteps({ backend: reference });
  },

  /** An optimizer that evaluates the loss several times a step. */
  lbfgs() {
    return searchedSteps();
  },

  /** The same kernel by kernel, as plain loops. */
  lbfgsOnReference() {
    return searchedSteps({ backend: reference });
  },

  /** Steps that two threads share. */
  async pool() {
    const backend = await workerPool({ workers: 2 });
    const network = new Sequential([new Dense(32, 32)], { backend });
    const trainer = network.trainer({ loss: meanSquaredError, optimizer: new Adam(), batchSize: 32 });
    const examples = Array.from({ length: 32 }, (_, row) =>
      Array.from({ length: 32 }, (_, i) => Math.sin(32 * row + i)),
    );
    const data = datasetFor(network, { inputs: examples, targets: examples });
    const rows = Uint32Array.from(examples.keys());
    return () => {
      for (let i = 0; i < STEPS; i++) trainer.stepRows(data, rows, 0, 32);
    };
  },

  /** The control: one object a step has to be seen. */
  control() {
    const kept = [];
    return () => {
      for (let i = 0; i < STEPS; i++) kept[i % 4] = { i };
    };
  },
};

const run = await runs[name]();
await run();
/** The bytes of all that was ever allocated where new objects are: to the byte, and nothing of the engine's own code. */
const allocated = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space").space_used_size;
// The lowest of four measurements is the one that the engine disturbed least, by compiling steps once more. One that is
// below the limit is low enough.
let bytes = Number.POSITIVE_INFINITY;
for (let i = 0; i < 4 && !(bytes < limit); i++) {
  globalThis.gc();
  const measuring = allocated();
  const before = allocated();
  await run();
  bytes = Math.min(bytes, (allocated() - before - (before - measuring)) / STEPS);
}
console.log(bytes);
