import type { Initializer, Loss, Optimizer } from "@nn/core/component";
import { minMax, type Rows, type Scaler, shift, standardize } from "@nn/data";
import { glorotUniform, Normal, ones, zeros } from "@nn/layers";
import { binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";

// The words of the command line, and what they stand for.
export type LossWord = "meanSquaredError" | "binaryCrossEntropy";
export type Rule = "sgd" | "momentum" | "adam";
export type ScalerWord = "shift" | "standardize" | "minMax";
export type Start = "ones" | "zeros" | "normal" | "glorot";

export const LOSSES: Readonly<Record<LossWord, Loss>> = { meanSquaredError, binaryCrossEntropy };

export const OPTIMIZERS: Readonly<Record<Rule, (learningRate: number) => Optimizer>> = {
  sgd: (learningRate: number) => new SGD({ learningRate }),
  momentum: (learningRate: number) => new SGD({ learningRate, momentum: 0.9 }),
  adam: (learningRate: number) => new Adam({ learningRate }),
};

export const SCALERS: Readonly<Record<ScalerWord, (rows: Rows) => Scaler>> = {
  /** The lab's: pounds above 135, inches above 66. */
  shift: () => shift([135, 66]),
  standardize,
  minMax,
};

/** The first weights, and the first biases. */
export const STARTS: Readonly<Record<Start, readonly [weights: Initializer, biases: Initializer]>> = {
  /** The lab's section 0.4. */
  ones: [ones, zeros],
  zeros: [zeros, zeros],
  /** The lab's section 0.5. */
  normal: [new Normal(), new Normal()],
  glorot: [glorotUniform, zeros],
};

/** What a network can be handed on as. */
export const EXPORTS = ["onnx", "safetensors", "module", "pytorch"] as const;

export const FORMATS = ["text", "markdown", "latex", "html", "json"] as const;

/** What there is to find on a sheet. */
export const LEVELS = ["numbers", "factors", "path", "error"] as const;
