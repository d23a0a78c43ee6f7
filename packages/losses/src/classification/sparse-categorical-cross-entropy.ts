import { defineLoss, type Loss } from "@nn/core/component";
import {
  CLIPPED,
  checkClassNumbers,
  checkPredictions,
  distributionsFor,
  endIn,
  logitsFor,
  NO_CLASS,
  P_OUTSIDE,
} from "../probabilities.js";

/**
 * The same as {@link categoricalCrossEntropy}, to the bit, with the number of the right class as target, from 0 on, in
 * place of a row with 1 at its place.
 *
 *     L = −1/n · Σ ln pₜ             n examples, prediction p, class t
 *     ∂L/∂pᵢ = −1 / pᵢ / n if i = t, else 0
 *
 * Of outputs [steps, classes], as of a sequence, targets are [steps]: a class number for each step, and an example has the mean
 * of its steps.
 *
 * p is moved into [1e-12, 1 − 1e-12] in both formulas. {@link sparseCategoricalCrossEntropyFromLogits} needs no such bound
 * and is the better choice for training. A {@link LabelEncoder}'s `encode` makes class numbers from labels.
 *
 * @throws DataError for predictions outside [0, 1], targets that aren't class numbers, and fewer than two classes.
 *
 * @example
 * const network = new Sequential([new Dense(1, 4, { activation: softmax, weightInitializer: zeros })]);
 * network.evaluate({ inputs: [1, 2], targets: [3, 0] }, { loss: sparseCategoricalCrossEntropy }); // => { loss: 1.3862943611198906 }
 */
export const sparseCategoricalCrossEntropy: Loss = /* @__PURE__ */ defineLoss({
  kind: "sparseCategoricalCrossEntropy",
  name: "sparseCategoricalCrossEntropy",
  titles: {
    en: "the categorical cross-entropy of class numbers",
    fr: "l’entropie croisée catégorielle, à partir de numéros de classe",
  },
  predictions: /* @__PURE__ */ distributionsFor("sparseCategoricalCrossEntropy", "binaryCrossEntropy"),
  formula: { value: "-sum(t * log(p))", clip: [1e-12, 1 - 1e-12], oneHot: true, lastAxis: true },
  value: ["chosen = sum(index == t ? p : 0)", "value = -log(min(max(chosen, 1e-12), 1 - 1e-12))"],
  gradient: [CLIPPED, "gradient = index == t ? -1 / q / batch : 0"],
  refuses: [P_OUTSIDE, ...NO_CLASS],
  refuse: (frame) => {
    checkPredictions("sparseCategoricalCrossEntropy", endIn("softmax", "sparseCategoricalCrossEntropy"), frame);
    checkClassNumbers("sparseCategoricalCrossEntropy", "binaryCrossEntropy", frame);
  },
});

/**
 * The same as {@link categoricalCrossEntropyFromLogits}, to the bit, with class numbers as targets: exact however large the
 * weighted sums z are. The network's last activation is then `identity`.
 *
 *     L = 1/n · Σ over examples of ln Σⱼ e^(zⱼ) − zₜ
 *     ∂L/∂z = (softmax(z) − [i = t]) / n
 *
 * Of outputs [steps, classes], as of a sequence, targets are [steps]: a class number for each step, and an example has the mean
 * of its steps.
 *
 * @throws DataError for targets that aren't class numbers, and fewer than two classes.
 *
 * @example
 * const network = new Sequential([new Dense(1, 4, { activation: identity, weightInitializer: zeros })]);
 * const data = { inputs: [1, 2], targets: [3, 0] };
 * network.evaluate(data, { loss: sparseCategoricalCrossEntropyFromLogits }); // => { loss: 1.3862943611198906 }
 */
export const sparseCategoricalCrossEntropyFromLogits: Loss = /* @__PURE__ */ defineLoss({
  kind: "sparseCategoricalCrossEntropyFromLogits",
  name: "sparseCategoricalCrossEntropyFromLogits",
  titles: {
    en: "the categorical cross-entropy of class numbers, from logits",
    fr: "l’entropie croisée catégorielle de numéros de classe, calculée à partir des logits",
  },
  predictions: /* @__PURE__ */ logitsFor("sparseCategoricalCrossEntropy"),
  formula: { value: "log(sum(exp(p))) - sum(t * p)", oneHot: true, lastAxis: true },
  value: [
    "below = p - max(p)",
    // Without the 1 of the largest itself, so that the digits of what is far below it aren't lost.
    "smaller = sum(below < 0 ? exp(below) : 0)",
    "others = sum(below < 0 ? 0 : 1) - 1",
    "chosen = sum(index == t ? below : 0)",
    "value = log1p(smaller + others) - chosen",
  ],
  gradient: [
    "below = p - max(p)",
    "e = exp(below)",
    // Beside the 1 of the largest: −(the sum of the others' p) has all digits where p − 1 has none left.
    "beside = sum(below < 0 ? e : 0) + (sum(below < 0 ? 0 : 1) - 1)",
    "others = below < 0 ? 1 + beside - e : beside",
    "gradient = (index == t ? -others : e) / (1 + beside) / batch",
  ],
  refuses: NO_CLASS,
  refuse: (frame) =>
    checkClassNumbers("sparseCategoricalCrossEntropyFromLogits", "binaryCrossEntropyFromLogits", frame),
});
