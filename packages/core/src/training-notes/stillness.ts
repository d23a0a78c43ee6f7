import type { FloatArray } from "../dtype.js";
import type { Warning } from "./warning.js";

/** A number that is the same for the same bits, and almost surely another one for others: cheaper to keep than a copy. */
export function checksum(values: FloatArray): number {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.byteLength / 4);
  let sum = 2166136261;
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ words[i]!, 16777619) ^ (sum >>> 15);
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
    `${after}, not even in its last digit: the steps of ${optimizer} are too small for these gradients. ` +
    "Choose a larger learningRate, ten times as large at a time.";
  return { kind: "unmoved", message };
}
