import { type Activation, defineActivation } from "@nn/core/component";

/**
 * {@link silu} with {@link hardSigmoid} in the place of the sigmoid: 0 up to −3, z itself from 3 on, and a parabola between.
 *
 *     a = z·max(0, min(1, z/6 + ½))
 *     da/dz = 0 if z ≤ −3, z/3 + ½ if −3 < z < 3, 1 if z ≥ 3
 *
 * Its least value is −0.375, at z = −1.5.
 *
 * Source: A. Howard et al., "Searching for MobileNetV3" (2019), section 5.2.
 *
 * @example
 * const network = new Sequential([new Activate(hardSwish)], { inputShape: [4] });
 * network.predict([-4, -1.5, 0, 4]); // => [0, -0.375, 0, 4]
 */
export const hardSwish: Activation = /* @__PURE__ */ defineActivation({
  kind: "hardSwish",
  name: "hardSwish",
  titles: { en: "the hard swish function", fr: "la fonction swish à sigmoïde affine par morceaux" },
  formula: {
    value: "z * max(0, min(1, z / 6 + 0.5))",
    derivative: "step(3 - abs(z)) * (z / 3 + 0.5) + 1 - step(3 - z)",
  },
  range: { least: -0.375, most: Infinity },
});
