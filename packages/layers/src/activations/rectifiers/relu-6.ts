import { type Activation, defineActivation } from "@nn/core/component";

/**
 * The rectified linear unit, with an end at 6: for networks whose numbers are stored with few digits.
 *
 *     a = max(0, min(6, z))
 *     da/dz = 1 if 0 < z < 6, else 0
 *
 * Source: A. Krizhevsky, "Convolutional Deep Belief Networks on CIFAR-10" (2010).
 *
 * @example
 * const network = new Sequential([new Activate(relu6)], { inputShape: [3] });
 * network.predict([-2, 3, 8]); // => [0, 3, 6]
 */
export const relu6: Activation = /* @__PURE__ */ defineActivation({
  kind: "relu6",
  name: "relu6",
  titles: { en: "the ReLU6 function", fr: "la fonction ReLU6" },
  formula: { value: "max(0, min(6, z))", derivative: "step(z) * step(6 - z)" },
  range: { least: 0, most: 6 },
});
