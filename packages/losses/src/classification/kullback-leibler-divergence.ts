import { defineLoss, type Loss } from "@nn/core/component";
import {
  CLIPPED,
  checkDistributions,
  checkPredictions,
  distributionsFor,
  endIn,
  NO_DISTRIBUTION,
  P_OUTSIDE,
} from "../probabilities.js";

/**
 * How much is lost, in nats, where predicted probabilities of classes stand for the true ones: the cross-entropy without the targets'
 * own entropy, so that it is 0 where both are equal. The sum over the classes, the mean over the examples.
 *
 *     L = 1/n · Σ t·ln(t / p)         n examples, prediction p, target t (each row sums to 1)
 *     ∂L/∂p = −t / p / n
 *
 * Its gradient is that of {@link categoricalCrossEntropy}, and so is its value for one-hot targets. Of outputs [steps, classes] each step
 * is a row of its own, and an example has the mean of its steps. p is moved into [1e-12, 1 − 1e-12] in both formulas, and a class whose
 * target is 0 counts 0.
 *
 * Source: S. Kullback and R. Leibler, "On Information and Sufficiency" (1951).
 *
 * @throws DataError for predictions outside [0, 1], targets that don't sum to 1, and fewer than two classes.
 *
 * @example
 * lossOf(kullbackLeiblerDivergence, { targets: [[0.5, 0.5]], predictions: [[0.25, 0.75]] }); // => 0.1438
 */
export const kullbackLeiblerDivergence: Loss = /* @__PURE__ */ defineLoss({
  kind: "kullbackLeiblerDivergence",
  name: "kullbackLeiblerDivergence",
  titles: { en: "the Kullback–Leibler divergence", fr: "la divergence de Kullback-Leibler" },
  predictions: /* @__PURE__ */ distributionsFor("categoricalCrossEntropy", "binaryCrossEntropy"),
  formula: {
    value: "sum(t * log(max(t, 1e-12) / p))",
    derivative: "-t / p",
    clip: [1e-12, 1 - 1e-12],
    lastAxis: true,
  },
  value: [CLIPPED, "value = sum(t == 0 ? 0 : t * log(t / q))"],
  gradient: [CLIPPED, "gradient = -t / q / batch"],
  refuses: [P_OUTSIDE, ...NO_DISTRIBUTION],
  refuse: (frame) => {
    checkPredictions("kullbackLeiblerDivergence", endIn("softmax", "categoricalCrossEntropy"), frame);
    checkDistributions("kullbackLeiblerDivergence", "binaryCrossEntropy", frame);
  },
});
