import { defineLoss, type Loss } from "@nn/core/component";

/**
 * The mean over the examples and their outputs of |p − t|, in the unit of the targets: a few targets that are far off weigh
 * less than in a squared error. As a loss, and as a metric beside another one.
 *
 *     L = 1/(n·m) · Σ |p − t|             n examples with m outputs each, prediction p, target t
 *     ∂L/∂p = sign(p − t) / (n·m)         0 where p = t
 *
 * @example
 * const network = new Sequential([new Activate(identity)], { inputShape: [1] });
 * const data = { inputs: [1, 2], targets: [1.5, 1] };
 * network.evaluate(data, { loss: meanSquaredError, metrics: { error: meanAbsoluteError } }); // => { loss: 0.625, error: 0.75 }
 */
export const meanAbsoluteError: Loss = /* @__PURE__ */ defineLoss({
  kind: "meanAbsoluteError",
  name: "meanAbsoluteError",
  titles: { en: "the mean absolute error (MAE)", fr: "l’erreur absolue moyenne (MAE)" },
  formula: { value: "mean(abs(p - t))", derivative: "sign(p - t) / size" },
  gradient: ["gradient = sign(p - t) / (batch * size)"],
});
