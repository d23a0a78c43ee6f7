import { type Activation, defineActivation } from "@nn/core/component";

/**
 * The logarithm of the sigmoid: of probabilities that would be rounded to 0, it still has all digits.
 *
 *     a = ln σ(z) = −ln(1 + e^(−z))
 *     da/dz = 1 / (1 + e^z)
 *
 * Safe at any size of z: it is computed as min(z, 0) − ln(1 + e^(−|z|)), in which nothing becomes infinite.
 *
 * @example
 * const network = new Sequential([new Activate(logSigmoid)], { inputShape: [2] });
 * network.predict([0, -1000]); // => [-0.6931471805599453, -1000]
 */
export const logSigmoid: Activation = /* @__PURE__ */ defineActivation({
  kind: "logSigmoid",
  name: "logSigmoid",
  titles: { en: "the logarithm of the sigmoid function", fr: "le logarithme de la fonction sigmoïde" },
  formula: { value: "-log(1 + exp(-z))", derivative: "1 / (1 + exp(z))" },
  range: { least: -Infinity, most: 0 },
  forward: ["a = min(z, 0) - log1p(exp(-abs(z)))"],
});
