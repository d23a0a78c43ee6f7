// The components that the page knows. In its file alone they take the place of @nn's lists of all kinds, see build.mjs: a network of
// another kind isn't shown.
import type { Activation, Initializer, Loss, Optimizer, Registrable } from "@nn/core/component";
import {
  Conv2D,
  Dense,
  Flatten,
  glorotUniform,
  identity,
  MaxPooling2D,
  Normal,
  ones,
  Reshape,
  relu,
  sigmoid,
  softplus,
  tanh,
  zeros,
} from "@nn/layers";
import { binaryCrossEntropy, binaryCrossEntropyFromLogits, logCosh, meanSquaredError } from "@nn/losses";
import {
  Adadelta,
  Adagrad,
  Adam,
  Adamax,
  AdamW,
  AMSGrad,
  LAMB,
  LBFGS,
  Lion,
  NAdam,
  RAdam,
  RMSprop,
  Rprop,
  SGD,
} from "@nn/optim";
import type { OptimizerKind } from "./state/rules.js";
import type { ActivationName, LossName, Start } from "./state/state.js";

export const activations: Readonly<Record<ActivationName, Activation>> = { sigmoid, tanh, relu, softplus, identity };
export const losses: Readonly<Record<LossName, Loss>> = {
  meanSquaredError,
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  logCosh,
};
export const starts: Readonly<Record<Start, readonly [weights: Initializer, biases: Initializer]>> = {
  ones: [ones, zeros],
  zeros: [zeros, zeros],
  normal: [new Normal(), new Normal()],
  glorot: [glorotUniform, zeros],
};
// What a rule's options are is checked where they are made.
type Made = Registrable & (new (options: never) => Optimizer);
export const optimizers: Readonly<Record<OptimizerKind, Made>> = {
  Adadelta,
  Adagrad,
  Adam,
  Adamax,
  AdamW,
  AMSGrad,
  LAMB,
  LBFGS,
  Lion,
  NAdam,
  RAdam,
  RMSprop,
  Rprop,
  SGD,
};

export const layerKinds: readonly Registrable[] = [
  ...[Dense, Reshape, Conv2D, MaxPooling2D, Flatten, ...Object.values(activations)],
  ...[ones, zeros, Normal, glorotUniform],
];
export const lossKinds: readonly Registrable[] = Object.values(losses);
export const optimizerKinds: readonly Registrable[] = Object.values(optimizers);
export const pipelineKinds: readonly Registrable[] = [];
