import { DivergenceError, Sequential } from "@nn/core";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect } from "vitest";

/** y = 2·(3·x) + 1 in two layers. */
export function line() {
  const network = new Sequential([
    new Dense(1, 1, { activation: identity, useBias: false }),
    new Dense(1, 1, { activation: identity }),
  ]);
  network.setParameters({ "0.weight": [3], "1.weight": [2], "1.bias": [1] });
  return network;
}

export const data = { inputs: [1, 2, 3, 4, 5], targets: [2, 4, 6, 8, 10] };
/** Two batches an epoch take 5 examples in threes; update 6 is the second batch of epoch 2. */
export const settings = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 1e-4 }), epochs: 5, batchSize: 3 };

/** The divergence that a training ends in. */
export async function divergence(training: Promise<unknown>): Promise<DivergenceError> {
  const error = await training.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DivergenceError);
  return error as DivergenceError;
}
