import { defineLoss, type Loss } from "@nn/core/component";

/**
 * The mean over the examples and their outputs of the squared differences, without a factor ½.
 *
 *     L = 1/(n·m) · Σ (p − t)²            n examples with m outputs each, prediction p, target t
 *     ∂L/∂p = 2·(p − t) / (n·m)
 *
 * In the squared unit of the targets. This is the lab's definition (section 0.3), and that of NumPy's `mean`; some
 * textbooks put ½ in front, to cancel the 2.
 *
 * @example
 * const alwaysZero = new Sequential([new Dense(1, 1, { activation: relu, weightInitializer: zeros })]);
 * const people = { inputs: [1, 2, 3, 4], targets: [1, 0, 0, 1] };
 * alwaysZero.evaluate(people, { loss: meanSquaredError }); // => { loss: 0.5 }
 */
export const meanSquaredError: Loss = /* @__PURE__ */ defineLoss({
  kind: "meanSquaredError",
  name: "meanSquaredError",
  titles: { en: "the mean squared error (MSE)", fr: "l’erreur quadratique moyenne (MSE)" },
  formula: { value: "mean((t - p)^2)", derivative: "-2 * (t - p) / size" },
  gradient: ["gradient = 2 / (batch * size) * (p - t)"],
});
