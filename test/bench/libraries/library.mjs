// The one shape of an adapter. A library of this folder exports
//
//   train(task)     → Training
//   predict(task)   → Predicting
//
// and throws a CannotDo with the reason for what the library can't. Each lives in a process of its own, see child.mjs.
// names.mjs says what it is called and what it needs, for those who must not load it.

/**
 * @typedef {object} Training
 * @property {() => void} reset back to the task's first values; not timed
 * @property {(times: number) => void | Promise<void>} run trains for the task's epochs, so many times in a row
 * @property {() => number} [loss] over the whole data, now
 * @property {string} [bound] what it does instead of training, for a row that shows what can't be passed; it has no loss
 * @property {string} [differs] how the mathematics differ from the task's; the loss then only has to fall
 * @property {"float32" | "float64"} [dtype] the format that it computes in, where it has only this
 * @property {number} [tolerance] how far its loss may be from the right one, relatively, where it is less exact than others
 * @property {string} [note] what else a reader should know
 * @property {() => Uint8Array} [bits] the parameters, for comparing bit by bit
 *
 * @typedef {object} Predicting
 * @property {(times: number) => void | Promise<void>} run predicts the task's examples in turn, `batchSize` at a time
 * @property {() => ArrayLike<number>} output what the last prediction gave
 * @property {string} [differs]
 * @property {"float32" | "float64"} [dtype]
 * @property {string} [note]
 */

/** Why a library has a dash in a table. */
export class CannotDo extends Error {}

/** The array type of a task's number format. */
export const arrayOf = (dtype) => (dtype === "float32" ? Float32Array : Float64Array);

/** A list of rows, each a plain array. */
export function rows(values, size) {
  return Array.from({ length: values.length / size }, (_, row) => [...values.subarray(row * size, (row + 1) * size)]);
}

/** The inputs of the task's predictions, `batchSize` examples each: plain arrays, or one typed array. */
export function requests({ inputs, layers, batchSize, form }) {
  const size = batchSize * layers[0].inputs;
  const starts = Array.from({ length: inputs.length / size }, (_, i) => i * size);
  const parts = starts.map((start) => inputs.subarray(start, start + size));
  return form === "Float32Array" ? parts.map((part) => Float32Array.from(part)) : parts.map((part) => [...part]);
}

/** How many numbers an example goes out with. */
export const outputsOf = ({ layers }) => layers.at(-1).units;
