import { type Activation, defineActivation } from "@nn/core/component";

/**
 * The logistic function, from any number to one between 0 and 1.
 *
 *     a = 1 / (1 + e^(−z))
 *     da/dz = a·(1 − a)
 *
 * Safe at any size of z: e^(−z) may become infinite, and a is then 0.
 *
 * Source: the lab, section 0.1; I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning* (2016), section 3.10.
 *
 * @example
 * const neuron = new Sequential([new Dense(2, 1, { activation: sigmoid })]);
 * neuron.setParameters({ "0.weight": [0, 1], "0.bias": [4] });
 * neuron.predict([2, 3]); // => [0.9990889488055994]
 */
export const sigmoid: Activation = /* @__PURE__ */ defineActivation({
  kind: "sigmoid",
  name: "sigmoid",
  titles: { en: "the sigmoid function", fr: "la fonction sigmoïde" },
  formula: { value: "1 / (1 + exp(-z))", derivative: "a * (1 - a)" },
  range: { least: 0, most: 1 },
});
