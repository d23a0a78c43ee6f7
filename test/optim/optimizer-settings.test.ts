import { OptionError, Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

describe("settings that make no sense are refused", () => {
  test("learning rates", () => {
    expect(() => new SGD({ learningRate: -0.1 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: SGD: learningRate must be a finite number of at least 0, but is -0.1.]`,
    );
    expect(() => new SGD({ learningRate: Number.NaN })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: SGD: learningRate must be a finite number of at least 0, but is NaN.]`,
    );
    expect(() => new SGD({ learningRate: "0.1" as never })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: SGD: learningRate must be a finite number of at least 0, but is "0.1".]`,
    );
    expect(() => new SGD({} as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: SGD: learningRate must be a finite number of at least 0, but is undefined.]`,
    );
    expect(() => new Adam({ learningRate: Infinity })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Adam: learningRate must be a finite number of at least 0, but is Infinity.]`,
    );
  });

  test("momentum", () => {
    expect(() => new SGD({ learningRate: 1, momentum: -0.1 })).toThrow(OptionError);
    expect(() => new SGD({ learningRate: 1, momentum: 0, nesterov: true })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: SGD: nesterov needs a momentum above 0, such as 0.9.]`,
    );
  });

  test("bounds that are left out, in words a person would choose", () => {
    for (const build of [
      () => new SGD({ learningRate: 1, momentum: 1 }),
      () => new Adam({ beta1: 1 }),
      () => new Adam({ beta2: 1 }),
      () => new Adam({ epsilon: 0 }),
    ]) {
      expect(build).toThrow(OptionError);
      expect(build).not.toThrow(/0\.9999|5e-324/);
    }
  });
});

describe("settings at their bounds are fine", () => {
  test("a learning rate of 0 moves nothing", () => {
    const network = new Sequential([new Dense(1, 1)]);
    const before = network.getParameters();
    for (const optimizer of [new SGD({ learningRate: 0 }), new Adam({ learningRate: 0 })]) {
      network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 }).step([1], [1]);
    }
    expect(network.getParameters()).toEqual(before);
  });

  test("betas of 0", () => {
    expect(new Adam({ beta1: 0, beta2: 0 })).toMatchObject({ beta1: 0, beta2: 0, epsilon: 1e-8 });
  });
});

describe("a schedule that gives no learning rate", () => {
  const network = new Sequential([new Dense(1, 1)]);
  const step = (rate: unknown) => () => {
    const optimizer = new SGD({ learningRate: () => rate as number });
    network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 }).step([1], [1]);
  };

  test("is told the step, and nothing moves", () => {
    const before = network.getParameters();
    expect(step(Number.NaN)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: The learning rate at step 1 must be a finite number of at least 0, but is NaN.]`,
    );
    expect(step(-1)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: The learning rate at step 1 must be a finite number of at least 0, but is -1.]`,
    );
    expect(step(undefined)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: The learning rate at step 1 must be a finite number of at least 0, but is undefined.]`,
    );
    expect(network.getParameters()).toEqual(before);
  });

  test("rejects the fit in which it happens, at its step", async () => {
    const optimizer = new Adam({ learningRate: (step) => (step < 4 ? 0.1 : Number.NaN) });
    const data = { inputs: [1, 2], targets: [0, 1] };
    const training = network.fit(data, { loss: meanSquaredError, optimizer, epochs: 9, batchSize: 1 });
    await expect(training).rejects.toThrow(/at step 4 .* but is NaN/);
  });
});

test("a name shows the settings", () => {
  const names = [
    new SGD({ learningRate: 0.1 }),
    new SGD({ learningRate: () => 1, momentum: 0.9 }),
    new SGD({ learningRate: 1e-3, momentum: 0.5, nesterov: true }),
    new Adam({ learningRate: () => 1 }),
  ].map(({ name }) => name);
  expect(names).toMatchInlineSnapshot(`
    [
      "SGD(learningRate 0.1)",
      "SGD(learningRate by step, momentum 0.9)",
      "SGD(learningRate 0.001, nesterov momentum 0.5)",
      "Adam(learningRate by step)",
    ]
  `);
});
