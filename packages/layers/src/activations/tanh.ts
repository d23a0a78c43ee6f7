import { type Activation, hyperbolicTangent, madeOfKernels } from "@nn/core";

/**
 * The hyperbolic tangent, from any number to one between −1 and 1.
 *
 *     a = tanh z
 *     da/dz = 1 − a²
 *
 * Source: Y. LeCun, L. Bottou, G. Orr and K.-R. Müller, "Efficient BackProp" (1998), section 4.4, for its use.
 *
 * @example
 * const network = new Sequential([new Activate(tanh)], { inputShape: [1] });
 * network.predict([0.5]); // => [0.46211715726000973]
 */
export const tanh: Activation = /* @__PURE__ */ madeOfKernels<Activation>({
  name: "tanh",
  formula: { value: "tanh(z)", derivative: "1 - a^2" },
  range: { least: -1, most: 1 },

  forward(kernels, a, z, batch, size) {
    if (kernels.tanh?.(a, z, batch * size)) return;
    for (let i = 0; i < batch * size; i++) a[i] = hyperbolicTangent(z[i]!);
  },

  backward(kernels, dz, da, _z, a, batch, size) {
    if (kernels.tanhBackward?.(dz, da, a, batch * size)) return;
    for (let i = 0; i < batch * size; i++) dz[i] = da[i]! * (1 - a[i]! * a[i]!);
  },
});
