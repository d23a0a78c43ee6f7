import { type Activation, defineActivation } from "@nn/core/component";

/**
 * What is beyond −1 and 1 is moved there: the hyperbolic tangent in three straight pieces.
 *
 *     a = max(−1, min(1, z))
 *     da/dz = 1 if |z| < 1, else 0
 *
 * Source: R. Collobert, *Large Scale Machine Learning* (2004).
 *
 * @example
 * const network = new Sequential([new Activate(hardTanh)], { inputShape: [3] });
 * network.predict([-2, 0.5, 2]); // => [-1, 0.5, 1]
 */
export const hardTanh: Activation = /* @__PURE__ */ defineActivation({
  kind: "hardTanh",
  name: "hardTanh",
  titles: { en: "the hard hyperbolic tangent", fr: "la tangente hyperbolique affine par morceaux" },
  formula: { value: "max(-1, min(1, z))", derivative: "step(1 - abs(z))" },
  range: { least: -1, most: 1 },
});
