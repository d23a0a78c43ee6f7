import type { FloatArray } from "@nn/numerics";
import type { Warning } from "./warning.js";

/**
 * The parameters before the first step, to see whether any has moved. What is smaller than the last digit of the largest
 * one counts as 0: biases begin at 0, and move there however small a step is.
 */
export class FirstParameters {
  readonly #lastDigit: number;
  readonly #sum: number;

  constructor(values: FloatArray) {
    let largest = 0;
    for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
    this.#lastDigit = largest * (values.BYTES_PER_ELEMENT === 8 ? Number.EPSILON : 1.1920928955078125e-7);
    this.#sum = checksum(values, this.#lastDigit);
  }

  areKept(values: FloatArray): boolean {
    return checksum(values, this.#lastDigit) === this.#sum;
  }
}

/** A hash of the bits of an array: less memory than a copy. */
function checksum(values: FloatArray, least: number): number {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.byteLength / 4);
  const perNumber = values.BYTES_PER_ELEMENT / 4;
  let sum = 2166136261;
  for (let i = 0; i < words.length; i++) {
    const word = Math.abs(values[Math.floor(i / perNumber)]!) < least ? 0 : words[i]!;
    sum = Math.imul(sum ^ word, 16777619) ^ (sum >>> 15);
  }
  return sum;
}

/** A training none of whose updates has changed any parameter, not even its last bit. */
export function describeStillness(
  gradient: readonly number[],
  updates: number,
  epochs: number,
  optimizer: string,
): Warning {
  const after = `After ${updates} update${updates === 1 ? "" : "s"} (${epochs} epoch${epochs === 1 ? "" : "s"}) no parameter has changed`;
  if (gradient.every((value) => value === 0)) {
    const message =
      `${after}, as every gradient is 0: the loss doesn't depend on the parameters here. Look at what the loss and the ` +
      "layers' backward passes write, and whether units are at an end of their range.";
    return { kind: "no gradient", message };
  }
  const message =
    `${after} by as much as the last digit of the largest: the steps of ${optimizer} are too small for these gradients. ` +
    "Choose a larger learningRate, ten times as large at a time. An update of your own has to write into value.";
  return { kind: "unmoved", message };
}
