import { type FitOptions, Sequential, type Warning } from "@nn/core";
import { Dense, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";

export const sgd = new SGD({ learningRate: 0.1 });
export const toOne = (hidden: number, activation = sigmoid, output = sigmoid) => [
  new Dense(2, hidden, { activation }),
  new Dense(hidden, 1, { activation: output }),
];

/** What a training warns of. */
export async function warningsOf(
  layers: Dense[] | Sequential,
  data: { inputs: number[][]; targets: number[][] },
  options: Partial<FitOptions> = {},
  seed: string | number = 1,
): Promise<readonly Warning[]> {
  const network = layers instanceof Sequential ? layers : new Sequential(layers, { seed });
  const settings = {
    loss: meanSquaredError,
    optimizer: sgd,
    epochs: 20,
    batchSize: 1,
    onWarning: () => {},
    ...options,
  };
  return (await network.fit(data, settings)).warnings;
}
export const kinds = (warnings: readonly Warning[]) => warnings.map(({ kind }) => kind);
export const seeds = Array.from({ length: 20 }, (_, seed) => seed);
