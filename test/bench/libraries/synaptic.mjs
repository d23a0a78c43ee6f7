// synaptic writes straight-line code for a network and compiles it. It has no batches, no softmax and no Adam, and the
// error that it sends back from an output is target − output, whatever the output's activation.
import synaptic from "synaptic";
import { CannotDo, outputsOf, requests, rows } from "./library.mjs";

const LARGEST = 10_000;
const SQUASH = { sigmoid: "LOGISTIC", tanh: "TANH", relu: "RELU", softmax: "LOGISTIC" };

function build({ layers, dtype }) {
  if (dtype !== "float64") throw new CannotDo("has float64 only");
  const weights = layers.reduce((sum, { weight }) => sum + weight.length, 0);
  if (weights > LARGEST)
    throw new CannotDo(`writes code for each weight: ${weights.toLocaleString("en")} are too many`);
  const network = new synaptic.Architect.Perceptron(layers[0].inputs, ...layers.map(({ units }) => units));
  const { input, hidden, output } = network.layers;
  const places = [input, ...hidden, output];
  layers.forEach(({ units, activation, weight, bias }, place) => {
    places[place + 1].list.forEach((neuron, j) => {
      neuron.squash = synaptic.Neuron.squash[SQUASH[activation]];
      neuron.bias = bias[j];
      for (const connection of Object.values(neuron.connections.inputs)) {
        connection.weight = weight[places[place].list.indexOf(connection.from) * units + j];
      }
    });
  });
  network.optimize();
  return network;
}

const meanOver = (values, of) => values.reduce((sum, value, i) => sum + of(value, i), 0) / values.length;

export function train(task) {
  const network = build(task);
  const { activate, propagate, memory } = network.optimized;
  const first = memory.slice();
  const inputs = rows(task.inputs, task.layers[0].inputs);
  const targets = rows(task.targets, outputsOf(task));
  const rate = task.optimizer === "Adam" ? 0.01 : task.learningRate;
  const others = [];
  if (task.loss === "crossEntropy") others.push("sigmoid outputs, squared error reported");
  if (task.optimizer === "Adam") others.push("plain SGD");
  if (task.batchSize > 1) others.push("batch 1");
  return {
    differs: ["the gradient of the outputs' cross-entropy", ...others].join(", "),
    reset() {
      memory.set(first);
    },
    run(times) {
      for (let epoch = 0; epoch < times * task.epochs; epoch++) {
        for (let i = 0; i < inputs.length; i++) {
          activate(inputs[i]);
          propagate(rate, targets[i]);
        }
      }
    },
    loss: () => meanOver(inputs, (x, row) => meanOver(activate(x), (y, i) => (y - targets[row][i]) ** 2)),
  };
}

export function predict(task) {
  if (task.batchSize > 1) throw new CannotDo("has no batches");
  const { activate } = build(task).optimized;
  const asked = requests(task);
  let last;
  return {
    run(times) {
      for (let i = 0; i < times; i++) last = activate(asked[i % asked.length]);
    },
    output: () => last,
  };
}
