import { Sequential } from "@nn/core";
import { type ExplainOptions, explain } from "@nn/explain";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";

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
  expect(check.verdict).toBe("right");
});
