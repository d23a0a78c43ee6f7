import { existsSync } from "node:fs";
import { Sequential } from "@nn/core";
import { Checkpoint, load } from "@nn/formats/node";
import { AlphaDropout, BatchNormalization, Dense, Dropout, GaussianNoise, PReLU, selu } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";

const random = (i) => ((i * 7919) % 1000) / 500 - 1;
const inputs = Array.from({ length: 24 }, (_, i) => [random(3 * i), random(3 * i + 1), random(3 * i + 2)]);

export const data = { inputs, targets: inputs.map(([a, b, c]) => a * b - c) };

export const options = {
  loss: meanSquaredError,
  optimizer: new Adam({ learningRate: 0.01 }),
  epochs: 20,
  batchSize: 5,
  onWarning: () => {},
};

/** A network with layers that draw random numbers, and one that remembers. */
export function networkOf() {
  const layers = [
    new GaussianNoise(0.1),
    new Dense(3, 8, { activation: selu }),
    new AlphaDropout(0.1),
    new BatchNormalization(),
    new Dropout(0.2),
    new Dense(8, 8),
    new PReLU(),
    new Dense(8, 1),
  ];
  return new Sequential(layers, { seed: "long" });
}

/** Goes on with what is in the file, or begins, and says each report. */
export async function train(path) {
  const left = existsSync(path) ? await load(path) : { network: networkOf() };
  const callbacks = [new Checkpoint({ path }), { name: "told", reported: ({ epoch }) => console.log(epoch) }];
  await left.network.fit(data, { ...options, callbacks, ...(left.fit && { from: left.fit }) });
}
