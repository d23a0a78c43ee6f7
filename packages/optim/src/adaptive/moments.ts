import type { LearningRate } from "@nn/core/component";
import { POSITIVE, RATE, SHARE, type Usual } from "../settings.js";

/** The settings of optimizers that keep means of gradients and of their squares. */
export interface MomentsOptions {
  /** η: a number, or a function of the step. */
  readonly learningRate?: LearningRate;
  /** β₁, how slowly the mean of the gradients forgets; 0.9 unless given. */
  readonly beta1?: number;
  /** β₂, how slowly the mean of their squares forgets; 0.999 unless given. */
  readonly beta2?: number;
  /** ε, which keeps the quotient finite; 1e-8 unless given. */
  readonly epsilon?: number;
}

/**
 * What those settings are unless they are given.
 *
 * @param rate - The learning rate.
 */
export function usualMoments(rate: number, epsilon = 1e-8): Readonly<Record<keyof MomentsOptions, Usual>> {
  return { learningRate: [rate, RATE], beta1: [0.9, SHARE], beta2: [0.999, SHARE], epsilon: [epsilon, POSITIVE] };
}
