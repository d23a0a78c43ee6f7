import { checkLearningRate, checkOptions, finiteNumber, type LearningRate } from "@nn/core/component";

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
 * The settings with what isn't given.
 *
 * @param rate - The usual learning rate.
 * @param others - The names of further settings.
 * @param small - The usual epsilon.
 * @throws OptionError for a negative learning rate, betas outside [0, 1), and an epsilon that is not above 0.
 */
export function checkMoments(
  kind: string,
  options: MomentsOptions,
  rate: number,
  others: readonly string[] = [],
  small = 1e-8,
): Required<MomentsOptions> {
  checkOptions(kind, options, ["learningRate", "beta1", "beta2", "epsilon", ...others]);
  const { learningRate = rate, beta1 = 0.9, beta2 = 0.999, epsilon = small } = options;
  return {
    learningRate: checkLearningRate(`${kind}: learningRate`, learningRate),
    beta1: finiteNumber(`${kind}: beta1`, beta1, { atLeast: 0, below: 1 }),
    beta2: finiteNumber(`${kind}: beta2`, beta2, { atLeast: 0, below: 1 }),
    epsilon: finiteNumber(`${kind}: epsilon`, epsilon, { above: 0 }),
  };
}
