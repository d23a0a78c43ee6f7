import {
  Computation,
  type KernelsOnly,
  type LearningRate,
  methodsOf,
  numbersOf,
  type Optimizer,
  Parts,
  type UpdateFrame,
} from "@nn/core/component";
import { checkSettings, NOT_NEGATIVE } from "../settings.js";
import { rated } from "../shown.js";
import { type MomentsOptions, usualMoments } from "./moments.js";

/** The settings of {@link LAMB}. */
export interface LAMBOptions extends MomentsOptions {
  /** η: a number, or a function of the step; 0.001 unless given. */
  readonly learningRate?: LearningRate;
  /** ε, which keeps the quotient finite; 1e-6 unless given. */
  readonly epsilon?: number;
  /** λ, how much of a weight is a part of its step; 0 unless given. Biases and scales have none. */
  readonly decay?: number;
}

/**
 * LAMB: Adam for large batches. The step of each parameter, a whole matrix or all biases of a layer, is η times as long as the
 * parameter itself, as vectors; of one that is 0, or has no step, it is Adam's.
 *
 *     m ← β₁·m + (1 − β₁)·g          v ← β₂·v + (1 − β₂)·g²
 *     u = m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε) + λ·w          r = ‖w‖ / ‖u‖
 *     w ← w − η·r·u
 *
 * Keras' `Lamb` has an ε of 1e-7; PyTorch has no LAMB.
 *
 * Source: Y. You et al., "Large Batch Optimization for Deep Learning: Training BERT in 76 minutes" (2020), algorithm 2.
 *
 * @throws OptionError for options that don't exist, a negative learning rate or decay, betas outside [0, 1), and an epsilon
 *   that is not above 0.
 *
 * @example
 * new LAMB({ learningRate: 0.01 }).name; // => "LAMB(learningRate 0.01)"
 */
export class LAMB implements Optimizer<"m" | "v", never, never> {
  readonly name: string;
  readonly slots = ["m", "v"] as const;
  readonly numbers = ["learningRate", "beta1", "beta2", "epsilon", "decay"] as const;
  /** η, how long a step is, where the parameter has a length of 1. */
  readonly learningRate: LearningRate;
  /** β₁: m is a mean over about the last 1 / (1 − β₁) gradients. */
  readonly beta1: number;
  /** β₂: v is a mean over about the last 1 / (1 − β₂) squares of gradients. */
  readonly beta2: number;
  /** ε, added to the root of v̂. */
  readonly epsilon: number;
  /** λ, how much of a weight is a part of its step. */
  readonly decay: number;

  constructor(options: LAMBOptions = {}) {
    const usual = { ...usualMoments(0.001, 1e-6), decay: [0, NOT_NEGATIVE] } as const;
    const { learningRate, beta1, beta2, epsilon, decay } = checkSettings("LAMB", options, usual);
    this.learningRate = learningRate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.decay = decay;
    this.name = rated("LAMB", learningRate);
  }

  get kind(): string {
    return "LAMB";
  }

  settings(): Required<LAMBOptions> {
    const { learningRate, beta1, beta2, epsilon, decay } = this;
    return { learningRate, beta1, beta2, epsilon, decay };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  parts(): Parts<never> {
    return new Parts({});
  }

  update(frame: UpdateFrame<"m" | "v", never, never>): void {
    const { kernels, parameters } = frame;
    for (const { value, gradient, slots, role, size } of parameters) {
      const decay = role === "weight" ? " + lambda * w" : "";
      computations[decay] ??= computation(decay);
      kernels.compute(computations[decay], numbersOf(this, frame), 1, size, value, gradient, slots.m, slots.v);
    }
  }
}

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(LAMB, ["update"]);

/** By what is added to the step, each made when first needed: reading their texts would take time of every import. */
const computations: Partial<Record<string, Computation>> = {};

function computation(decay: string): Computation {
  return new Computation({
    name: "LAMB",
    arrays: ["w", "g", "m", "v"],
    scalars: ["eta", "beta1", "beta2", "epsilon", "lambda", "t"],
    lines: [
      "m = beta1 * m + (1 - beta1) * g",
      "v = beta2 * v + (1 - beta2) * g^2",
      `u = m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)${decay}`,
      "length = sqrt(sum(w^2))",
      "step_length = sqrt(sum(u^2 + 0 * v))",
      // What isn't finite makes the parameter so, too: the trainer is to see that, and not a step of 0.
      "r = (length == 0 or step_length == 0 ? 1 : length / step_length) + 0 * step_length",
      "w = w - eta * r * u",
    ],
  });
}
