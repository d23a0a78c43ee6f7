import type { DatasetMetric } from "@nn/core/component";

/**
 * The root of the mean squared error over all examples and outputs, in the unit of the targets. It is no mean of what examples have, and
 * at least as large as the mean of their roots.
 *
 *     √(1/(n·m) · Σ (p − t)²)            n examples with m outputs each, prediction p, target t
 *
 * Source: scikit-learn's `root_mean_squared_error`, for one output; for several it has the mean of their roots.
 *
 * @example
 * const network = new Sequential([new Activate(identity)], { inputShape: [1] });
 * const data = { inputs: [2.5, 0, 2, 8], targets: [3, -0.5, 2, 7] };
 * network.evaluate(data, { loss: meanSquaredError, metrics: { off: rootMeanSquaredError } }); // => { loss: 0.375, off: 0.6124 }
 */
export const rootMeanSquaredError: DatasetMetric = {
  kind: "rootMeanSquaredError",
  name: "rootMeanSquaredError",
  takesWeights: true,

  begin() {
    let [sum, total] = [0, 0];
    return {
      add({ batch, outputSize: size, prediction, target, weights }) {
        for (let example = 0; example < batch; example++) {
          const count = weights?.[example] ?? 1;
          total += count * size;
          for (let i = example * size; i < (example + 1) * size; i++) {
            const error = prediction[i] - target[i];
            sum += count * error * error;
          }
        }
      },
      result: () => Math.sqrt(sum / total),
    };
  },
};
