import { type Activation, madeOfKernels } from "@nn/core";

/**
 * The rectified linear unit: what is negative becomes 0.
 *
 *     a = max(0, z)
 *     da/dz = 1 if z > 0, else 0
 *
 * At z = 0, where there is no derivative, 0 is taken, as everybody does. NaN stays NaN, so that it can be noticed.
 *
 * Source: V. Nair and G. Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines" (2010).
 *
 * @example
 * const network = new Sequential([new Activate(relu)], { inputShape: [3] });
 * network.predict([-2, 0, 3]); // => [0, 0, 3]
 */
export const relu: Activation = /* @__PURE__ */ madeOfKernels<Activation>({
  name: "relu",
  formula: { value: "max(0, z)" },
  range: { least: 0, most: Infinity },

  forward(kernels, a, z, batch, size) {
    if (kernels.relu?.(a, z, batch * size)) return;
    for (let i = 0; i < batch * size; i++) a[i] = Math.max(0, z[i]!);
  },

  backward(kernels, dz, da, z, _a, batch, size) {
    if (kernels.reluBackward?.(dz, da, z, batch * size)) return;
    for (let i = 0; i < batch * size; i++) dz[i] = z[i]! > 0 ? da[i]! : 0;
  },
});
