import { type Activation, defineActivation } from "@nn/core/component";

/**
 * The rectified linear unit: what is negative becomes 0.
 *
 *     a = max(0, z)
 *     da/dz = 1 if z > 0, else 0
 *
 * At z = 0, where there is no derivative, 0 is taken, as is usual. NaN stays NaN, so that it can be noticed.
 *
 * Source: V. Nair and G. Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines" (2010).
 *
 * @example
 * const network = new Sequential([new Activate(relu)], { inputShape: [3] });
 * network.predict([-2, 0, 3]); // => [0, 0, 3]
 */
export const relu: Activation = /* @__PURE__ */ defineActivation({
  kind: "relu",
  name: "relu",
  titles: { en: "the ReLU function", fr: "la fonction ReLU" },
  formula: { value: "max(0, z)", derivative: "step(z)" },
  range: { least: 0, most: Infinity },
});
