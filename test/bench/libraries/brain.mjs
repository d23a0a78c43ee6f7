// brain.js: one activation for all layers, the squared error (times ½), one example at a time, in float32. Its package
// brings gpu.js, whose native parts an install script would build; its NeuralNetwork runs without them.
import brain from "brain.js";
import { CannotDo, outputsOf, requests, rows } from "./library.mjs";

function build({ layers, dtype }) {
  if (dtype !== "float32" && layers[0].inputs > 2) throw new CannotDo("has float32 only");
  const [{ activation }] = layers;
  const network = new brain.NeuralNetwork({ activation, hiddenLayers: layers.slice(0, -1).map(({ units }) => units) });
  network.sizes = [layers[0].inputs, ...layers.map(({ units }) => units)];
  network.errorCheckInterval = Number.POSITIVE_INFINITY;
  return network;
}

function setFirstValues(network, layers) {
  layers.forEach(({ inputs, units, weight, bias }, place) => {
    network.biases[place + 1].set(bias);
    for (let j = 0; j < units; j++) {
      for (let i = 0; i < inputs; i++) network.weights[place + 1][j][i] = weight[i * units + j];
    }
  });
}

export function train(task) {
  if (task.layers.some(({ weight }) => weight.length > 1e6)) throw new CannotDo("5 samples/s: a turn takes a minute");
  const network = build(task);
  const { layers, batchSize, learningRate, epochs, optimizer, loss } = task;
  const targets = rows(task.targets, outputsOf(task));
  const data = rows(task.inputs, layers[0].inputs).map((input, row) => ({ input, output: targets[row] }));
  const settings = {
    iterations: epochs,
    // Both must be above 0; these are so small that they change nothing.
    errorThresh: Number.MIN_VALUE,
    momentum: 1e-30,
    // Without the 2 of the derivative of a square, twice the rate is the same step.
    learningRate: optimizer === "SGD" && loss === "meanSquaredError" ? 2 * learningRate : learningRate,
    ...(optimizer === "Adam" && { praxis: "adam" }),
  };
  const others = [`squared error after ${layers[0].activation} outputs`];
  if (batchSize > 1) others.push("batch 1");
  return {
    ...(loss === "crossEntropy" && { differs: others.join(", ") }),
    dtype: "float32",
    reset() {
      network.updateTrainingOptions(settings);
      network.initialize();
      setFirstValues(network, layers);
    },
    run(times) {
      for (let i = 0; i < times; i++) network.train(data, settings);
    },
    loss() {
      const errors = data.flatMap(({ input, output }) => {
        const answer = network.run(input);
        return output.map((target, i) => (answer[i] - target) ** 2);
      });
      return errors.reduce((sum, error) => sum + error) / errors.length;
    },
  };
}

export function predict(task) {
  if (task.batchSize > 1) throw new CannotDo("has no batches");
  const network = build(task);
  network.initialize();
  setFirstValues(network, task.layers);
  const { activation } = task.layers[0];
  const asked = requests(task);
  let last;
  return {
    ...(activation !== "sigmoid" && { differs: `${activation} outputs, no softmax` }),
    dtype: "float32",
    run(times) {
      for (let i = 0; i < times; i++) last = network.run(asked[i % asked.length]);
    },
    output: () => last,
  };
}
