import { DivergenceError, Sequential } from "@nn/core";
import { Constant, Dense, identity, relu } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

/** y = 1e200·1e200·x, which is finite only for small x. */
const large = new Sequential([
  new Dense(1, 1, { activation: identity, weightInitializer: new Constant(1e200) }),
  new Dense(1, 1, { activation: identity, weightInitializer: new Constant(1e200) }),
]);

/** ∞ − ∞ */
const difference = new Sequential([
  new Dense(1, 2, { activation: relu, weightInitializer: new Constant(1e300) }),
  new Dense(2, 1, { activation: identity }),
]);
difference.setParameters({ "1.weight": [1e300, -1e300] });

describe("a prediction that overflows is an error that names layer and example", () => {
  test("of one example, in each form", () => {
    expect(() => large.predict([1])).toThrowErrorMatchingInlineSnapshot(
      `[DivergenceError: The output of layer 1, Dense(1 → 1, identity), is not a finite number for example 0. Counts start at 0. The network's parameters are too large for these inputs: scale them to about -1 to 1 (standardize, minMax), as those that it is trained on.]`,
    );
    for (const inputs of [[[1]], Float64Array.of(1), [Float32Array.of(1)]]) {
      expect(() => large.predict(inputs as number[][]), JSON.stringify(inputs)).toThrow(DivergenceError);
    }
    expect(large.predict([1e-200])).toEqual([1e200 * (1e200 * 1e-200)]);
  });

  test("of many, by the first one", () => {
    const inputs = Array.from({ length: 600 }, (_, i) => [i === 577 ? 1 : 1e-200]);
    expect(() => large.predict(inputs)).toThrow(/layer 1, .* is not a finite number for example 577\./);
    expect(large.predict(inputs.slice(0, 577))).toHaveLength(577);
  });

  test("where it is NaN", () => {
    expect(() => difference.predict([1e10])).toThrow(/^The output of layer 0, Dense\(1 → 2, relu\), is not/);
    expect(() => difference.predict([1])).toThrow(/^The output of layer 1, Dense\(2 → 1, identity\), is not/);
  });

  test("in float32, where it is the largest number that is smaller", () => {
    const small = new Sequential([new Dense(1, 1, { activation: identity, weightInitializer: new Constant(1e30) })], {
      dtype: "float32",
    });
    expect(() => small.predict([1e30])).toThrow(DivergenceError);
  });

  test("with its place for a program to read", () => {
    const place = { what: "loss", layer: "layer 1, Dense(1 → 1, identity)", step: 0, example: 0 };
    expect(() => large.predict([1])).toThrow(expect.objectContaining({ place }));
  });
});

describe("an evaluation that overflows is an error", () => {
  const loss = meanSquaredError;

  test("in a layer", () => {
    expect(() => large.evaluate({ inputs: [1e-200, 1], targets: [0, 0] }, { loss })).toThrowErrorMatchingInlineSnapshot(
      `[DivergenceError: The output of layer 1, Dense(1 → 1, identity), is not a finite number for example 0. Counts start at 0. The network's parameters are too large for these inputs: scale them to about -1 to 1 (standardize, minMax), as those that it is trained on.]`,
    );
  });

  test("in the loss", () => {
    const data = { inputs: [1e-200, 1e-240, 1e-150], targets: [0, 0, 0] };
    expect(() => large.evaluate(data, { loss })).toThrowErrorMatchingInlineSnapshot(
      `[DivergenceError: The loss is not a finite number for example 0. Counts start at 0. Every layer's output is finite, so the loss overflowed: look at the size of the targets and of the inputs.]`,
    );
  });

  test("also in a later batch", () => {
    const inputs = Array.from({ length: 100 }, (_, i) => (i === 70 ? 1 : 0));
    expect(() => large.evaluate({ inputs, targets: inputs }, { loss })).toThrow(/for example 70\./);
  });

  test("in fit's report, with the layer", async () => {
    const network = new Sequential([new Dense(1, 1, { activation: identity })]);
    const options = { loss, optimizer: new SGD({ learningRate: 1e300 }), epochs: 1, batchSize: 1 };
    await expect(network.fit({ inputs: [1], targets: [3] }, options)).rejects.toThrow(DivergenceError);
  });
});
