import { type Activation, defineActivation } from "@nn/core/component";

/**
 * The exponential function: for outputs that are positive and grow by factors, such as the mean of a count under {@link poisson}.
 *
 *     a = e^min(z, 88)
 *     da/dz = a where z < 88, else 0
 *
 * Without the bound, which is 1.7e38, it would be infinite in float32 where z is above 88.72. It is the same in float64, which would need
 * none up to 709: a network gives the same in both. Keras has no bound. {@link softplus} is positive as well, and grows like z.
 *
 * Source: J. Nelder and R. Wedderburn, "Generalized Linear Models" (1972), whose link of a count is the logarithm.
 *
 * @example
 * const network = new Sequential([new Activate(exponential)], { inputShape: [3] });
 * network.predict([-1, 0, 1]); // => [0.3679, 1, 2.7183]
 */
export const exponential: Activation = /* @__PURE__ */ defineActivation({
  kind: "exponential",
  name: "exponential",
  titles: { en: "the exponential function", fr: "la fonction exponentielle" },
  formula: { value: "exp(min(z, 88))", derivative: "a * step(88 - z)" },
  range: { least: 0, most: Infinity },
});
