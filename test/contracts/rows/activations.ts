import type { Activation } from "@nn/core/component";
import {
  celu,
  elu,
  exponential,
  gelu,
  geluTanh,
  hardSigmoid,
  hardSwish,
  hardTanh,
  identity,
  leakyRelu,
  logSigmoid,
  logSoftmax,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  sparsemax,
  tanh,
  temperedSoftmax,
  thresholdedRelu,
} from "@nn/layers";

/** An activation, with its settings where it has some, by the export it belongs to, and what its outputs are. */
export const activations: readonly {
  component: string;
  activation: Activation;
  range: "any" | "probability" | "distribution";
  /** Whether each number depends on its whole row. */
  isOfRows?: true;
  /** Whether its formula is of its own output, so that an explanation tells its numbers alone. */
  isImplicit?: true;
  /** At which a hundred units that give it learn without overflow, where 0.1 is too large. */
  learningRate?: number;
}[] = [
  { component: "celu", activation: celu({ alpha: 2 }), range: "any" },
  { component: "elu", activation: elu({ alpha: 1.5 }), range: "any" },
  { component: "exponential", activation: exponential, range: "any", learningRate: 0.001 },
  { component: "gelu", activation: gelu, range: "any" },
  { component: "geluTanh", activation: geluTanh, range: "any" },
  { component: "hardSigmoid", activation: hardSigmoid, range: "probability" },
  { component: "hardSwish", activation: hardSwish, range: "any" },
  { component: "hardTanh", activation: hardTanh, range: "any" },
  { component: "identity", activation: identity, range: "any" },
  { component: "leakyRelu", activation: leakyRelu({ slope: 0.1 }), range: "any" },
  { component: "logSigmoid", activation: logSigmoid, range: "any" },
  { component: "logSoftmax", activation: logSoftmax, range: "any", isOfRows: true, learningRate: 0.001 },
  { component: "mish", activation: mish, range: "any" },
  { component: "relu", activation: relu, range: "any" },
  { component: "relu6", activation: relu6, range: "any" },
  { component: "selu", activation: selu, range: "any" },
  { component: "sigmoid", activation: sigmoid, range: "probability" },
  { component: "silu", activation: silu, range: "any" },
  { component: "softmax", activation: softmax, range: "distribution", isOfRows: true },
  { component: "softplus", activation: softplus, range: "any" },
  { component: "softsign", activation: softsign, range: "any" },
  { component: "sparsemax", activation: sparsemax, range: "distribution", isOfRows: true, isImplicit: true },
  { component: "tanh", activation: tanh, range: "any" },
  {
    component: "temperedSoftmax",
    activation: temperedSoftmax({ temperature: 2 }),
    range: "distribution",
    isOfRows: true,
  },
  { component: "thresholdedRelu", activation: thresholdedRelu({ threshold: 0.5 }), range: "any" },
];
