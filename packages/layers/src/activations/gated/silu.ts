import { type Activation, defineActivation } from "@nn/core/component";

/**
 * The sigmoid linear unit, also called swish: a smooth rectified linear unit that is a little below 0 for small negative z.
 *
 *     a = z·σ(z) = z / (1 + e^(−z))
 *     da/dz = σ(z)·(1 + z·σ(−z))
 *
 * Its least value is −0.2785, at z = −1.2785. Safe at any size of z: where e^(−z) is infinite, a is 0.
 *
 * Source: S. Elfwing, E. Uchibe and K. Doya, "Sigmoid-Weighted Linear Units for Neural Network Function Approximation in
 * Reinforcement Learning" (2018).
 *
 * @example
 * const network = new Sequential([new Activate(silu)], { inputShape: [3] });
 * network.predict([-1, 0, 1]); // => [-0.2689, 0, 0.7311]
 */
export const silu: Activation = /* @__PURE__ */ defineActivation({
  kind: "silu",
  name: "silu",
  titles: { en: "the SiLU function (swish)", fr: "la fonction SiLU (swish)" },
  formula: { value: "z / (1 + exp(-z))", derivative: "sigmoid(z) * (1 + z * sigmoid(-z))" },
  range: { least: -0.2785, most: Infinity },
});
