import { type DatasetMetric, sizeOf } from "@nn/core/component";
import { explained, variation } from "./variation.js";

/**
 * How much of the targets' variance the predictions explain, but for a constant by which all are off: 1 is perfect, and what is worse
 * than a constant is negative. Of several outputs, it is the mean of theirs. Where errors have the mean 0, it is {@link rSquared}.
 *
 *     1 − Var(t − p) / Var(t)          over the examples
 *
 * Of targets that are all the same it is 1 where all errors are the same, and else 0; of a single example it is NaN.
 *
 * Source: scikit-learn's `explained_variance_score`, with `multioutput="uniform_average"` and `force_finite=True`.
 *
 * @example
 * const network = new Sequential([new Activate(identity)], { inputShape: [1] });
 * const data = { inputs: [2.5, 0, 2, 8], targets: [3, -0.5, 2, 7] };
 * network.evaluate(data, { loss: meanSquaredError, metrics: { figure: explainedVariance } }).figure; // => 0.9571734475374732
 */
export const explainedVariance: DatasetMetric = {
  kind: "explainedVariance",
  name: "explainedVariance",
  takesWeights: true,

  begin(examples, output) {
    const size = sizeOf(output);
    const targets = new Float64Array(examples * size);
    const errors = new Float64Array(examples * size);
    const counts = new Float64Array(examples);
    let seen = 0;
    return {
      add({ batch, prediction, target, weights }) {
        for (let i = 0; i < batch; i++) counts[seen / size + i] = weights?.[i] ?? 1;
        for (let i = 0; i < batch * size; i++, seen++) {
          targets[seen] = target[i];
          errors[seen] = target[i] - prediction[i];
        }
      },
      result() {
        if (seen < 2 * size) return Number.NaN;
        let sum = 0;
        for (let i = 0; i < size; i++) {
          const [error, all] = [errors, targets].map((values) =>
            variation({ values: values.subarray(0, seen), counts, size }, i),
          );
          sum += explained(error, all);
        }
        return sum / size;
      },
    };
  },
};
