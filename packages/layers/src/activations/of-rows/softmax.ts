import { type Activation, defineActivation } from "@nn/core/component";

/**
 * Turns each example's row of numbers into probabilities that sum to 1.
 *
 *     aᵢ = e^(zᵢ) / Σⱼ e^(zⱼ)
 *     ∂aᵢ/∂zⱼ = aᵢ·(δᵢⱼ − aⱼ), so dzᵢ = aᵢ·(daᵢ − Σⱼ aⱼ·daⱼ)
 *
 * The row's largest number is subtracted from all of them first: that changes no quotient, and nothing can overflow.
 *
 * Source: J. Bridle, "Probabilistic Interpretation of Feedforward Classification Network Outputs" (1990).
 *
 * @example
 * const network = new Sequential([new Activate(softmax)], { inputShape: [2] });
 * network.predict([1000, 1000]); // => [0.5, 0.5]
 */
export const softmax: Activation = /* @__PURE__ */ defineActivation({
  kind: "softmax",
  name: "softmax",
  titles: { en: "the softmax function", fr: "la fonction softmax" },
  formula: { value: "exp(z) / sum(exp(z))", derivative: "a * (1 - a)", crossDerivative: "-a * b" },
  range: { least: 0, most: 1, sum: 1 },
  forward: ["a = exp(z - max(z))", "a = a / sum(a)"],
  backward: ["dz = a * (da - sum(a * da))"],
});
