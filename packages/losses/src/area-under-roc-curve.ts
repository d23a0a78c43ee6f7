import { DataError, type DatasetMetric, sizeOf } from "@nn/core/component";
import { checkLabels } from "./probabilities.js";

/**
 * The area under the receiver operating characteristic: how likely it is that an example of class 1 has a larger output
 * than one of class 0, from 0 to 1; equal outputs count half. Only the order of the outputs counts, so that probabilities
 * and logits give the same. Of several outputs, it is the mean of their areas.
 *
 *     A = (the sum of the ranks of class 1 − n₁·(n₁ + 1)/2) / (n₀·n₁)       equal outputs share the mean of their ranks
 *
 * This is the area by the trapezoidal rule, to the last digit. With an output of NaN, it is NaN.
 *
 * Source: J. Hanley and B. McNeil, "The Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve",
 * Radiology 143 (1982).
 *
 * @throws DataError for targets that aren't 0 or 1, and where those of an output are all the same.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const options = { loss: binaryCrossEntropy, metrics: { area: areaUnderROCCurve } };
 * network.evaluate({ inputs: [-2, -1, -1, 3], targets: [0, 0, 1, 1] }, options).area; // => 0.875
 */
export const areaUnderROCCurve: DatasetMetric = {
  kind: "areaUnderROCCurve",
  name: "areaUnderROCCurve",

  begin(examples, output) {
    const size = sizeOf(output);
    const scores = new Float64Array(examples * size);
    const labels = new Uint8Array(examples * size);
    let seen = 0;
    return {
      add(frame) {
        checkLabels("areaUnderROCCurve", frame);
        const { batch, prediction, target } = frame;
        for (let i = 0; i < batch * size; i++, seen++) {
          scores[seen] = prediction[i];
          labels[seen] = target[i];
        }
      },
      result() {
        let sum = 0;
        for (let i = 0; i < size; i++) sum += areaOf(scores, labels, i, size);
        return sum / size;
      },
    };
  },
};

/** The area of one output. */
function areaOf(scores: Float64Array, labels: Uint8Array, output: number, size: number): number {
  const of = (label: number): Float64Array => {
    const ofLabel = scores.filter((_, i) => i % size === output && labels[i] === label);
    // By their values: −0 is 0.
    return ofLabel.map((score) => score + 0).sort();
  };
  const [zeros, ones] = [of(0), of(1)];
  for (const [label, other] of [
    [0, ones],
    [1, zeros],
  ] as const) {
    if (other.length > 0) continue;
    throw new DataError(
      `areaUnderROCCurve needs targets of 0 and of 1, but those of output ${output} are all ${label}. Evaluate more examples.`,
    );
  }
  // NaN comes last in order.
  if (Number.isNaN(zeros[zeros.length - 1]) || Number.isNaN(ones[ones.length - 1])) return Number.NaN;
  // Whole numbers and halves, so that nothing is rounded before the division.
  let pairs = 0;
  let below = 0;
  let upTo = 0;
  for (const score of ones) {
    while (below < zeros.length && zeros[below] < score) below++;
    while (upTo < zeros.length && zeros[upTo] <= score) upTo++;
    pairs += (below + upTo) / 2;
  }
  return pairs / (zeros.length * ones.length);
}
