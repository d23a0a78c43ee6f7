import { DivergenceError, type Optimizer, Sequential } from "@nn/core";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

function build() {
  const network = new Sequential([new Dense(1, 1, { activation: identity, useBias: false })]);
  network.setParameters({ "0.weight": [1] });
  return network;
}

/** A trainer whose second update was refused, with a learning rate that would be fine again. */
function afterRefusal(optimizerWith: (learningRate: () => number) => Optimizer) {
  let rate = 0.01;
  const network = build();
  const trainer = network.trainer({ loss: meanSquaredError, batchSize: 1, optimizer: optimizerWith(() => rate) });
  trainer.step([1], [3]);
  rate = 1.7e308;
  expect(() => trainer.step([1e9], [-3e9])).toThrow(DivergenceError);
  expect(trainer.stepCount).toBe(1);
  rate = 0.01;
  return { network, trainer };
}

describe("after an update that was refused", () => {
  test("a trainer whose optimizer remembers nothing goes on as if it had never been tried", () => {
    const tried = afterRefusal((learningRate) => new SGD({ learningRate }));
    const untried = build();
    const trainer = untried.trainer({
      loss: meanSquaredError,
      batchSize: 1,
      optimizer: new SGD({ learningRate: 0.01 }),
    });
    trainer.step([1], [3]);
    expect(tried.trainer.step([1], [2])).toBe(trainer.step([1], [2]));
    expect(tried.network.getParameters()).toEqual(untried.getParameters());
  });

  test.each([
    ["SGD with momentum", (learningRate: () => number) => new SGD({ learningRate, momentum: 0.9 })],
    ["Adam", (learningRate: () => number) => new Adam({ learningRate })],
  ])("a trainer with %s says so again, and moves nothing", (_, optimizerWith) => {
    const { network, trainer } = afterRefusal(optimizerWith);
    const kept = network.getParameters();
    expect(() => trainer.step([1], [2])).toThrow(DivergenceError);
    expect(network.getParameters()).toEqual(kept);
  });
});
