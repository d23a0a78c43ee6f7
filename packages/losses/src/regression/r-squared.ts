import { type DatasetMetric, sizeOf } from "@nn/core/component";
import { explained, variation } from "./variation.js";

/**
 * The coefficient of determination: how much of the targets' variance the predictions explain. 1 is perfect, 0 as good as
 * the targets' mean, and what is worse than that is negative. Of several outputs, it is the mean of theirs.
 *
 *     R² = 1 − Σ (t − p)² / Σ (t − t̄)²          over the examples, with t̄ the mean of the targets
 *
 * Of targets that are all the same it is 1 where all predictions are right, and else 0; of a single example it is NaN.
 *
 * Source: scikit-learn's `r2_score`, with `multioutput="uniform_average"` and `force_finite=True`.
 *
 * @example
 * const network = new Sequential([new Activate(identity)], { inputShape: [1] });
 * const data = { inputs: [2.5, 0, 2, 8], targets: [3, -0.5, 2, 7] };
 * network.evaluate(data, { loss: meanSquaredError, metrics: { rSquared } }).rSquared; // => 0.9486081370449679
 */
export const rSquared: DatasetMetric = {
  kind: "rSquared",
  name: "rSquared",
  takesWeights: true,

  begin(examples, output) {
    const size = sizeOf(output);
    const targets = new Float64Array(examples * size);
    const errors = new Float64Array(size);
    const counts = new Float64Array(examples);
    let seen = 0;
    return {
      add({ batch, prediction, target, weights }) {
        for (let i = 0; i < batch; i++) counts[seen / size + i] = weights?.[i] ?? 1;
        for (let i = 0; i < batch * size; i++, seen++) {
          targets[seen] = target[i];
          const error = target[i] - prediction[i];
          errors[i % size] += counts[Math.floor(seen / size)] * error * error;
        }
      },
      result() {
        if (seen < 2 * size) return Number.NaN;
        let sum = 0;
        const spread = { values: targets.subarray(0, seen), counts, size };
        for (let i = 0; i < size; i++) sum += explained(errors[i], variation(spread, i));
        return sum / size;
      },
    };
  },
};
