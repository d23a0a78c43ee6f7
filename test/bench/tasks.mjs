// What is trained: networks with their first values, data, and settings, drawn from one seed, so that every process
// that asks has the same numbers. All are exact in float32, so that both formats begin alike.

/**
 * @typedef {object} DenseLayer y = activation(x·weight + bias), with weight [inputs, units] row-major
 * @property {number} inputs
 * @property {number} units
 * @property {"sigmoid" | "tanh" | "relu" | "softmax"} activation
 * @property {Float64Array} weight
 * @property {Float64Array} bias
 *
 * @typedef {object} Task
 * @property {"float32" | "float64"} dtype
 * @property {DenseLayer[]} layers
 * @property {Float64Array} inputs examples one after another
 * @property {Float64Array} targets
 * @property {number} count how many examples there are
 * @property {"meanSquaredError" | "crossEntropy"} loss the second is that of classes, after softmax
 * @property {"SGD" | "Adam"} optimizer
 * @property {number} learningRate
 * @property {number} batchSize
 * @property {number} epochs
 * @property {boolean} [throughFit] whether @nn trains by `fit`, with all that belongs to it, or step by step
 * @property {number} [evaluateEvery] at which epochs @nn's `fit` reports; the last alone unless given
 * @property {"dropout" | "batchNormalization" | "layerNormalization"} [between] what stands before each layer but the first; @nn alone has it
 * @property {"plain" | "Float32Array"} [form] what a prediction is given and gives
 */

/** Mulberry32: uniform numbers in [0, 1) from a 32-bit seed. */
export function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const filled = (length, draw) => Float64Array.from({ length }, (_, i) => Math.fround(draw(i)));

/** Dense layers of the given sizes, with Glorot's uniform first weights and no bias yet. */
function layersOf(sizes, hidden, last, random) {
  return sizes.slice(1).map((units, place) => {
    const inputs = sizes[place];
    const limit = Math.sqrt(6 / (inputs + units));
    return {
      inputs,
      units,
      activation: place === sizes.length - 2 ? last : hidden,
      weight: filled(inputs * units, () => (2 * random() - 1) * limit),
      bias: new Float64Array(units),
    };
  });
}

/** Examples scattered around a centre for each class; neighbouring classes overlap, so no loss falls to 0. */
export function classes(count, size, classCount, spread, random) {
  const centres = Array.from({ length: classCount }, () => filled(size, random));
  const normal = () => random() + random() + random() + random() - 2;
  return {
    count,
    inputs: filled(count * size, (i) => {
      const centre = centres[Math.floor(i / size) % classCount];
      return centre[i % size] + spread * normal();
    }),
    targets: filled(count * classCount, (i) => (i % classCount === Math.floor(i / classCount) % classCount ? 1 : 0)),
  };
}

/** The lab's network on the lab's four people. @returns {Task} */
export function lab() {
  const values = [
    { inputs: 2, units: 2, weight: [1, 0.5, -0.5, 1], bias: [0, 0] },
    { inputs: 2, units: 1, weight: [1, -1], bias: [0] },
  ];
  return {
    dtype: "float64",
    layers: values.map(({ inputs, units, weight, bias }) => {
      return { inputs, units, activation: "sigmoid", weight: new Float64Array(weight), bias: new Float64Array(bias) };
    }),
    inputs: new Float64Array([-2, -1, 25, 6, 17, 4, -15, -6]),
    targets: new Float64Array([1, 0, 0, 1]),
    count: 4,
    loss: "meanSquaredError",
    optimizer: "SGD",
    learningRate: 0.1,
    batchSize: 1,
    epochs: 1000,
    throughFit: true,
  };
}

/** 4-16-16-3 on 150 rows like those of the irises. @returns {Task} */
export function irises(dtype) {
  const random = generator(2);
  return {
    dtype,
    layers: layersOf([4, 16, 16, 3], "tanh", "softmax", random),
    ...classes(150, 4, 3, 0.6, random),
    loss: "crossEntropy",
    optimizer: "Adam",
    learningRate: 0.001,
    batchSize: 16,
    epochs: 100,
    throughFit: true,
  };
}

/** 784-128-10 on 1,024 rows as long as a small picture. @returns {Task} */
export function pictures(dtype) {
  const random = generator(3);
  return {
    dtype,
    layers: layersOf([784, 128, 10], "relu", "softmax", random),
    ...classes(1024, 784, 10, 2, random),
    loss: "crossEntropy",
    optimizer: "SGD",
    learningRate: 0.01,
    batchSize: 32,
    epochs: 1,
  };
}

/** 784-1024-1024-10 on two batches of the same kind of rows. @returns {Task} */
export function widePictures(dtype) {
  const random = generator(4);
  return {
    dtype,
    layers: layersOf([784, 1024, 1024, 10], "relu", "softmax", random),
    ...classes(256, 784, 10, 2, random),
    loss: "crossEntropy",
    optimizer: "Adam",
    learningRate: 0.001,
    batchSize: 128,
    epochs: 1,
  };
}
