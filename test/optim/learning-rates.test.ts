import { Sequential } from "@nn/core";
import type { LearningRate } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { steps } from "./rules/optimizer-steps.js";

describe("a learning rate that is a function", () => {
  test.each([
    ["SGD", (learningRate: LearningRate) => new SGD({ learningRate })],
    ["Adam", (learningRate: LearningRate) => new Adam({ learningRate })],
  ])("of %s is asked at step 1, 2, 3, …, once an update, through all epochs", async (_, optimizerWith) => {
    const asked: number[] = [];
    const optimizer = optimizerWith((step) => {
      asked.push(step);
      return 0.1;
    });
    const data = { inputs: [1, 2, 3], targets: [0, 1, 0] };
    const settings = { loss: meanSquaredError, optimizer, epochs: 3, batchSize: 2 };
    await new Sequential([new Dense(1, 2), new Dense(2, 1)]).fit(data, settings);
    expect(asked).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

test("one optimizer may serve two trainings at a time: it remembers nothing itself", () => {
  const optimizer = new Adam({ learningRate: 0.1 });
  expect(steps(optimizer)).toEqual(steps(optimizer));
});
