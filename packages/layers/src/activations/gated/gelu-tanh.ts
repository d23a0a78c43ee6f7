import { type Activation, defineActivation } from "@nn/core/component";

/**
 * The Gaussian error linear unit by a hyperbolic tangent, as GPT-2 has it: within 0.0005 of the exact {@link gelu}, z·Φ(z) with the
 * normal distribution Φ, and cheaper.
 *
 *     a = z·(1 + tanh u)/2 = z·σ(2u), with u = √(2/π)·(z + 0.044715·z³)
 *     da/dz = σ(2u) + z·σ(2u)·σ(−2u)·√(8/π)·(1 + 0.134145·z²)
 *
 * Its least value is −0.17, at z = −0.7525. Safe at any size of z.
 *
 * Source: D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units (GELUs)" (2016), section 2.
 *
 * @example
 * const network = new Sequential([new Activate(geluTanh)], { inputShape: [3] });
 * network.predict([-1, 0, 1]); // => [-0.1588, 0, 0.8412]
 */
export const geluTanh: Activation = /* @__PURE__ */ defineActivation({
  kind: "geluTanh",
  name: "geluTanh",
  titles: { en: "the GELU function (its tanh form)", fr: "la fonction GELU (forme en tanh)" },
  formula: {
    value: "z / (1 + exp(-1.5957691216057308 * (z + 0.044715 * z^3)))",
    derivative:
      "sigmoid(1.5957691216057308 * (z + 0.044715 * z^3)) * (1 + z * sigmoid(-1.5957691216057308 * (z + 0.044715 * z^3)) * 1.5957691216057308 * (1 + 0.134145 * z^2))",
  },
  range: { least: -0.1701, most: Infinity },
  backward: [
    // Beyond, one of the two sigmoids is 0, and its product with z² no number where that overflows.
    "x = min(max(z, -40), 40)",
    "v = 1.5957691216057308 * (x + 0.044715 * x^3)",
    "dz = da * (sigmoid(v) * (1 + x * sigmoid(-v) * 1.5957691216057308 * (1 + 0.134145 * x^2)))",
  ],
});
