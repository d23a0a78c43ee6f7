// What takes the place of @nn's lists of all kinds in the page's file alone, see build.mjs: a network of another kind isn't shown.
import type { Registrable } from "@nn/core/component";
import { Dense, glorotUniform, identity, Normal, ones, relu, sigmoid, softplus, tanh, zeros } from "@nn/layers";
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

export const layerKinds: readonly Registrable[] = [
  ...[Dense, sigmoid, tanh, relu, softplus, identity],
  ...[ones, zeros, Normal, glorotUniform],
];
export const lossKinds: readonly Registrable[] = [
  meanSquaredError,
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  logCosh,
];
export const optimizerKinds: readonly Registrable[] = [
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
];
export const pipelineKinds: readonly Registrable[] = [];
