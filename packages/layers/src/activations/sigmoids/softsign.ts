import { type Activation, defineActivation } from "@nn/core/component";

/**
 * From any number to one between −1 and 1, which it nears more slowly than tanh does.
 *
 *     a = z / (1 + |z|)
 *     da/dz = 1 / (1 + |z|)²
 *
 * Source: X. Glorot and Y. Bengio, "Understanding the Difficulty of Training Deep Feedforward Neural Networks" (2010).
 *
 * @example
 * const network = new Sequential([new Activate(softsign)], { inputShape: [3] });
 * network.predict([-3, 0, 1]); // => [-0.75, 0, 0.5]
 */
export const softsign: Activation = /* @__PURE__ */ defineActivation({
  kind: "softsign",
  name: "softsign",
  titles: { en: "the softsign function", fr: "la fonction softsign" },
  formula: { value: "z / (1 + abs(z))", derivative: "1 / (1 + abs(z))^2" },
  range: { least: -1, most: 1 },
});
