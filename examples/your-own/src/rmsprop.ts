import type { Optimizer, UpdateFrame, UpdateRule } from "@nn/core/component";

/**
 * An optimizer of one's own: each step is divided by the gradient's recent size.
 *
 *     s ← ρ·s + (1 − ρ)·g²,   w ← w − η·g / (√s + ε)
 *
 * Source: G. Hinton, *Neural Networks for Machine Learning* (2012), lecture 6e.
 */
export class RMSProp implements Optimizer<"square"> {
  readonly name = "RMSProp";
  readonly slots = ["square"] as const;
  /** What `update` does, for explanations. */
  readonly rule: UpdateRule = {
    lines: ["s = 0.9 * s + 0.1 * g^2", "w = w - eta * g / (sqrt(s) + 1e-8)"],
    letters: { eta: "learningRate", s: "square" },
  };

  readonly learningRate: number;

  constructor(learningRate: number) {
    this.learningRate = learningRate;
  }

  update({ value, gradient, slots: { square } }: UpdateFrame<"square">): void {
    for (let i = 0; i < value.length; i++) {
      square[i] = 0.9 * square[i] + 0.1 * gradient[i] ** 2;
      value[i] -= (this.learningRate * gradient[i]) / (Math.sqrt(square[i]) + 1e-8);
    }
  }
}
