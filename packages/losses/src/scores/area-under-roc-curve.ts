import type { DatasetMetric } from "@nn/core/component";
import { areaOver, countOf, type Scored, totalOf } from "./scored.js";

/**
 * The area under the receiver operating characteristic: how likely it is that an example of class 1 has a larger output
 * than one of class 0, from 0 to 1; equal outputs count half. Only the order of the outputs counts, so that probabilities
 * and logits give the same. Of several outputs, it is the mean of their areas.
 *
 *     A = (the sum of the ranks of class 1 − n₁·(n₁ + 1)/2) / (n₀·n₁)       equal outputs share the mean of their ranks
 *
 * This is the area by the trapezoidal rule, to the last digit. With an output or a target of NaN, it is NaN.
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
export const areaUnderROCCurve: DatasetMetric = /* @__PURE__ */ areaOver(
  "areaUnderROCCurve",
  (zeros, ones) => pairsInOrder(zeros, ones) / (totalOf(zeros) * totalOf(ones)),
);

/** How many pairs of a 0 and a 1 are in order; those of one score are half in order. */
function pairsInOrder(zeros: Scored, ones: Scored): number {
  // Without weights whole numbers and halves, so that nothing is rounded before the division.
  let pairs = 0;
  let [below, upTo] = [0, 0];
  let [countBelow, countUpTo] = [0, 0];
  for (let i = 0; i < ones.scores.length; i++) {
    const score = ones.scores[i];
    for (; zeros.scores[below] < score; below++) countBelow += countOf(zeros, below);
    for (; zeros.scores[upTo] <= score; upTo++) countUpTo += countOf(zeros, upTo);
    pairs += countOf(ones, i) * ((countBelow + countUpTo) / 2);
  }
  return pairs;
}
