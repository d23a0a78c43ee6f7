import { type Activation, madeOfKernels } from "@nn/core";

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
export const identity: Activation = /* @__PURE__ */ madeOfKernels<Activation>({
  name: "identity",
  formula: { value: "z" },
  range: { least: -Infinity, most: Infinity },

  forward(kernels, a, z, batch, size) {
    if (kernels.copy?.(a, z, batch * size)) return;
    for (let i = 0; i < batch * size; i++) a[i] = z[i]!;
  },

  backward(kernels, dz, da, _z, _a, batch, size) {
    if (kernels.copy?.(dz, da, batch * size)) return;
    for (let i = 0; i < batch * size; i++) dz[i] = da[i]!;
  },
});
