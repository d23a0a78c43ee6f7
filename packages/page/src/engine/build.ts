import { Sequential, type Trainer } from "@nn/core";
import type { Activation, Initializer, Loss, Optimizer } from "@nn/core/component";
import { type Scaler, shift, standardize } from "@nn/data";
import { Dense, glorotUniform, identity, Normal, ones, relu, sigmoid, tanh, zeros } from "@nn/layers";
import { binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import type { ActivationName, DataState, LossName, ModelState, Preparation, Rule, Start } from "../state/state.js";

const ACTIVATIONS: Readonly<Record<ActivationName, Activation>> = { sigmoid, tanh, relu, identity };
const LOSSES: Readonly<Record<LossName, Loss>> = { meanSquaredError, binaryCrossEntropy };
const OPTIMIZERS: Readonly<Record<Rule, (learningRate: number) => Optimizer>> = {
  sgd: (learningRate) => new SGD({ learningRate }),
  momentum: (learningRate) => new SGD({ learningRate, momentum: 0.9 }),
  adam: (learningRate) => new Adam({ learningRate }),
};
const STARTS: Readonly<Record<Start, readonly [weights: Initializer, biases: Initializer]>> = {
  ones: [ones, zeros],
  zeros: [zeros, zeros],
  normal: [new Normal(), new Normal()],
  glorot: [glorotUniform, zeros],
};
const SCALERS: Readonly<Record<Preparation, (rows: number[][]) => Scaler>> = {
  /** Pounds above 135, inches above 66. */
  lab: () => shift([135, 66]),
  none: (rows) => shift(rows[0]!.map(() => 0)),
  standardize,
};

/** Takes rows of numbers, and gives rows of numbers. */
type RowsNetwork = Sequential<readonly Dense<number, number>[]>;

/** A training that a state describes, before its first step. */
export interface Training {
  readonly network: RowsNetwork;
  readonly trainer: Trainer;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** The rows as the network takes them. */
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly number[];
  /** Those to be predicted. */
  readonly asked: readonly (readonly number[])[];
}

/** The network, its trainer and its data. */
export function build(data: DataState, model: ModelState): Training {
  const { sizes, activations, seed } = model;
  const [weightInitializer, biasInitializer] = STARTS[model.start];
  const layers = activations.map((name, i) => {
    const options = { activation: ACTIVATIONS[name], weightInitializer, biasInitializer };
    return new Dense<number, number>(sizes[i]!, sizes[i + 1]!, options);
  });
  const network: RowsNetwork = new Sequential(layers, { seed });
  const loss = LOSSES[model.loss];
  const optimizer = OPTIMIZERS[model.rule](model.learningRate);
  const rows = data.rows.map(({ features }) => [...features]);
  const scaler = SCALERS[data.prepare](rows);
  return {
    network,
    // Any loss may be tried on any outputs: what comes of it is what is to be seen.
    trainer: network.trainer({ loss, optimizer, batchSize: 1, allowMismatch: true }),
    loss,
    optimizer,
    inputs: scaler.transform(rows),
    targets: data.rows.map(({ target }) => target),
    asked: scaler.transform(data.asked.map(({ features }) => [...features])),
  };
}
