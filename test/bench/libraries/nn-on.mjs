// What the rows of @nn share: all but the backend.
import { datasetFor, Sequential } from "@nn/core";
import {
  BatchNormalization,
  Dense,
  Dropout,
  identity,
  LayerNormalization,
  relu,
  sigmoid,
  softmax,
  tanh,
} from "@nn/layers";
import { categoricalCrossEntropyFromLogits, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { outputsOf, requests, rows } from "./library.mjs";

/** What may stand before each layer but the first. */
const BETWEEN = {
  dropout: () => new Dropout(0.5),
  batchNormalization: () => new BatchNormalization(),
  layerNormalization: () => new LayerNormalization(),
};
const ACTIVATIONS = { sigmoid, tanh, relu, softmax };

/** The two halves of an adapter, on the backend that the options name, or on @nn's own choice. */
export function onBackend(options = {}) {
  const build = (task, activations) => {
    const { layers, dtype, between } = task;
    const stack = layers.flatMap(({ inputs, units, activation }, place) => {
      const dense = new Dense(inputs, units, { activation: activations[activation] });
      return place > 0 && between !== undefined ? [BETWEEN[between](), dense] : [dense];
    });
    const network = new Sequential(stack, { dtype, ...options });
    network.setParameters(firstValues(task));
    return network;
  };
  return { train: (task) => train(task, build), predict: (task) => predict(task, build) };
}

function firstValues({ layers, between }) {
  const step = between === undefined ? 1 : 2;
  return Object.fromEntries(
    layers.flatMap(({ weight, bias }, place) => [
      [`${step * place}.weight`, weight],
      [`${step * place}.bias`, bias],
    ]),
  );
}

function train(task, build) {
  const { layers, inputs, targets, count, batchSize, epochs, learningRate, evaluateEvery = epochs } = task;
  // The loss takes the last weighted sums as they are, and softmax with them.
  const network = build(task, { ...ACTIVATIONS, softmax: identity });
  const loss = task.loss === "crossEntropy" ? categoricalCrossEntropyFromLogits : meanSquaredError;
  const optimizer = task.optimizer === "Adam" ? new Adam({ learningRate }) : new SGD({ learningRate });
  const lists = { inputs: rows(inputs, layers[0].inputs), targets: rows(targets, outputsOf(task)) };
  const dataset = datasetFor(network, lists);
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  let trainer;

  const fit = async (times) => {
    const settings = { loss, optimizer, batchSize, epochs, evaluateEvery, shuffle: false };
    for (let i = 0; i < times; i++) await network.fit(lists, settings);
  };
  const steps = (times) => {
    for (let epoch = 0; epoch < times * epochs; epoch++) {
      for (let from = 0; from < count; from += batchSize) {
        trainer.stepRows(dataset, order, from, Math.min(from + batchSize, count));
      }
    }
  };

  return {
    ...(task.between !== undefined && { differs: "there is another layer" }),
    reset() {
      network.setParameters(firstValues(task));
      if (!task.throughFit) trainer = network.trainer({ loss, optimizer, batchSize });
    },
    run: task.throughFit ? fit : steps,
    loss: () => network.evaluate(dataset, { loss }).loss,
    bits: () => new Uint8Array(network.parameters.block.slice().buffer),
  };
}

function predict(task, build) {
  const network = build(task, ACTIVATIONS);
  const asked = requests(task);
  let last;
  return {
    run(times) {
      for (let i = 0; i < times; i++) last = network.predict(asked[i % asked.length]);
    },
    output: () => last,
  };
}
