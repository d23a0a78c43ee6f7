// Measures the runs named as arguments. One process has one backend, as a program has: what the engine has compiled for
// two is slower, and allocates. Run with --expose-gc and a new space so large that nothing is collected on the way: what the heap has grown by in the
// end is all that was ever allocated.
import { datasetOf, reference, Sequential } from "@nn/core";
import { Dense, relu, softmax } from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";

const STEPS = 1_000_000;
const inputs = [
  [-2, -1],
  [25, 6],
  [17, 4],
  [-15, -6],
];
const lab = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 };
const labNetwork = (options) => new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0", ...options });

const runs = {
  /** The lab's training, as `fit` runs it. */
  fit() {
    const network = labNetwork();
    return () => network.fit({ inputs, targets: [1, 0, 0, 1] }, { ...lab, epochs: STEPS / 4, evaluateEvery: STEPS });
  },

  /** The same on the backend of plain loops. */
  fitOnReference() {
    const network = labNetwork({ backend: reference });
    return () => network.fit({ inputs, targets: [1, 0, 0, 1] }, { ...lab, epochs: STEPS / 4, evaluateEvery: STEPS });
  },

  /** Single precision, batches, Adam, softmax. */
  stepRows() {
    const layers = [new Dense(2, 4, { activation: relu }), new Dense(4, 3, { activation: softmax })];
    const network = new Sequential(layers, { dtype: "float32" });
    const trainer = network.trainer({ loss: categoricalCrossEntropy, optimizer: new Adam(), batchSize: 2 });
    const targets = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ];
    const data = datasetOf({ inputs, targets }, [2], [3]);
    const rows = Uint32Array.of(0, 1, 2, 3);
    return () => {
      for (let i = 0; i < STEPS; i++) trainer.stepRows(data, rows, 2 * (i % 2), 2 * (i % 2) + 2);
    };
  },

  /** Plain arrays in, and a number out. */
  step() {
    const trainer = labNetwork().trainer(lab);
    const targets = [[1], [0], [0], [1]];
    return () => {
      for (let i = 0; i < STEPS; i++) trainer.step(inputs[i % 4], targets[i % 4]);
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

const bytesPerStep = {};
for (const name of process.argv.slice(2)) {
  const prepare = runs[name];
  const run = prepare();
  await run();
  // The lower of two measurements is the one that the engine disturbed less.
  const grown = [];
  for (let i = 0; i < 2; i++) {
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    await run();
    grown.push(process.memoryUsage().heapUsed - before);
  }
  bytesPerStep[name] = Math.min(...grown) / STEPS;
}
console.log(JSON.stringify(bytesPerStep));
