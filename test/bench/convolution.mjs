// `npm run bench:convolution`: a training step of networks of convolutions, of recurrent layers and of attention, float32, batches
// of 32, on one core, as a multiple of the time that its own matrix products would take at the speed of one large product. In turns, in one process.
import { datasetFor, defaultBackend, Sequential } from "@nn/core";
import {
  Conv2D,
  Dense,
  Flatten,
  GlobalAveragePooling1D,
  GRU,
  identity,
  LSTM,
  MaxPooling2D,
  MultiHeadAttention,
  relu,
} from "@nn/layers";
import { categoricalCrossEntropyFromLogits } from "@nn/losses";
import { SGD } from "@nn/optim";
import { digits, spreadOf } from "./report/statistics.mjs";

const BATCH = 32;
const CLASSES = 10;
/** The rows, the columns and the inner length of the large product. */
const LARGE = 512;
/** How long a turn lasts, in milliseconds, and how many there are. */
const TURN = 40;
const TURNS = Number(process.argv[2] ?? 100);
/** Part of a name, to measure fewer. */
const NAMED = process.argv[3] ?? "";

/** @param {readonly import("@nn/core/component").Layer[]} layers */
const network = (inputShape, layers) => ({ inputShape, layers });
const dense = (inputs) => [new Flatten(), new Dense(inputs, CLASSES, { activation: identity })];
const conv = (channels, filters, options) => new Conv2D(channels, filters, { kernelSize: 3, ...options });

const networks = {
  "28×28×1, conv 8, pool, conv 16, pool, dense 10": network(
    [28, 28, 1],
    [conv(1, 8), new MaxPooling2D(2), conv(8, 16), new MaxPooling2D(2), ...dense(5 * 5 * 16)],
  ),
  "the same with relu": network(
    [28, 28, 1],
    [
      ...[conv(1, 8, { activation: relu }), new MaxPooling2D(2)],
      ...[conv(8, 16, { activation: relu }), new MaxPooling2D(2), ...dense(5 * 5 * 16)],
    ],
  ),
  "32×32×3, three convs of 32 with relu, dense 10": network(
    [32, 32, 3],
    [
      ...[conv(3, 32, { activation: relu }), conv(32, 32, { activation: relu }), conv(32, 32, { activation: relu })],
      ...dense(26 * 26 * 32),
    ],
  ),
  'the same, padding: "same"': network(
    [32, 32, 3],
    [
      ...[3, 32, 32].map((channels) => conv(channels, 32, { padding: "same", activation: relu })),
      ...dense(32 * 32 * 32),
    ],
  ),
  "28 steps of 28, LSTM of 64, dense 10": network([28, 28], [new LSTM(28, 64), ...dense(64)]),
  "28 steps of 28, GRU of 64, dense 10": network([28, 28], [new GRU(28, 64), ...dense(64)]),
  // Attention alone: the time of the layers that follow it is taken off.
  "64 steps of 64, attention of 4 heads": {
    ...network([64, 64], [new MultiHeadAttention(64, 4)]),
    behind: () => [new GlobalAveragePooling1D(), ...dense(64)],
  },
};

/** A function that makes a step, one that makes what is to be taken off, and how many multiplications its products have. */
function stepsOf({ inputShape, layers, behind = () => [] }) {
  return {
    step: stepOf(inputShape, [...layers, ...behind()]),
    rest: behind().length > 0 ? stepOf(inputShape, behind()) : () => {},
    multiplications: BATCH * multiplicationsOf(inputShape, layers),
  };
}

/** A function that makes a step of a network. */
function stepOf(inputShape, layers) {
  const net = new Sequential(layers, { inputShape, dtype: "float32", seed: "bench" });
  const size = inputShape.reduce((product, length) => product * length, 1);
  const inputs = Float64Array.from({ length: BATCH * size }, (_, i) => ((i * 7919) % 1000) / 1000);
  const targets = Float64Array.from({ length: BATCH * CLASSES }, (_, i) =>
    Number(Math.floor(i / CLASSES) % CLASSES === i % CLASSES),
  );
  const data = datasetFor(net, { inputs, targets });
  const settings = { loss: categoricalCrossEntropyFromLogits, optimizer: new SGD({ learningRate: 1e-4 }) };
  const trainer = net.trainer({ ...settings, batchSize: BATCH });
  const rows = Uint32Array.from({ length: BATCH }, (_, row) => row);
  return () => void trainer.stepRows(data, rows, 0, BATCH);
}

/** Of one example: forward, the weights' gradient, and but for the first layer the derivative with respect to its input. */
function multiplicationsOf(inputShape, layers) {
  let shape = inputShape;
  let all = 0;
  for (const layer of layers) {
    const output = layer.outputShape(shape);
    const parameters = layer.parameters(shape);
    const products = all === 0 ? 2 : 3;
    all += products * forwardOf(layer, shape, output, parameters) + 3 * betweenSteps(layer, shape, parameters);
    shape = output;
  }
  return all;
}

/** The products with weights: at each place of an image, at each step of a sequence, or once. */
function forwardOf({ heads }, shape, output, { weight, recurrentWeight, ...others }) {
  const places = output.length === 3 ? output[0] * output[1] : recurrentWeight || heads ? shape[0] : 1;
  const weights = heads ? Object.values(others).filter((each) => each.shape.length > 1) : [weight];
  return places * weights.reduce((sum, each) => sum + sizeOf(each), 0);
}

/** The products of one step with another, which are derived in both. */
function betweenSteps({ heads }, [steps, size], { recurrentWeight }) {
  // Each step's query with all keys, and its shares with all values.
  return heads ? 2 * steps * steps * size : steps * sizeOf(recurrentWeight);
}

/** How many numbers a parameter has; 0 where there is none. */
function sizeOf(parameter) {
  return parameter?.shape.reduce((product, length) => product * length, 1) ?? 0;
}

/** How many milliseconds a call takes, over a turn. */
function timed(call, times) {
  const begin = performance.now();
  for (let i = 0; i < times; i++) call();
  return (performance.now() - begin) / times;
}

const backend = defaultBackend();
const [out, a, b] = backend.allocate("float32", [LARGE ** 2, LARGE ** 2, LARGE ** 2]);
a.fill(0.5);
b.fill(0.25);
const product = () => backend.kernels("float32").matmul(out, a, b, LARGE, LARGE, LARGE);

const rows = Object.entries(networks)
  .filter(([name]) => name.includes(NAMED))
  .map(([name, made]) => ({ name, ...stepsOf(made), ratios: [] }));
for (const row of rows) {
  for (const step of [row.step, row.rest]) timed(step, 20);
  row.times = Math.max(1, Math.round(TURN / timed(row.step, 5)));
}
const productTimes = Math.max(1, Math.round(TURN / timed(product, 5)));
for (let turn = 0; turn < TURNS; turn++) {
  for (const row of rows) {
    const speed = timed(product, productTimes) / LARGE ** 3;
    const time = timed(row.step, row.times) - timed(row.rest, row.times);
    row.ratios.push(time / row.multiplications / speed);
  }
}
for (const { name, ratios } of rows) {
  const { median, min, max } = spreadOf(ratios);
  console.log(`${name}: ${digits(median)} times its own products (${digits(min)} – ${digits(max)}, ${TURNS} turns)`);
}
