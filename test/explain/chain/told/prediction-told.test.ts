import { explain, toJson, toText } from "@nn/explain";
import { expect, test } from "vitest";
import { NETWORKS } from "../silent.js";

test("a prediction through layers that say no formula", () => {
  const network = NETWORKS.images!;
  const explanation = explain(network, {
    input: [
      [[1], [2], [3]],
      [[4], [5], [6]],
      [[7], [8], [9]],
    ] as never,
  });
  expect(JSON.parse(toJson(explanation))).toEqual(explanation);
  expect(toText(explanation, { digits: 3 })).toMatchInlineSnapshot(`
    "From the inputs to the outputs
    ══════════════════════════════

    The network: 9 inputs, the convolutional layer that gives 8 numbers (h1_1 to
    h1_8), the max pooling layer that gives 2 numbers (h2_1, h2_2), 2 outputs (o1,
    o2).

    x: input, w: weight, b: bias, z: weighted sum, h: output of a hidden layer, o:
    output of the network.

    Numbers are shown with at most 3 decimals, and computed with all their digits:
    by hand, where each number is rounded as it is written down, the last digits may
    differ.

    f is the sigmoid function:

      f(z) = 1 / (1 + e^(−z))

    For the convolutional layer, no formula is written here: its values and
    derivatives are the numbers that its own code gives.

    For the max pooling layer, no formula is written here: its values and
    derivatives are the numbers that its own code gives.

    Given
    ─────

    x1 = 1, x2 = 2, x3 = 3, x4 = 4, x5 = 5, x6 = 6, x7 = 7, x8 = 8, x9 = 9,
    w9 = −1.167, w10 = −1.029, b3 = 0, w11 = −1.169, w12 = −0.965, b4 = 0.

    Forward pass
    ────────────

      h1_1 = 0.512
      h1_2 = 0.488
      h1_3 = 0.476
      h1_4 = 0.524
      h1_5 = 0.405
      h1_6 = 0.595
      h1_7 = 0.371
      h1_8 = 0.629
      h2_1 = 0.512
      h2_2 = 0.629
      z_o1 = w9 · h2_1 + w10 · h2_2 + b3
           = −1.167 · 0.512 + (−1.029 · 0.629) + 0 = −1.245
      z_o2 = w11 · h2_1 + w12 · h2_2 + b4
           = −1.169 · 0.512 + (−0.965 · 0.629) + 0 = −1.206
      o1 = f(z_o1) = f(−1.245) = 0.223
      o2 = f(z_o2) = f(−1.206) = 0.23
    "
  `);
});
