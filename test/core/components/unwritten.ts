import { Sequential } from "@nn/core";
import type { Activation, Layer, Loss, Optimizer } from "@nn/core/component";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect } from "vitest";

export const data = {
  inputs: [
    [1, 2],
    [3, 4],
    [5, 6],
  ],
  targets: [[1], [0], [2]],
};

export const sgd = new SGD({ learningRate: 0.1 });

export function network(activation: Activation = identity, between: readonly Layer[] = []): Sequential {
  return new Sequential([new Dense(2, 3), ...between, new Dense<number, 1>(3, 1, { activation })], { seed: 1 });
}

/** A step of a training, whose network must be as it was where the step is refused. */
export function step(built: Sequential, loss: Loss = meanSquaredError, optimizer: Optimizer = sgd): void {
  const before = built.getParameters();
  const trainer = built.trainer({ loss, optimizer, batchSize: 3 });
  try {
    trainer.step(data.inputs, data.targets);
  } finally {
    if (trainer.stepCount === 0) expect(built.getParameters()).toEqual(before);
  }
}

export const returning = (value: unknown) => (() => value) as () => void;
