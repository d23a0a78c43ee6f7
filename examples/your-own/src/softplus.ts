import { type Activation, exp, log1p } from "@nn/core/component";

/**
 * An activation of one's own: a relu without the corner.
 *
 *     a = ln(1 + e^z)          written max(z, 0) + ln(1 + e^(−|z|)), which can't overflow
 *     da/dz = 1 / (1 + e^(−z))
 */
export const softplus: Activation = {
  name: "softplus",

  forward(_kernels, a, z, batch, size) {
    for (let i = 0; i < batch * size; i++) a[i] = Math.max(z[i], 0) + log1p(exp(-Math.abs(z[i])));
  },

  backward(_kernels, dz, da, z, _a, batch, size) {
    for (let i = 0; i < batch * size; i++) dz[i] = da[i] / (1 + exp(-z[i]));
  },
};
