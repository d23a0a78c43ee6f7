import { type Activation, Sequential } from "@nn/core";
import { checkGradients, type ExplainOptions, explain } from "@nn/explain";
import { Dense, relu, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { Scale } from "your-own/dist/scale.js";

const data = {
  inputs: [
    [-2, -1],
    [0.25, 0.6],
  ],
  targets: [1, 0],
};

describe("checkGradients", () => {
  test("a table of each parameter's worst element, for any layers", () => {
    const network = new Sequential([new Scale(), new Dense(2, 3, { activation: relu }), new Dense(3, 1)], { seed: 2 });
    const before = network.getParameters();
    const check = checkGradients(network, data, meanSquaredError);
    expect(check.agrees).toBe(true);
    expect(check.parameters.map(({ name }) => name)).toEqual(["0.gain", "1.weight", "1.bias", "2.weight", "2.bias"]);
    for (const { gradient, measured, error } of check.parameters) {
      expect(Math.abs(gradient - measured) / Math.max(1, Math.abs(gradient))).toBeCloseTo(error, 12);
      expect(gradient).not.toBe(0);
    }
    expect(check.table().split("\n")).toHaveLength(7);
    expect(check.table()).toMatch(/^parameter +worst element +back-propagation +central differences +error\n─/);
    expect(network.getParameters()).toEqual(before);
  });

  test("finds a wrong derivative, and says where", () => {
    const wrong: Activation = {
      ...sigmoid,
      name: "wrong",
      backward: (_kernels, dz, da, _z, a, batch, size) => {
        for (let i = 0; i < batch * size; i++) dz[i] = da[i]! * a[i]!;
      },
    };
    const network = new Sequential([new Dense(2, 2, { activation: wrong }), new Dense(2, 1)], { seed: 2 });
    const check = checkGradients(network, data, meanSquaredError);
    expect(check.agrees).toBe(false);
    expect(check.parameters.map(({ name, agrees }) => [name, agrees])).toEqual([
      ["0.weight", false],
      ["0.bias", false],
      ["1.weight", true],
      ["1.bias", true],
    ]);
    expect(check.table()).toMatch(/0\.weight +\d+ .* DIFFERS\n/);
  });

  test("of a float32 network, in float64", () => {
    const network = new Sequential([new Dense(2, 1)], { dtype: "float32" });
    expect(checkGradients(network, data, meanSquaredError).agrees).toBe(true);
  });
});

describe("explain refuses", () => {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1, { useBias: false })], { seed: 1 });
  const options: ExplainOptions = { input: [-2, -1], target: [1], loss: meanSquaredError, parameter: "w1" };

  test("a parameter that there isn't", () => {
    expect(() => explain(network, { ...options, parameter: "w9" })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: explain: the network has no parameter "w9". It has w1 to w6 and b1 to b2; w1 is also "0.weight[0]".]`,
    );
    expect(() => explain(network, { ...options, parameter: "1.bias[0]" })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: explain: the network has no parameter "1.bias[0]". It has w1 to w6 and b1 to b2; w1 is also "0.weight[0]".]`,
    );
  });

  test("a layer whose chain rule it doesn't know", () => {
    const scaled = new Sequential([new Scale(), new Dense(2, 1)]);
    expect(() => explain(scaled, options)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: explain: layer 0, Scale, is neither Dense nor Activate, and those are the layers whose chain rule it knows. checkGradients compares the gradients of any layer.]`,
    );
  });

  test("misspelt options and digits beyond those of a number", () => {
    expect(() => explain(network, { ...options, digits: 3 } as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: explain has no option "digits". Did you mean "significantDigits"?]`,
    );
    expect(() => explain(network, { ...options, significantDigits: 17 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: explain: significantDigits must be at most 15, but is 17. Without it, all are kept.]`,
    );
  });

  test("examples that don't fit", () => {
    expect(() => explain(network, { ...options, target: [1, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: There is 1 input example, but 2 targets: each example needs one target.]`,
    );
  });
});

test("a float32 network is explained in float64", () => {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1, dtype: "float32" });
  const trainer = network.trainer({
    loss: meanSquaredError,
    optimizer: { name: "", slots: [], update() {} },
    batchSize: 1,
  });
  const { gradient, check } = explain(network, {
    input: [-2, -1],
    target: [1],
    loss: meanSquaredError,
    parameter: "w1",
  });
  trainer.step([-2, -1], [1]);
  expect(gradient).toBeCloseTo(trainer.gradients()["0.weight"]![0]!, 6);
  expect(check.relativeError).toBeLessThan(1e-7);
});
