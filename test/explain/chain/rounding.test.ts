import { Sequential } from "@nn/core";
import { explain } from "@nn/explain";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";

/** What a single neuron with f(z) = z makes of its inputs, by hand. */
function byHand(weights: number[], input: number[], bias: number, significantDigits = 3) {
  const network = new Sequential([new Dense(weights.length, 1, { activation: identity })]);
  network.setParameters({ "0.weight": weights, "0.bias": [bias] });
  const explanation = explain(network, {
    input,
    target: [0],
    loss: meanSquaredError,
    parameter: "w1",
    significantDigits,
  });
  return { z: explanation.forward[0]!.value, gradient: explanation.gradient };
}

describe("a sum that is 0 on paper is 0", () => {
  test.each([
    { weights: [0.5, -0.3], input: [1, 2], bias: 0.1, digits: 3 },
    { weights: [0.1, 0.2], input: [1, 1], bias: -0.3, digits: 3 },
    { weights: [0.7, -0.1], input: [1, 3], bias: -0.4, digits: 2 },
    { weights: [1.1, 1.1, 1.1], input: [1, 1, 1], bias: -3.3, digits: 4 },
    { weights: [123.4, -61.7], input: [0.1, 0.2], bias: 0, digits: 6 },
    {
      weights: Array.from({ length: 100 }, () => 0.1),
      input: Array.from({ length: 100 }, () => 1),
      bias: -10,
      digits: 3,
    },
  ])("$weights · $input + $bias", ({ weights, input, bias, digits }) => {
    expect(byHand(weights, input, bias, digits)).toEqual({ z: 0, gradient: 0 });
  });
});

test("what is left where terms nearly cancel keeps its digits", () => {
  expect(byHand([0.524, -0.523], [1.01, 1.01], 0).z).toBe(0.00101);
  expect(byHand([1, 1e-9], [1, 1], -1).z).toBe(1e-9);
  expect(byHand([999, -998], [1.01, 1.01], 0).z).toBe(1.01);
});

test("half of the last place is rounded away from zero, as on paper", () => {
  // 0.1245 and 1.005 are a little smaller as float64 numbers, 2.665 too.
  expect(byHand([0.249], [0.5], 0).z).toBe(0.125);
  expect(byHand([-0.249], [0.5], 0).z).toBe(-0.125);
  expect(byHand([0.201], [5], 0).z).toBe(1.01);
  expect(byHand([0.533], [5], 0).z).toBe(2.67);
  expect(byHand([0.999999999999999], [1], 0, 15).z).toBe(0.999999999999999);
});

test("with all digits kept, sums are what the network's own are", () => {
  const network = new Sequential([new Dense(2, 1, { activation: identity })]);
  network.setParameters({ "0.weight": [0.5, -0.3], "0.bias": [0.1] });
  const options = { input: [1, 2], target: [0], loss: meanSquaredError, parameter: "w1" };
  expect(explain(network, options).forward[0]!.value).toBe(0.5 * 1 - 0.3 * 2 + 0.1);
});
