import { type Activation, defineActivation } from "@nn/core/component";

/**
 * No activation: the weighted sum itself, for the output of a regression or the logits of a classifier.
 *
 *     a = z
 *     da/dz = 1
 *
 * @example
 * const line = new Sequential([new Dense(1, 1, { activation: identity })]);
 * line.setParameters({ "0.weight": [2], "0.bias": [1] });
 * line.predict([3]); // => [7]
 */
export const identity: Activation = /* @__PURE__ */ defineActivation({
  kind: "identity",
  name: "identity",
  titles: { en: "the identity", fr: "la fonction identité" },
  formula: { value: "z", derivative: "1" },
  range: { least: -Infinity, most: Infinity },
});
