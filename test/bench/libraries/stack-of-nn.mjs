// What the rows of @nn share for networks of more than dense layers: all but the backend.
import { datasetFor, Sequential } from "@nn/core";
import { Conv2D, Dense, Flatten, identity, LSTM, MaxPooling2D, relu } from "@nn/layers";
import { categoricalCrossEntropyFromLogits as loss } from "@nn/losses";
import { SGD } from "@nn/optim";

const ACTIVATIONS = { relu, identity };
const LAYERS = {
  conv: ({ values, activation }) => {
    const [kernelSize, , channels, filters] = values.weight.shape;
    return new Conv2D(channels, filters, { kernelSize, activation: ACTIVATIONS[activation] });
  },
  pool: () => new MaxPooling2D(2),
  flatten: () => new Flatten(),
  dense: ({ values, activation }) => new Dense(...values.weight.shape, { activation: ACTIVATIONS[activation] }),
  lstm: ({ values }) => {
    const [, inputs, units] = values.weight.shape;
    return new LSTM(inputs, units);
  },
};

/** The two halves of an adapter, on the backend that the options name, or on @nn's own choice. */
export function onBackend(options = {}) {
  return { train: (task) => train(task, options), predict: (task) => predict(task, options) };
}

function networkOf({ stages, shape, dtype }, options) {
  return new Sequential(
    stages.map((stage) => LAYERS[stage.type](stage)),
    { inputShape: shape, dtype, ...options },
  );
}

function firstValues({ stages }) {
  return Object.fromEntries(
    stages.flatMap(({ values }, place) =>
      Object.entries(values).map(([name, each]) => [`${place}.${name}`, each.values]),
    ),
  );
}

function train(task, options) {
  const { inputs, targets, count, learningRate, batchSize } = task;
  const network = networkOf(task, options);
  const data = datasetFor(network, { inputs, targets });
  const rows = Uint32Array.from({ length: count }, (_, row) => row);
  const optimizer = new SGD({ learningRate });
  let trainer;
  return {
    reset() {
      network.setParameters(firstValues(task));
      trainer = network.trainer({ loss, optimizer, batchSize });
    },
    run(times) {
      for (let i = 0; i < times; i++) trainer.stepRows(data, rows, 0, batchSize);
    },
    loss: () => network.evaluate(data, { loss }).loss,
  };
}

function predict(task, options) {
  const network = networkOf(task, options);
  network.setParameters(firstValues(task));
  const inputs = Float32Array.from(task.inputs);
  let last;
  return {
    run(times) {
      for (let i = 0; i < times; i++) last = network.predict(inputs);
    },
    output: () => last,
  };
}
