import { type Dataset, datasetFor, Sequential, type Trainer } from "@nn/core";
import type { Activation, Layer, Loss, Optimizer } from "@nn/core/component";
import { type Scaler, shift, standardize } from "@nn/data";
import { Conv2D, Dense, Flatten, MaxPooling2D, Reshape } from "@nn/layers";
import { activations, starts as firstValues, losses, optimizers } from "../kinds.js";
import { IMAGE, inputsOf, PIXELS } from "../state/models.js";
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
  const { filters, sizes, seed } = model;
  const [weightInitializer, biasInitializer] = firstValues[model.start];
  const starts = { weightInitializer, biasInitializer };
  const dense = model.activations.map((choice, i) => {
    const inputs = i === 0 ? inputsOf(model) : sizes[i]!;
    return new Dense<number, number>(inputs, sizes[i + 1]!, { activation: activationFor(choice), ...starts });
  });
  const { side, filter, window } = IMAGE;
  const before =
    filters === undefined
      ? []
      : [
          new Reshape([side, side, 1]),
          new Conv2D(1, filters, { kernelSize: filter, activation: activations.relu, ...starts }),
          new MaxPooling2D(window),
          new Flatten(),
        ];
  // Images lie in rows of numbers, too.
  const layers = [...before, ...dense] as readonly Layer[] as RowsNetwork["layers"];
  const network: RowsNetwork = new Sequential(layers, { seed, ...(filters !== undefined && { inputShape: [PIXELS] }) });
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
    scaler,
  };
}
