import { type Activation, defineActivation } from "@nn/core/component";

/**
 * The hyperbolic tangent, from any number to one between −1 and 1.
 *
 *     a = tanh z
 *     da/dz = 1 − a²
 *
 * Source: Y. LeCun, L. Bottou, G. Orr and K.-R. Müller, "Efficient BackProp" (1998), section 4.4, for its use.
 *
 * @example
 * const network = new Sequential([new Activate(tanh)], { inputShape: [1] });
 * network.predict([0.5]); // => [0.46211715726000973]
 */
export const tanh: Activation = /* @__PURE__ */ defineActivation({
  kind: "tanh",
  name: "tanh",
  titles: { en: "the hyperbolic tangent", fr: "la tangente hyperbolique" },
  formula: { value: "tanh(z)", derivative: "1 - a^2" },
  range: { least: -1, most: 1 },
});
