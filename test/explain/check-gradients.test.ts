import { Sequential, seededRandom } from "@nn/core";
import { type Activation, type Random, uniform } from "@nn/core/component";
import { activationFromFormula, checkGradients, explain } from "@nn/explain";
import { Dense, identity, relu, sigmoid, tanh } from "@nn/layers";
import { binaryAccuracy, meanSquaredError } from "@nn/losses";
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
    for (const { gradient, measured, uncertainty, verdict, kink } of check.parameters) {
      expect(Math.abs(gradient - measured)).toBeLessThanOrEqual(uncertainty);
      expect(uncertainty).toBeLessThan(1e-6 * Math.abs(gradient));
      expect({ verdict, kink }).toEqual({ verdict: "right", kink: null });
    }
    expect(check.table().split("\n")).toHaveLength(8);
    expect(check.table()).toMatch(/^ +worst +central\nparameter +element +back-propagation +differences +±\n─/);
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
    expect(check.parameters.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["0.weight", "wrong"],
      ["0.bias", "wrong"],
      ["1.weight", "right"],
      ["1.bias", "right"],
    ]);
    expect(check.table()).toMatch(/0\.weight +\d+ .* IS WRONG\n/);
  });

  test("of a float32 network, in float64", () => {
    const network = new Sequential([new Dense(2, 1)], { dtype: "float32" });
    expect(checkGradients(network, data, meanSquaredError).agrees).toBe(true);
  });
});

describe("what differences of the loss say", () => {
  const verdictsOf = (network: Sequential, examples: { inputs: number[][]; targets: number[] }): string[] =>
    checkGradients(network, examples, meanSquaredError).parameters.map(({ verdict }) => verdict);
  const drawn = (seed: number, count: number, target: (random: Random) => number) => {
    const random = seededRandom(seed, "examples");
    return {
      inputs: Array.from({ length: count }, () => [uniform(random, -1, 1), uniform(random, -1, 1)]),
      targets: Array.from({ length: count }, () => target(random)),
    };
  };

  test.each([2e5, -1e6, 1e-6, 0.1])("of one weight and the target %d", (target) => {
    const network = new Sequential([new Dense(1, 1, { activation: identity })], { seed: 1 });
    expect(verdictsOf(network, { inputs: [[1]], targets: [target] })).toEqual(["right", "right"]);
  });

  test("of targets around 300, with 50 seeds", () => {
    for (let seed = 0; seed < 50; seed++) {
      const layers = [new Dense(2, 4, { activation: tanh }), new Dense(4, 1, { activation: identity })] as const;
      const examples = drawn(seed, 5, (random) => 300 + 10 * random());
      expect(new Set(verdictsOf(new Sequential(layers, { seed }), examples)), `seed ${seed}`).toEqual(
        new Set(["right"]),
      );
    }
  });

  test("of thousands of kinks in reach", () => {
    const layers = [new Dense(2, 64, { activation: relu }), new Dense(64, 1, { activation: identity })] as const;
    for (const seed of [1, 2]) {
      const examples = drawn(seed, 256, (random) => random());
      expect(verdictsOf(new Sequential(layers, { seed }), examples)).not.toContain("wrong");
    }
  });

  test("nothing, of a loss that is a text, a metric or not finite: what fit says", () => {
    const lab = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
    const bob = { input: [25, 6], target: [0], loss: meanSquaredError, parameter: "w1" };
    const examples = { inputs: [bob.input], targets: bob.target };
    const optimizer = { name: "", slots: [], update() {} };
    for (const loss of ["mse", binaryAccuracy, undefined, null]) {
      const said = expect.objectContaining({
        name: "OptionError",
        message: expect.stringMatching(/^loss must be a loss/),
      });
      expect(() => checkGradients(lab, examples, loss as never)).toThrow(said);
      expect(() => explain(lab, { ...bob, loss: loss as never })).toThrow(said);
      expect(() => lab.trainer({ loss: loss as never, optimizer, batchSize: 1 })).toThrow(said);
    }
    const far = new Sequential([new Dense(1, 1, { activation: identity })]);
    far.setParameters({ "0.weight": [1e200], "0.bias": [0] });
    expect(() =>
      checkGradients(far, { inputs: [1], targets: [0] }, meanSquaredError),
    ).toThrowErrorMatchingInlineSnapshot(
      `[DataError: checkGradients: the loss of these examples isn't a finite number. Look at the size of the parameters, of the inputs and of the targets.]`,
    );
    expect(() => explain(far, { ...bob, input: [1] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: explain: the loss of these examples isn't a finite number. Look at the size of the parameters, of the inputs and of the targets.]`,
    );
  });

  test("and of a loss that is finite nowhere beside the parameters", () => {
    const activation = activationFromFormula("x / (1 + exp(-x))");
    const edge = new Sequential([new Dense(1, 1, { activation, useBias: false })]);
    edge.setParameters({ "0.weight": [-1e308] });
    expect(() =>
      checkGradients(edge, { inputs: [1], targets: [0] }, meanSquaredError),
    ).toThrowErrorMatchingInlineSnapshot(
      `[DataError: checkGradients: the derivative with respect to 0.weight[0] can't be measured: the function is finite where that is -1e+308, but on neither side of it.]`,
    );
    expect(() =>
      explain(edge, { input: [1], target: [0], loss: meanSquaredError, parameter: "w1" }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[DataError: explain: the derivative with respect to parameter[0] can't be measured: the function is finite where that is -1e+308, but on neither side of it.]`,
    );
  });
});
