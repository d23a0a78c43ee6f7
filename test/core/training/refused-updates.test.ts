import { DivergenceError, Sequential } from "@nn/core";
import type { Optimizer } from "@nn/core/component";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

/** An example of which all numbers behind the first are 0. */
const example = (width: number, x: number): number[] => [x, ...new Array<number>(width - 1).fill(0)];

function build(width: number) {
  const network = new Sequential([new Dense(width, 1, { activation: identity, useBias: false })]);
  network.setParameters({ "0.weight": example(width, 1) });
  return network;
}

/** A trainer whose second update was refused, with a learning rate that would be fine again. */
function afterRefusal(width: number, optimizerWith: (learningRate: () => number) => Optimizer) {
  let rate = 0.01;
  const network = build(width);
  const trainer = network.trainer({ loss: meanSquaredError, batchSize: 1, optimizer: optimizerWith(() => rate) });
  trainer.step(example(width, 1), [3]);
  rate = 1.7e308;
  expect(() => trainer.step(example(width, 1e9), [-3e9])).toThrow(DivergenceError);
  expect(trainer.stepCount).toBe(1);
  rate = 0.01;
  return { network, trainer };
}

// A network that gets code of its own, and one that runs as a list.
describe.each([1, 400])("after an update of %s weights that was refused", (width) => {
  test("a trainer whose optimizer remembers nothing goes on as if it had never been tried", () => {
    const tried = afterRefusal(width, (learningRate) => new SGD({ learningRate }));
    const untried = build(width);
    const trainer = untried.trainer({
      loss: meanSquaredError,
      batchSize: 1,
      optimizer: new SGD({ learningRate: 0.01 }),
    });
    trainer.step(example(width, 1), [3]);
    expect(tried.trainer.step(example(width, 1), [2])).toBe(trainer.step(example(width, 1), [2]));
    expect(tried.network.getParameters()).toEqual(untried.getParameters());
  });

  test.each([
    ["SGD with momentum", (learningRate: () => number) => new SGD({ learningRate, momentum: 0.9 })],
    ["Adam", (learningRate: () => number) => new Adam({ learningRate })],
  ])("a trainer with %s says so again, and moves nothing", (_, optimizerWith) => {
    const { network, trainer } = afterRefusal(width, optimizerWith);
    const kept = network.getParameters();
    expect(() => trainer.step(example(width, 1), [2])).toThrow(DivergenceError);
    expect(network.getParameters()).toEqual(kept);
  });
});
