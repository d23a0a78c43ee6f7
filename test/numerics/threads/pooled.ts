import { Sequential } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import type { DType } from "@nn/core/component";
import { BatchNormalization, Dense, Dropout, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { categoricalCrossEntropy } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { hashOf } from "../../reproducibility/trainings.mjs";

const [INPUTS, UNITS, CLASSES, BATCH, BATCHES] = [301, 257, 10, 61, 3];

/** Data that is the same everywhere, of sizes that divide evenly into nothing. */
export const data = {
  inputs: Float64Array.from({ length: BATCHES * BATCH * INPUTS }, (_, i) => ((i * 7919) % 1000) / 500 - 1),
  targets: Float64Array.from({ length: BATCHES * BATCH * CLASSES }, (_, i) =>
    Math.floor(i / CLASSES) % CLASSES === i % CLASSES ? 1 : 0,
  ),
};

/** A network that is large enough for a pool to divide its steps, chance and statistics of batches included. */
export function build(backend: Backend, dtype: DType): Sequential {
  const layers = [
    new Dense(INPUTS, UNITS, { activation: relu }),
    new Dropout(0.2),
    new Dense(UNITS, UNITS, { activation: tanh }),
    new BatchNormalization(),
    new Dense(UNITS, UNITS, { activation: sigmoid }),
    new Dense(UNITS, CLASSES, { activation: softmax }),
  ];
  return new Sequential(layers, { backend, dtype, seed: "pool" });
}

export const optimizers = {
  SGD: () => new SGD({ learningRate: 0.01 }),
  momentum: () => new SGD({ learningRate: 0.01, momentum: 0.9 }),
  Adam: () => new Adam(),
};

export const settings = { loss: categoricalCrossEntropy, batchSize: BATCH };

/** A hash of the parameters after two epochs, and of what the network then predicts. */
export async function train(
  backend: Backend,
  dtype: DType,
  optimizer: keyof typeof optimizers = "Adam",
): Promise<string> {
  const network = build(backend, dtype);
  await network.fit(data, { ...settings, optimizer: optimizers[optimizer](), epochs: 2 });
  return hashOf(
    new Uint8Array(Float64Array.from([...network.parameters.block, ...network.predict(data.inputs)]).buffer),
  );
}
