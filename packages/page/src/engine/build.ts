import { type Dataset, datasetFor, Sequential, type Trainer } from "@nn/core";
import type { Activation, Loss, Optimizer } from "@nn/core/component";
import { type Scaler, shift, standardize } from "@nn/data";
import { Dense } from "@nn/layers";
import { activations, losses, optimizers, starts } from "../kinds.js";
import { LAB_SHIFT } from "../state/presets.js";
import { kindOf, optionsFor } from "../state/rules.js";
import type { DataState, ModelState, OptimizerState, Preparation } from "../state/state.js";
import { activationOf, lossOf } from "./formulas.js";
import { orderOf, type RowOrder } from "./order.js";

const SCALERS: Readonly<Record<Preparation, (rows: number[][]) => Scaler>> = {
  lab: (rows) => shift(rows[0]!.map((_, column) => LAB_SHIFT[column] ?? 0)),
  none: (rows) => shift(rows[0]!.map(() => 0)),
  mean: (rows) => shift(standardize(rows).offset),
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
  readonly dataset: Dataset;
  readonly order: RowOrder;
  /** How many rows an update learns from. */
  readonly batchSize: number;
  /** The rows as the network takes them. */
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly number[];
  /** Those to be predicted. */
  readonly asked: readonly (readonly number[])[];
  readonly scaler: Scaler;
}

export function activationFor(choice: ModelState["activations"][number]): Activation {
  return typeof choice === "string" ? activations[choice] : activationOf(choice.formula);
}

export function optimizerFor(chosen: OptimizerState): Optimizer {
  return new optimizers[kindOf(chosen.rule)](optionsFor(chosen) as never);
}

/** The network, its trainer and its data. */
export function build(data: DataState, model: ModelState): Training {
  const { sizes, seed } = model;
  const [weightInitializer, biasInitializer] = starts[model.start];
  const layers = model.activations.map((choice, i) => {
    const options = { activation: activationFor(choice), weightInitializer, biasInitializer };
    return new Dense<number, number>(sizes[i]!, sizes[i + 1]!, options);
  });
  const network: RowsNetwork = new Sequential(layers, { seed });
  const loss = typeof model.loss === "string" ? losses[model.loss] : lossOf(model.loss.formula);
  const optimizer = optimizerFor(model.optimizer);
  const rows = data.rows.map(({ features }) => [...features]);
  const scaler = SCALERS[data.prepare](rows);
  const inputs = scaler.transform(rows);
  const targets = data.rows.map(({ target }) => target);
  const batchSize = Math.min(model.batch, rows.length);
  return {
    network,
    // Any loss may be tried on any outputs: what comes of it is what is to be seen.
    trainer: network.trainer({ loss, optimizer, batchSize, allowMismatch: true }),
    loss,
    optimizer,
    batchSize,
    dataset: datasetFor(network, { inputs, targets }, loss),
    order: orderOf(rows.length, batchSize, model.order === "shuffled" ? seed : null),
    inputs,
    targets,
    asked: data.asked.length === 0 ? [] : scaler.transform(data.asked.map(({ features }) => [...features])),
    scaler,
  };
}
