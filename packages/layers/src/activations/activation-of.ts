import { reference } from "@nn/core/backend";
import { type Activation, DataError, show } from "@nn/core/component";
import { checkActivation } from "../checks.js";

/**
 * What an activation gives, without a network: of one number, or of each number of a row.
 *
 *     a = f(z)
 *
 * @throws OptionError for what is no activation; DataError for what is neither a finite number nor a list of those.
 *
 * @example
 * activationOf(sigmoid, 0); // => 0.5
 * activationOf(softmax, [0, 0]); // => [0.5, 0.5]
 */
export function activationOf(activation: Activation, z: number): number;
export function activationOf(activation: Activation, z: ArrayLike<number>): number[];
export function activationOf(activation: Activation, z: number | ArrayLike<number>): number | number[] {
  checkActivation("activationOf", activation, "activationOf(sigmoid, 0.5)");
  const isList = Array.isArray(z) || ArrayBuffer.isView(z);
  const row: readonly number[] = isList ? Array.from(z as ArrayLike<number>) : [z as number];
  const other = row.findIndex((each) => !Number.isFinite(each));
  if (other >= 0) {
    const got = isList ? `${show(row[other])} as number ${other} of a list` : show(z);
    throw new DataError(`activationOf takes a finite number, or a list of those, but got ${got}.`);
  }
  const a = new Float64Array(row.length);
  activation.forward(reference.kernels("float64"), a, Float64Array.from(row), 1, row.length);
  return isList ? Array.from(a) : (a[0] as number);
}
