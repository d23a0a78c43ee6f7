import { type Activation, defineActivation, erfFormula } from "@nn/core/component";

/**
 * The Gaussian error linear unit: z times the probability that a number drawn from the standard normal distribution lies
 * below z.
 *
 *     a = z·Φ(z), with Φ(z) = (1 + erf(z/√2))/2
 *     da/dz = Φ(z) + z·φ(z), with φ(z) = e^(−z²/2)/√(2π)
 *
 * The exact form, as `gelu` of Keras and `nn.GELU` of PyTorch are unless told otherwise. What they call `approximate=True` and
 * `approximate="tanh"` is {@link geluTanh}. Its least value is −0.17, at z = −0.7518. Safe at any size of z; below −5, where it
 * is smaller than 10⁻⁵, its error is one of 10⁻¹⁶·|z|, as theirs.
 *
 * Source: D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units (GELUs)" (2016).
 *
 * @example
 * const network = new Sequential([new Activate(gelu)], { inputShape: [3] });
 * network.predict([-1, 0, 1]); // => [-0.1587, 0, 0.8413]
 */
export const gelu: Activation = /* @__PURE__ */ defineActivation({
  kind: "gelu",
  name: "gelu",
  titles: { en: "the GELU function", fr: "la fonction GELU" },
  formula: {
    value: "z * (1 + erf(z / sqrt(2))) / 2",
    derivative: "(1 + erf(z / sqrt(2))) / 2 + z * exp(-z^2 / 2) / sqrt(2 * pi)",
  },
  functions: { erf: erfFormula },
  range: { least: -0.17, most: Infinity },
  forward: ["a = z * (0.5 + 0.5 * erf(z * 0.7071067811865476))"],
  backward: [
    // Beyond, the exponential is 0, and its product with z no number where its square overflows.
    "x = min(max(z, -40), 40)",
    "dz = da * (0.5 + 0.5 * erf(x * 0.7071067811865476) + x * exp(-0.5 * x^2) * 0.3989422804014327)",
  ],
});
