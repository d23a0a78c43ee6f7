import { OptionError } from "../errors/errors.js";
import { show } from "../errors/options.js";

/** The number format of a network: IEEE 754 single or double precision. */
export type DType = "float32" | "float64";

/** An array of either format. Layers, losses and optimizers work on both alike. */
export type FloatArray = Float32Array | Float64Array;

/** A new array of zeros in the given format, outside any backend's memory. */
export function zerosOf(dtype: DType, length: number): FloatArray {
  return dtype === "float32" ? new Float32Array(length) : new Float64Array(length);
}

/** Whether an array has the given format. */
export function hasDType(array: FloatArray, dtype: DType): boolean {
  return array instanceof (dtype === "float32" ? Float32Array : Float64Array);
}

/** Whether the first `length` numbers are all finite, in one pass without a branch: 0·x is 0 just for finite x. */
export function allFinite(values: FloatArray, length: number): boolean {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += 0 * values[i]!;
  return sum === 0;
}

/** @throws OptionError for what isn't the name of a format. */
export function checkDType(dtype: DType): DType {
  if (dtype === "float32" || dtype === "float64") return dtype;
  throw new OptionError(`dtype must be "float64" or "float32", but is ${show(dtype)}.`);
}

/** Arrays of zeros in the engine's own memory. */
export function allocateOrdinary(dtype: DType, lengths: readonly number[]): FloatArray[] {
  return lengths.map((length) => zerosOf(dtype, length));
}
