import { type Activation, defineActivation } from "@nn/core/component";

/**
 * The sigmoid in three straight pieces, from 0 at z = −3 to 1 at z = 3: it costs no exponential.
 *
 *     a = max(0, min(1, z/6 + ½))
 *     da/dz = 1/6 if |z| < 3, else 0
 *
 * This is the definition of PyTorch and of Keras 3. ONNX has slope and height as attributes, and earlier versions of Keras had 0.2·z + ½.
 *
 * Source: A. Howard et al., "Searching for MobileNetV3" (2019), section 5.2.
 *
 * @example
 * const network = new Sequential([new Activate(hardSigmoid)], { inputShape: [4] });
 * network.predict([-4, -1.5, 0, 4]); // => [0, 0.25, 0.5, 1]
 */
export const hardSigmoid: Activation = /* @__PURE__ */ defineActivation({
  kind: "hardSigmoid",
  name: "hardSigmoid",
  titles: { en: "the hard sigmoid function", fr: "la sigmoïde affine par morceaux" },
  formula: { value: "max(0, min(1, z / 6 + 0.5))", derivative: "step(3 - abs(z)) / 6" },
  range: { least: 0, most: 1 },
});
