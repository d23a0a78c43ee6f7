import { type Activation, exp, madeOfKernels } from "@nn/core";

/**
 * Turns each example's row of numbers into probabilities that sum to 1.
 *
 *     aᵢ = e^(zᵢ) / Σⱼ e^(zⱼ)
 *     ∂aᵢ/∂zⱼ = aᵢ·(δᵢⱼ − aⱼ), so dzᵢ = aᵢ·(daᵢ − Σⱼ aⱼ·daⱼ)
 *
 * The row's largest number is subtracted from all of them first: that changes no quotient, and nothing can overflow.
 *
 * Source: J. Bridle, "Probabilistic Interpretation of Feedforward Classification Network Outputs" (1990).
 *
 * @example
 * const network = new Sequential([new Activate(softmax)], { inputShape: [2] });
 * network.predict([1000, 1000]); // => [0.5, 0.5]
 */
export const softmax: Activation = /* @__PURE__ */ madeOfKernels<Activation>({
  name: "softmax",
  formula: { value: "exp(z) / sum(exp(z))", derivative: "a * (1 - a)", crossDerivative: "-a * b" },
  range: { least: 0, most: 1, sum: 1 },

  forward(kernels, a, z, batch, size) {
    if (kernels.softmax?.(a, z, batch, size)) return;
    for (let row = 0; row < batch * size; row += size) {
      let largest = z[row]!;
      for (let i = row + 1; i < row + size; i++) largest = Math.max(largest, z[i]!);
      let sum = 0;
      for (let i = row; i < row + size; i++) {
        a[i] = exp(z[i]! - largest);
        sum += a[i]!;
      }
      for (let i = row; i < row + size; i++) a[i]! /= sum;
    }
  },

  backward(kernels, dz, da, _z, a, batch, size) {
    if (kernels.softmaxBackward?.(dz, da, a, batch, size)) return;
    for (let row = 0; row < batch * size; row += size) {
      let weighted = 0;
      for (let i = row; i < row + size; i++) weighted += a[i]! * da[i]!;
      for (let i = row; i < row + size; i++) dz[i] = a[i]! * (da[i]! - weighted);
    }
  },
});
