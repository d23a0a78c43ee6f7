import { defaultBackend, Sequential, type Trainer } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { expect, test } from "vitest";

const inputs = [
  [0.5, -1],
  [1, 0.25],
  [-1, 2],
];
const targets = [0, 1, 0.5];
const STEPS = 64;

/** Trains with a learning rate that follows the loss of its own step, and notes each loss that it saw. */
function train(backend: Backend, optimizerWith: (rate: () => number) => SGD | Adam): unknown {
  const network = new Sequential([new Dense(2, 3), new Dense(3, 1)], { backend, seed: 4 });
  const seen: number[] = [];
  let trainer: Trainer | undefined;
  const optimizer = optimizerWith(() => {
    seen.push(trainer!.loss);
    return 0.1 + trainer!.loss;
  });
  trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 2 });
  const rows = Uint32Array.from({ length: 2 * STEPS }, (_, i) => i % 3);
  for (let from = 0; from < rows.length; from += 32) {
    trainer.stepRows({ size: 3, inputShape: [2], targetShape: [1], read }, rows, from, from + 32, 2);
  }
  expect(new Set(seen).size).toBe(STEPS);
  return { seen, parameters: network.getParameters() };
}

/** Rows in memory, as a data set of one's own has them. */
function read(
  into: Float32Array | Float64Array,
  wanted: Float32Array | Float64Array,
  rows: Uint32Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    into.set(inputs[rows[i]!]!, 2 * (i - from));
    wanted[i - from] = targets[rows[i]!]!;
  }
}

test.each([
  ["SGD", (learningRate: () => number) => new SGD({ learningRate, momentum: 0.5 })],
  ["Adam", (learningRate: () => number) => new Adam({ learningRate })],
] as const)(
  "a learning rate of %s that follows the loss sees that of each step, on every backend",
  (_, optimizerWith) => {
    expect(train(defaultBackend(), optimizerWith)).toEqual(train(reference, optimizerWith));
  },
);
