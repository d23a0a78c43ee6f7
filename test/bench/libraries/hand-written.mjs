// Dense layers in plain loops over typed arrays, as one writes them without a library: the inner loop goes along rows in
// memory. It is the oracle as well, which every library's loss is compared to.
import { arrayOf, outputsOf, requests } from "./library.mjs";

/** The task's layers with memory for so many examples. */
function allocate({ dtype, layers }, batch) {
  const FloatArray = arrayOf(dtype);
  return layers.map(({ inputs, units, activation, weight, bias }) => ({
    inputs,
    units,
    activation,
    weight: FloatArray.from(weight),
    bias: FloatArray.from(bias),
    y: new FloatArray(batch * units),
    dz: new FloatArray(batch * units),
    dWeight: new FloatArray(weight.length),
    dBias: new FloatArray(units),
    memory: [weight, bias].map(({ length }) => ({ m: new FloatArray(length), v: new FloatArray(length) })),
  }));
}

function forward(layers, x, from, batch) {
  let input = x;
  let offset = from;
  for (const { inputs, units, activation, weight, bias, y } of layers) {
    for (let row = 0; row < batch; row++) {
      for (let j = 0; j < units; j++) y[row * units + j] = bias[j];
      for (let i = 0; i < inputs; i++) {
        const value = input[offset + row * inputs + i];
        for (let j = 0; j < units; j++) y[row * units + j] += value * weight[i * units + j];
      }
    }
    activate(activation, y, batch, units);
    input = y;
    offset = 0;
  }
  return input;
}

function activate(activation, y, batch, units) {
  const length = batch * units;
  if (activation === "sigmoid") for (let i = 0; i < length; i++) y[i] = 1 / (1 + Math.exp(-y[i]));
  if (activation === "tanh") for (let i = 0; i < length; i++) y[i] = Math.tanh(y[i]);
  if (activation === "relu") for (let i = 0; i < length; i++) y[i] = Math.max(y[i], 0);
  if (activation === "softmax") {
    for (let row = 0; row < length; row += units) {
      let largest = y[row];
      for (let i = row + 1; i < row + units; i++) largest = Math.max(largest, y[i]);
      let sum = 0;
      for (let i = row; i < row + units; i++) {
        y[i] = Math.exp(y[i] - largest);
        sum += y[i];
      }
      for (let i = row; i < row + units; i++) y[i] /= sum;
    }
  }
}

/** From dz of the last layer back to every gradient; dz of a layer before is multiplied by its activation's derivative. */
function backward(layers, x, from, batch) {
  for (let place = layers.length - 1; place >= 0; place--) {
    const { inputs, units, weight, dz, dWeight, dBias } = layers[place];
    const before = layers[place - 1];
    const input = before ? before.y : x;
    const offset = before ? 0 : from;
    dWeight.fill(0);
    dBias.fill(0);
    for (let row = 0; row < batch; row++) {
      for (let j = 0; j < units; j++) dBias[j] += dz[row * units + j];
      for (let i = 0; i < inputs; i++) {
        const value = input[offset + row * inputs + i];
        for (let j = 0; j < units; j++) dWeight[i * units + j] += value * dz[row * units + j];
      }
    }
    if (!before) return;
    for (let row = 0; row < batch; row++) {
      for (let i = 0; i < inputs; i++) {
        let sum = 0;
        for (let j = 0; j < units; j++) sum += dz[row * units + j] * weight[i * units + j];
        const y = before.y[row * inputs + i];
        before.dz[row * inputs + i] = sum * derivative(before.activation, y);
      }
    }
  }
}

function derivative(activation, y) {
  if (activation === "sigmoid") return y * (1 - y);
  if (activation === "tanh") return 1 - y * y;
  return y > 0 ? 1 : 0;
}

function descend(value, gradient, rate) {
  for (let i = 0; i < value.length; i++) value[i] -= rate * gradient[i];
}

function adam(value, gradient, { m, v }, rate, step) {
  const meanCorrection = 1 - 0.9 ** step;
  const squareCorrection = 1 - 0.999 ** step;
  for (let i = 0; i < value.length; i++) {
    m[i] = 0.9 * m[i] + 0.1 * gradient[i];
    v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
    value[i] -= (rate * (m[i] / meanCorrection)) / (Math.sqrt(v[i] / squareCorrection) + 1e-8);
  }
}

export function train(task) {
  const { count, batchSize, epochs, loss, optimizer, learningRate } = task;
  const FloatArray = arrayOf(task.dtype);
  const inputs = FloatArray.from(task.inputs);
  const targets = FloatArray.from(task.targets);
  const outputs = outputsOf(task);
  let layers = allocate(task, batchSize);
  let step = 0;

  function update(from, batch) {
    const size = layers[0].inputs;
    const last = layers.at(-1);
    const y = forward(layers, inputs, from * size, batch);
    for (let i = 0; i < batch * outputs; i++) {
      const error = y[i] - targets[from * outputs + i];
      last.dz[i] =
        loss === "crossEntropy" ? error / batch : ((2 * error) / (batch * outputs)) * derivative(last.activation, y[i]);
    }
    backward(layers, inputs, from * size, batch);
    step++;
    for (const { weight, bias, dWeight, dBias, memory } of layers) {
      if (optimizer === "Adam") {
        adam(weight, dWeight, memory[0], learningRate, step);
        adam(bias, dBias, memory[1], learningRate, step);
      } else {
        descend(weight, dWeight, learningRate);
        descend(bias, dBias, learningRate);
      }
    }
  }

  return {
    reset() {
      layers = allocate(task, batchSize);
      step = 0;
    },
    run(times) {
      for (let epoch = 0; epoch < times * epochs; epoch++) {
        for (let from = 0; from < count; from += batchSize) update(from, Math.min(batchSize, count - from));
      }
    },
    loss() {
      let sum = 0;
      for (let row = 0; row < count; row++) {
        const y = forward(layers, inputs, row * layers[0].inputs, 1);
        for (let i = 0; i < outputs; i++) {
          const target = targets[row * outputs + i];
          sum += loss === "crossEntropy" ? -target * Math.log(y[i]) : (y[i] - target) ** 2 / outputs;
        }
      }
      return sum / count;
    },
  };
}

export function predict(task) {
  const layers = allocate(task, task.batchSize);
  const asked = requests(task);
  let last;
  return {
    run(times) {
      for (let i = 0; i < times; i++) {
        const y = forward(layers, asked[i % asked.length], 0, task.batchSize);
        last = task.form === "plain" ? [...y] : y.slice();
      }
    },
    output: () => last,
  };
}
