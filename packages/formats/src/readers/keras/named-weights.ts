import { DataError } from "@nn/core/component";
import type { WeightSource } from "./network.js";
import type { Weights } from "./read-layer.js";

/**
 * Weights whose names are paths, as in older files of Keras and in those of TensorFlow.js: `dense_1/kernel`,
 * `sequential/lstm/lstm_cell/bias:0`. The last part is the weight's own name, and one of those before it the layer's.
 */
export function namedWeights(all: ReadonlyMap<string, Weights>): WeightSource {
  const byPart = new Map<string, Weights | undefined>();
  for (const [path, weights] of all) {
    const parts = path.split("/").slice(-MOST_PARTS);
    const own = parts.pop()!.replace(/:0$/, "");
    for (const part of new Set(parts)) {
      const key = JSON.stringify([part, own]);
      // What two paths fit is none of both.
      byPart.set(key, byPart.has(key) ? undefined : weights);
    }
  }
  return ({ name, what }, names) =>
    names.map((own) => {
      const key = JSON.stringify([name, own]);
      const weights = byPart.get(key);
      if (weights !== undefined) return weights;
      throw new DataError(`${what} has ${byPart.has(key) ? "more than one" : "no"} ${own} in the file.`);
    });
}

const MOST_PARTS = 8;
