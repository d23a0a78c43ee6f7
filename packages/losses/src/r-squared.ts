import { type DatasetMetric, sizeOf } from "@nn/core/component";

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
        for (let i = 0; i < size; i++)
          sum += explained(errors[i], variation(targets.subarray(0, seen), counts, i, size));
        return sum / size;
      },
    };
  },
};

/** Σ (t − t̄)² of one output, from the differences to the first target: exactly 0 where all are the same. */
function variation(targets: Float64Array, counts: Float64Array, output: number, size: number): number {
  const first = targets[output];
  const total = counts.reduce((sum, count) => sum + count, 0);
  let mean = 0;
  for (let i = output; i < targets.length; i += size)
    mean += (counts[(i - output) / size] * (targets[i] - first)) / total;
  let sum = 0;
  for (let i = output; i < targets.length; i += size) {
    const deviation = targets[i] - first - mean;
    sum += counts[(i - output) / size] * deviation * deviation;
  }
  return sum;
}

function explained(error: number, variation: number): number {
  if (variation === 0) return error === 0 ? 1 : error > 0 ? 0 : Number.NaN;
  return 1 - error / variation;
}
