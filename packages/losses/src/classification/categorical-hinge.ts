import { defineLoss, type Loss } from "@nn/core/component";
import { checkDistributions, NO_DISTRIBUTION } from "../probabilities.js";

/**
 * How far the score of the right class is from being by 1 above the best of the others: 0 from there on. The mean over the examples.
 *
 *     L = 1/n · Σ over examples of max(0, 1 + maxⱼ (1 − tⱼ)·pⱼ − Σⱼ tⱼ·pⱼ)         prediction p, target t (one-hot)
 *     ∂L/∂p = where the loss is above 0, −1/n for the right class, and 1/n for the best of the others if that is above 0; else 0
 *
 * As in Keras, where the right class counts as a 0 among the others: they aren't pushed below 0. PyTorch's `MultiMarginLoss` adds up
 * the shortfalls against all others, and divides by the number of classes. Of others that are equally good each has its share of
 * the gradient. Of outputs [steps, classes] each step is a row of its own, and an example has the mean of its steps.
 *
 * Source: K. Crammer and Y. Singer, "On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines" (2001).
 *
 * @throws DataError for targets that don't sum to 1, and fewer than two classes.
 *
 * @example
 * lossOf(categoricalHinge, { targets: [[1, 0, 0], [0, 1, 0]], predictions: [[2, 0.5, -1], [1, 0, 3]] }); // => 2
 */
export const categoricalHinge: Loss = /* @__PURE__ */ defineLoss({
  kind: "categoricalHinge",
  name: "categoricalHinge",
  titles: { en: "the categorical hinge loss", fr: "la perte charnière catégorielle" },
  predictions: {
    what: "scores of classes, each by itself and of both signs",
    range: { least: -Infinity, most: Infinity },
    reaches: { least: -1, most: 1 },
    remedy: "End the network in identity or tanh, or use categoricalCrossEntropy on the probabilities of a softmax.",
  },
  formula: { value: "max(0, 1 + max((1 - t) * p) - sum(t * p))", lastAxis: true },
  gradient: [
    "others = (1 - t) * p",
    "best = max(others)",
    "chosen = others == best ? 1 : 0",
    "gradient = step(1 + best - sum(t * p)) * (chosen / sum(chosen) * (1 - t) - t) / batch",
  ],
  refuses: NO_DISTRIBUTION,
  refuse: (frame) => checkDistributions("categoricalHinge", "hinge", frame),
});
