import type { DatasetMetric } from "@nn/core/component";
import { areaOver, countOf, totalOf } from "./scored.js";

/**
 * The area under the curve of precision by recall, as a sum of steps, from 0 to 1; also known as average precision. Where few examples are
 * of class 1, it says more than {@link areaUnderROCCurve}: answers that tell nothing have the share of class 1, and not ½. Of several
 * outputs, it is the mean of their areas.
 *
 *     A = Σₖ (Rₖ − Rₖ₋₁)·Pₖ          over the outputs' values from the largest, Pₖ and Rₖ of all examples that have at least that
 *
 * Only the order of the outputs counts, so that probabilities and logits give the same. With an output or a target of NaN, it is NaN.
 *
 * Source: scikit-learn's `average_precision_score`; C. Manning, P. Raghavan and H. Schütze, *Introduction to Information Retrieval*
 * (2008), section 8.4.
 *
 * @throws DataError for targets that aren't 0 or 1, and where those of an output are all the same.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const options = { loss: binaryCrossEntropy, metrics: { area: areaUnderPrecisionRecallCurve } };
 * network.evaluate({ inputs: [0.1, 0.4, 0.35, 0.8], targets: [0, 0, 1, 1] }, options).area; // => 0.8333
 */
export const areaUnderPrecisionRecallCurve: DatasetMetric = /* @__PURE__ */ areaOver(
  "areaUnderPrecisionRecallCurve",
  (zeros, ones) => {
    let area = 0;
    let [right, wrong] = [0, 0];
    for (let one = ones.scores.length - 1, zero = zeros.scores.length - 1; one >= 0; ) {
      const score = ones.scores[one];
      let more = 0;
      for (; ones.scores[one] === score; one--) more += countOf(ones, one);
      for (; zeros.scores[zero] >= score; zero--) wrong += countOf(zeros, zero);
      right += more;
      area += (more * right) / (right + wrong);
    }
    return area / totalOf(ones);
  },
);
