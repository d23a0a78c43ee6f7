import { type Activation, defineActivation } from "@nn/core/component";

/**
 * A smooth form of the rectified linear unit: near 0 for negative z, near z for positive z, and never 0.
 *
 *     a = ln(1 + e^z)
 *     da/dz = 1 / (1 + e^(−z))
 *
 * Safe at any size of z: it is computed as max(z, 0) + ln(1 + e^(−|z|)), in which nothing becomes infinite.
 *
 * Source: C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau and R. Garcia, "Incorporating Second-Order Functional Knowledge for
 * Better Option Pricing" (2000).
 *
 * @example
 * const network = new Sequential([new Activate(softplus)], { inputShape: [2] });
 * network.predict([0, 1000]); // => [0.6931471805599453, 1000]
 */
export const softplus: Activation = /* @__PURE__ */ defineActivation({
  kind: "softplus",
  name: "softplus",
  titles: { en: "the softplus function", fr: "la fonction softplus" },
  formula: { value: "log(1 + exp(z))", derivative: "1 / (1 + exp(-z))" },
  range: { least: 0, most: Infinity },
  forward: ["a = max(z, 0) + log1p(exp(-abs(z)))"],
});
