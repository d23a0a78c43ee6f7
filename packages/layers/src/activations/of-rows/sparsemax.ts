import { type Activation, defineActivation } from "@nn/core/component";

/**
 * Turns each example's row of numbers into probabilities that sum to 1, of which those of small numbers are 0: what a row is
 * nearest to among all probabilities. {@link softmax} gives each class something.
 *
 *     aᵢ = max(0, zᵢ − τ), with the τ for which Σⱼ aⱼ = 1
 *     ∂aᵢ/∂zⱼ = δᵢⱼ − 1/k where aᵢ and aⱼ are two of the k numbers above 0, else 0
 *     so dzᵢ = daᵢ − (mean of daⱼ over those above 0) where aᵢ > 0, else 0
 *
 * τ is found by Newton's method from max z − 1 on, where all numbers above τ are added up: τ ← τ + (Σ (zⱼ − τ) − 1) / (how many). Each
 * round takes away what has fallen below, and none changes τ any more once the right ones are left, mostly after three to six. The
 * sum's distance from 1, times how many numbers are above τ, falls to a quarter at least each time: 40 rounds are enough for rows
 * of thousands of numbers. The row's largest number is subtracted first, so that nothing can overflow.
 *
 * As a classifier's last activation it goes with `meanSquaredError`: a cross-entropy takes the logarithm of a 0.
 *
 * Source: A. Martins and R. Astudillo, "From Softmax to Sparsemax: A Sparse Model of Attention and Multi-Label Classification"
 * (2016); the rounds are those of C. Michelot, "A Finite Algorithm for Finding the Projection of a Point onto the Canonical Simplex
 * of ℝⁿ" (1986).
 *
 * @example
 * const network = new Sequential([new Activate(sparsemax)], { inputShape: [3] });
 * network.predict([1, 0.5, -1]); // => [0.75, 0.25, 0]
 */
export const sparsemax: Activation = /* @__PURE__ */ defineActivation({
  kind: "sparsemax",
  name: "sparsemax",
  titles: { en: "the sparsemax function", fr: "la fonction sparsemax" },
  formula: {
    // τ, said by which outputs are above 0.
    value: "max(0, z - (sum(step(a) * z) - 1) / sum(step(a)))",
    derivative: "step(a) * (1 - 1 / sum(step(a)))",
    crossDerivative: "-step(a) * step(b) / sum(step(a))",
  },
  range: { least: 0, most: 1, sum: 1 },
  forward: /* @__PURE__ */ rounds(40),
  backward: ["dz = a > 0 ? da - sum(a > 0 ? da : 0) / sum(a > 0 ? 1 : 0) : 0"],
});

function rounds(count: number): string[] {
  const round = "tau = tau + (sum(below > tau ? below - tau : 0) - 1) / sum(below > tau ? 1 : 0)";
  return [
    "below = z - max(z)",
    "tau = -1",
    ...Array.from({ length: count }, () => round),
    "a = below <= tau ? 0 : below - tau",
  ];
}
