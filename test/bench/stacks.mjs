// Networks of more than dense layers, as data, with their first values: see tasks.mjs.
import { classes, filled, generator } from "./tasks.mjs";

/**
 * @typedef {object} Stage
 * @property {"conv" | "pool" | "flatten" | "dense" | "lstm"} type a convolution, the largest of 2 by 2, rows, or the last state of a sequence
 * @property {readonly number[]} shape of its inputs, an example
 * @property {"relu" | "identity"} [activation]
 * @property {Record<string, { shape: readonly number[], values: Float64Array }>} values its parameters by @nn's names for them
 */

const SIDE = 3;

/** Stages one behind the other, each made from the shape before it. */
function stacked(first, makers) {
  const stages = [];
  let shape = first;
  for (const make of makers) {
    const { output, ...stage } = make(shape);
    stages.push({ shape, values: {}, ...stage });
    shape = output;
  }
  return stages;
}

function parameter(shape, fan, random) {
  const length = shape.reduce((product, size) => product * size, 1);
  const limit = Math.sqrt(6 / fan);
  return { shape, values: filled(length, () => (2 * random() - 1) * limit) };
}

const zeros = (size) => ({ shape: [size], values: new Float64Array(size) });

function conv(filters, activation, random) {
  return ([height, width, channels]) => ({
    type: "conv",
    activation,
    values: {
      weight: parameter([SIDE, SIDE, channels, filters], SIDE * SIDE * (channels + filters), random),
      bias: zeros(filters),
    },
    output: [height - SIDE + 1, width - SIDE + 1, filters],
  });
}

const pool = ([height, width, channels]) => ({
  type: "pool",
  output: [Math.floor(height / 2), Math.floor(width / 2), channels],
});

const flatten = (shape) => ({ type: "flatten", output: [shape.reduce((product, size) => product * size, 1)] });

function dense(units, random) {
  return ([inputs]) => ({
    type: "dense",
    activation: "identity",
    values: { weight: parameter([inputs, units], inputs + units, random), bias: zeros(units) },
    output: [units],
  });
}

function lstm(units, random) {
  return ([, inputs]) => ({
    type: "lstm",
    values: {
      weight: parameter([4, inputs, units], inputs + units, random),
      recurrentWeight: parameter([4, units, units], 2 * units, random),
      // Of each gate: input, forget, cell, output.
      bias: { shape: [4, units], values: new Float64Array(4 * units) },
    },
    output: [units],
  });
}

const BATCH = 32;
const CLASSES = 10;

function task(shape, makers, random) {
  const size = shape.reduce((product, length) => product * length, 1);
  return {
    dtype: "float32",
    shape,
    stages: stacked(shape, makers),
    ...classes(BATCH, size, CLASSES, 0.5, random),
    learningRate: 0.01,
    batchSize: BATCH,
    form: "Float32Array",
  };
}

/** Two convolutions and two poolings on small pictures. */
export function smallPictures() {
  const random = generator(7);
  const stages = [conv(8, "relu", random), pool, conv(16, "relu", random), pool, flatten, dense(CLASSES, random)];
  return task([28, 28, 1], stages, random);
}

/** Three wide convolutions on pictures in colour. */
export function colourPictures() {
  const random = generator(8);
  const convolutions = Array.from({ length: 3 }, () => conv(32, "relu", random));
  return task([32, 32, 3], [...convolutions, flatten, dense(CLASSES, random)], random);
}

/** Pictures row by row, through an LSTM. */
export function rowsOfPictures() {
  const random = generator(9);
  return task([28, 28], [lstm(64, random), dense(CLASSES, random)], random);
}
