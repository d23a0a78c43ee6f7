import { DivergenceError, datasetFor, Sequential } from "@nn/core";
import { reference } from "@nn/core/backend";
import { Dense, identity } from "@nn/layers";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { batches, build, loss, mutable, optimizer, trainerOf } from "./parts.js";

describe("gradients and apply are a step:", () => {
  test.each([
    ["float64", undefined],
    ["float32", undefined],
    ["float64", reference],
  ] as const)("the same bits in %s", (dtype, backend) => {
    const [whole, parts] = [build({ dtype, backend }), build({ dtype, backend })];
    const [steps, apart] = [trainerOf(whole), trainerOf(parts)];
    for (const [inputs, targets] of batches) {
      const value = steps.step(mutable<number[][]>(inputs), mutable<number[]>(targets));
      const gradients = apart.gradients(mutable<number[][]>(inputs), mutable<number[]>(targets));
      expect(apart.loss).toBe(value);
      expect(gradients).toEqual(steps.gradients());
      expect(apart.stepCount).toBe(steps.stepCount - 1);
      apart.apply();
      expect(parts.getParameters()).toEqual(whole.getParameters());
      expect(apart.stepCount).toBe(steps.stepCount);
    }
  });
});

describe("gradients of a batch", () => {
  test("move nothing, and are those that step would have", () => {
    const network = build();
    const before = network.getParameters();
    const trainer = trainerOf(network);
    const first = trainer.gradients([[1, 2]], [1]);
    expect(trainer.gradients([[1, 2]], [1])).toEqual(first);
    expect(trainer.gradients()).toEqual(first);
    expect(network.getParameters()).toEqual(before);
    expect(trainer.stepCount).toBe(0);
  });

  test("are applied at the parameters that are there by then", () => {
    const network = new Sequential([new Dense(1, 1, { activation: identity, useBias: false })]);
    const trainer = network.trainer({ loss, optimizer: new SGD({ learningRate: 0.5 }), batchSize: 1 });
    network.setParameters({ "0.weight": [1] });
    trainer.gradients([1], [0]);
    network.setParameters({ "0.weight": [10] });
    trainer.apply();
    expect(network.getParameters()).toEqual({ "0.weight": [9] });
  });

  test("that can't be applied leave the parameters that are there by then", () => {
    const network = new Sequential([new Dense(1, 1, { activation: identity, useBias: false })]);
    const optimizer = new SGD({ learningRate: 0.5, momentum: 0.5 });
    const trainer = network.trainer({ loss, optimizer, batchSize: 1 });
    network.setParameters({ "0.weight": [1] });
    trainer.gradients([1e3], [-1e10]);
    network.setParameters({ "0.weight": [10] });
    (optimizer as { learningRate: number }).learningRate = 1e308;
    expect(() => trainer.apply()).toThrow(DivergenceError);
    expect(network.getParameters()).toEqual({ "0.weight": [10] });
  });

  test("are refused where they don't fit, as a step's", () => {
    const trainer = trainerOf(build());
    expect(() => trainer.gradients([[1, 2, 3]], [1])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The inputs take 2 numbers an example, but example 0 has 3. Counts start at 0.]`,
    );
    expect(() => trainer.gradients([[1, 2]], undefined)).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The targets must be an array of numbers, plain or typed, or a list of those, but got undefined.]`,
    );
    expect(() =>
      trainer.gradients(
        [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
        [1, 2, 3],
      ),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: This trainer takes 1 to 2 examples a step (its batchSize), but got 3.]`,
    );
    expect(() => trainer.apply()).toThrow(/^apply moves/);
  });
});

describe("apply refuses", () => {
  const message =
    "apply moves the parameters by the gradients of a batch, once: call gradients(inputs, targets) before it. To do both, " +
    "call step(inputs, targets).";

  test("to move by gradients that aren't there, or twice", () => {
    const network = build();
    const trainer = trainerOf(network);
    expect(() => trainer.apply()).toThrow(message);
    trainer.step([1, 2], [1]);
    expect(() => trainer.apply()).toThrow(message);
    trainer.gradients([1, 2], [1]);
    trainer.apply();
    const after = network.getParameters();
    expect(() => trainer.apply()).toThrow(message);
    expect(network.getParameters()).toEqual(after);
  });

  test("gradients that another batch has overwritten", () => {
    const network = new Sequential([new Dense(1, 1, { activation: identity })]);
    const trainer = network.trainer({ loss, optimizer: optimizer(), batchSize: 1 });
    const data = datasetFor(network, { inputs: [[1e200]], targets: [1e200] });
    const others = [
      () => trainer.gradients([1e200], [-1e200]),
      () => trainer.step([1e200], [-1e200]),
      () => trainer.stepRows(data, Uint32Array.of(0), 0, 1),
    ];
    for (const other of others) {
      trainer.gradients([1], [1]);
      expect(other).toThrow(DivergenceError);
      expect(() => trainer.apply()).toThrow(message);
    }
  });
});
