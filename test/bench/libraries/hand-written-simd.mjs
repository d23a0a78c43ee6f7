// The networks for pictures by hand, in WebAssembly with vectors of 128 bits: memory is laid out once, for these sizes, and
// nothing is checked. What one gets who writes for one network alone.
import { compile } from "../assembly/compile.mjs";
import { CannotDo, outputsOf } from "./library.mjs";

const FLOAT = 4;
const padded = (units) => Math.ceil(units / 8) * 8;

export async function train(task) {
  const { dtype, count, batchSize, epochs, optimizer, learningRate } = task;
  if (dtype !== "float32") throw new CannotDo("written for float32");
  // The first page has the table of the exponential.
  let end = 65_536;
  const take = (length) => {
    const start = end;
    end += Math.ceil((length * FLOAT) / 64) * 64;
    return start;
  };
  const scratch = take(256 * 8 + 256 * 256);
  const layers = task.layers.map(({ inputs, units }) => ({ inputs, units, columns: padded(units) }));
  const last = layers.at(-1);
  const inputs = take(task.inputs.length);
  const targets = take(task.targets.length);
  for (const layer of layers) {
    layer.y = take(batchSize * layer.columns);
    layer.dz = take(batchSize * layer.columns);
  }
  // Each of the four holds the same parameters' numbers, in one order.
  const start = end;
  for (const layer of layers) {
    layer.weight = take(layer.inputs * layer.columns) - start;
    layer.bias = take(layer.columns) - start;
  }
  const size = end - start;
  const [gradient, m, v] = [0, 1, 2].map(() => take(size / FLOAT));
  const kernels = await compile("simd", end);
  const floats = new Float32Array(kernels.buffer);
  floats.set(task.inputs, inputs / FLOAT);
  floats.set(task.targets, targets / FLOAT);
  let step = 0;

  function reset() {
    floats.fill(0, start / FLOAT, end / FLOAT);
    for (const [place, { weight, bias, columns }] of layers.entries()) {
      const { units, weight: values, bias: biases } = task.layers[place];
      for (let i = 0; i < values.length; i++) {
        floats[(start + weight) / FLOAT + Math.floor(i / units) * columns + (i % units)] = values[i];
      }
      floats.set(biases, (start + bias) / FLOAT);
    }
    step = 0;
  }

  function forward(x) {
    let input = x;
    for (const layer of layers) {
      const { inputs: inner, columns, weight, bias, y } = layer;
      kernels.product(
        y,
        input,
        inner * FLOAT,
        FLOAT,
        start + weight,
        columns * FLOAT,
        FLOAT,
        batchSize,
        inner,
        columns,
        scratch,
      );
      if (layer !== last) kernels.biasRelu(y, start + bias, batchSize, columns);
      input = y;
    }
  }

  function update(from) {
    const x = inputs + from * layers[0].inputs * FLOAT;
    const target = targets + from * last.units * FLOAT;
    forward(x);
    kernels.softmaxError(last.dz, last.y, start + last.bias, target, batchSize, last.columns, last.units);
    for (let place = layers.length - 1; place >= 0; place--) {
      const { inputs: rows, columns, weight, bias, dz } = layers[place];
      const before = layers[place - 1];
      const input = before?.y ?? x;
      kernels.product(
        gradient + weight,
        input,
        FLOAT,
        rows * FLOAT,
        dz,
        columns * FLOAT,
        FLOAT,
        rows,
        batchSize,
        columns,
        scratch,
      );
      kernels.columnSums(gradient + bias, dz, batchSize, columns);
      if (before === undefined) continue;
      kernels.product(
        before.dz,
        dz,
        columns * FLOAT,
        FLOAT,
        start + weight,
        FLOAT,
        columns * FLOAT,
        batchSize,
        columns,
        rows,
        scratch,
      );
      kernels.reluBackward(before.dz, before.y, batchSize * rows);
    }
    step++;
    if (optimizer === "Adam") {
      const rate = learningRate / (1 - 0.9 ** step);
      kernels.adam(start, gradient, m, v, size / FLOAT, rate, 1 / (1 - 0.999 ** step));
    } else {
      kernels.sgd(start, gradient, size / FLOAT, learningRate);
    }
  }

  return {
    reset,
    run(times) {
      for (let epoch = 0; epoch < times * epochs; epoch++) {
        for (let from = 0; from < count; from += batchSize) update(from);
      }
    },
    loss() {
      const outputs = outputsOf(task);
      let sum = 0;
      for (let from = 0; from < count; from += batchSize) {
        forward(inputs + from * layers[0].inputs * FLOAT);
        for (let row = 0; row < batchSize; row++) {
          const z = Array.from({ length: outputs }, (_, i) => {
            return floats[last.y / FLOAT + row * last.columns + i] + floats[(start + last.bias) / FLOAT + i];
          });
          const largest = Math.max(...z);
          const total = z.reduce((all, value) => all + Math.exp(value - largest), 0);
          const target = task.targets.subarray((from + row) * outputs, (from + row + 1) * outputs);
          sum += Math.log(total) + largest - z.reduce((all, value, i) => all + target[i] * value, 0);
        }
      }
      return sum / count;
    },
  };
}
