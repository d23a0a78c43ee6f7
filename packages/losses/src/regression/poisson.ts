import { defineLoss, type Loss } from "@nn/core/component";
import { POSITIVE } from "../probabilities.js";
import { refuseWrong } from "../wrong-numbers.js";

/**
 * How surprised a Poisson distribution with the mean p is by a count t, without what no prediction changes, ln t!: for numbers of
 * events, such as calls in an hour. The mean over the examples and their outputs.
 *
 *     L = 1/(n·m) · Σ p − t·ln p         n examples with m outputs each, prediction p, target t
 *     ∂L/∂p = (1 − t / p) / (n·m)
 *
 * p is moved to at least 1e-12 in both formulas. PyTorch's `PoissonNLLLoss` takes ln p unless told otherwise.
 *
 * Source: A. Cameron and P. Trivedi, *Regression Analysis of Count Data* (2013), section 2.2.
 *
 * @throws DataError for negative predictions or targets.
 *
 * @example
 * lossOf(poisson, { targets: [0, 1], predictions: [2, 1] }); // => 1.5
 */
export const poisson: Loss = /* @__PURE__ */ defineLoss({
  kind: "poisson",
  name: "poisson",
  titles: { en: "the Poisson loss", fr: "la perte de Poisson" },
  predictions: POSITIVE,
  formula: { value: "mean(p - t * log(p))", derivative: "(1 - t / p) / size", clip: [1e-12, Infinity] },
  value: ["q = max(p, 1e-12)", "value = mean(q - t * log(q))"],
  gradient: ["gradient = (1 - t / max(p, 1e-12)) / (batch * size)"],
  refuses: ["p < 0", "t < 0"],
  refuse: (frame) => {
    const takes = "poisson is about numbers of at least 0";
    refuseWrong(frame, "target", isNegative, takes, "For others there is meanSquaredError.");
    refuseWrong(frame, "prediction", isNegative, takes, POSITIVE.remedy);
  },
});

function isNegative(value: number): boolean {
  return value < 0;
}
