import { type Activation, defineActivation } from "@nn/core/component";

/**
 * A smooth rectified linear unit that is a little below 0 for negative z, like {@link silu}.
 *
 *     a = z·tanh(s), with s = ln(1 + e^z)
 *     da/dz = tanh(s) + z·σ(z)·(1 − tanh² s)
 *
 * Its least value is −0.3088, at z = −1.1924. Safe at any size of z: s is computed as max(z, 0) + ln(1 + e^(−|z|)).
 *
 * Source: D. Misra, "Mish: A Self Regularized Non-Monotonic Activation Function" (2020).
 *
 * @example
 * const network = new Sequential([new Activate(mish)], { inputShape: [3] });
 * network.predict([-1, 0, 1]); // => [-0.3034, 0, 0.8651]
 */
export const mish: Activation = /* @__PURE__ */ defineActivation({
  kind: "mish",
  name: "mish",
  titles: { en: "the Mish function", fr: "la fonction Mish" },
  formula: {
    value: "z * tanh(log(1 + exp(z)))",
    derivative: "tanh(log(1 + exp(z))) + z * sigmoid(z) * (1 - tanh(log(1 + exp(z)))^2)",
  },
  range: { least: -0.3089, most: Infinity },
  forward: ["a = z * tanh(max(z, 0) + log1p(exp(-abs(z))))"],
  backward: ["t = tanh(max(z, 0) + log1p(exp(-abs(z))))", "dz = da * (t + z * sigmoid(z) * (1 - t^2))"],
});
