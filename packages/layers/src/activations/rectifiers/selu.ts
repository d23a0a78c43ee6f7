import { type Activation, defineActivation } from "@nn/core/component";

/**
 * The scaled exponential linear unit: numbers with mean 0 and variance 1 keep about that from layer to layer, if the weights
 * are drawn with variance 1/inputs.
 *
 *     a = λ·z if z > 0, else λ·α·(e^z − 1)         λ = 1.0507009873554805, α = 1.6732632423543772
 *     da/dz = λ if z > 0, else λ·α·e^z
 *
 * e^z − 1 is computed as 2·t / (1 − t) with t = tanh(z/2), which has all digits near 0.
 *
 * Source: G. Klambauer, T. Unterthiner, A. Mayr and S. Hochreiter, "Self-Normalizing Neural Networks" (2017).
 *
 * @example
 * const network = new Sequential([new Activate(selu)], { inputShape: [3] });
 * network.predict([-1000, 0, 1]); // => [-1.7581, 0, 1.0507]
 */
export const selu: Activation = /* @__PURE__ */ defineActivation({
  kind: "selu",
  name: "selu",
  titles: { en: "the SELU function", fr: "la fonction SELU" },
  formula: {
    value: "1.0507009873554805 * (max(0, z) + 1.6732632423543772 * (exp(min(0, z)) - 1))",
    derivative: "1.0507009873554805 * (step(z) + 1.6732632423543772 * (1 - step(z)) * exp(min(0, z)))",
  },
  range: { least: -1.7580993408473768, most: Infinity },
  forward: ["t = tanh(min(z, 0) / 2)", "a = 1.0507009873554805 * (max(z, 0) + 1.6732632423543772 * (2 * t / (1 - t)))"],
});
