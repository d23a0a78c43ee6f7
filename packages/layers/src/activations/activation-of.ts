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
  const given = (isList ? z : [z]) as ArrayLike<number>;
  // No further than to the first hole: a list may have room for more than there is memory.
  for (let i = 0; i < given.length; i++) {
    if (Number.isFinite(given[i])) continue;
    const got = isList ? `${show(given[i])} as number ${i} of a list` : show(z);
    throw new DataError(`activationOf takes a finite number, or a list of those, but got ${got}.`);
  }
  // By its length: one whose memory went elsewhere has none, and can't be gone through.
  const row = Float64Array.from({ length: given.length }, (_, i) => Number(given[i]));
  const a = new Float64Array(row.length);
  activation.forward(reference.kernels("float64"), a, row, 1, row.length);
  return isList ? Array.from(a) : (a[0] as number);
}
