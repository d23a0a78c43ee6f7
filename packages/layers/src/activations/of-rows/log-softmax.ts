import { type Activation, defineActivation } from "@nn/core/component";

/**
 * The logarithms of the probabilities that {@link softmax} makes of each example's row, with all digits also where those would
 * be rounded to 0.
 *
 *     aᵢ = ln(e^(zᵢ) / Σⱼ e^(zⱼ)) = zᵢ − ln Σⱼ e^(zⱼ)
 *     ∂aᵢ/∂zⱼ = δᵢⱼ − e^(aⱼ), so dzᵢ = daᵢ − e^(aᵢ)·Σⱼ daⱼ
 *
 * The row's largest number is subtracted from all of them first, so that nothing can overflow.
 *
 * @example
 * const network = new Sequential([new Activate(logSoftmax)], { inputShape: [2] });
 * network.predict([0, 1000]); // => [-1000, 0]
 */
export const logSoftmax: Activation = /* @__PURE__ */ defineActivation({
  kind: "logSoftmax",
  name: "logSoftmax",
  titles: { en: "the logarithm of the softmax function", fr: "le logarithme de la fonction softmax" },
  formula: { value: "z - log(sum(exp(z)))", derivative: "1 - exp(a)", crossDerivative: "-exp(b)" },
  range: { least: -Infinity, most: 0 },
  forward: [
    "below = z - max(z)",
    // Beside the 1 of the largest, so that the digits of what is far below it aren't lost.
    "beside = sum(below < 0 ? exp(below) : 0) + (sum(below < 0 ? 0 : 1) - 1)",
    "a = below - log1p(beside)",
  ],
  backward: ["dz = da - exp(a) * sum(da)"],
});
