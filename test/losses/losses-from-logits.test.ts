import { seededRandom } from "@nn/core";
import { uniform } from "@nn/core/component";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
} from "@nn/losses";
import type { BigNumber } from "mathjs";
import { describe, expect, test } from "vitest";
import { gradientOf, sigmoid, softmax, table, valuesOf } from "../fixtures/figures.js";
import { big, errorInUlps } from "../numerics/ulp.js";

const random = seededRandom("logits");
const logits = table(3, ...Array.from({ length: 600 }, () => uniform(random, -9, 9)));

function expectSame(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of actual.entries()) expect(value / expected[i]!).toBeCloseTo(1, 11);
}

describe("from logits is the same loss of sigmoid and softmax", () => {
  test("binary", () => {
    const targets = logits.map(() => [0, 1, random()]);
    const probabilities = logits.map((row) => row.map(sigmoid));
    const expected = valuesOf(binaryCrossEntropy, probabilities, targets);
    expectSame(valuesOf(binaryCrossEntropyFromLogits, logits, targets), expected);
  });

  test("categorical", () => {
    const targets = logits.map((row) => softmax([...row].reverse()));
    const expected = valuesOf(categoricalCrossEntropy, logits.map(softmax), targets);
    expectSame(valuesOf(categoricalCrossEntropyFromLogits, logits, targets), expected);
  });

  test("with gradients that are probability minus target, over the batch", () => {
    const binary = gradientOf(binaryCrossEntropyFromLogits, [[2, -1]], [[1, 0.25]]);
    expectSame(binary, [(sigmoid(2) - 1) / 2, (sigmoid(-1) - 0.25) / 2]);
    const categorical = gradientOf(categoricalCrossEntropyFromLogits, table(2, 2, -1, 0, 0), table(2, 0, 1, 1, 0));
    const [p, q] = softmax([2, -1]);
    expectSame(categorical, [p! / 2, (q! - 1) / 2, -0.25, 0.25]);
  });
});

describe("from logits is exact however large they are", () => {
  test("binary, to ±1000 and the largest numbers", () => {
    const loss = binaryCrossEntropyFromLogits;
    expect(valuesOf(loss, [[1000], [-1000], [1000], [-1000]], [[1], [0], [0], [1]])).toEqual([0, 0, 1000, 1000]);
    expect(valuesOf(loss, [[1.7e308], [-1.7e308]], [[1], [0]])).toEqual([0, 0]);
    expect(gradientOf(loss, [[1000, -1000]], [[0, 1]])).toEqual([0.5, -0.5]);
  });

  test("categorical, to ±1000", () => {
    const loss = categoricalCrossEntropyFromLogits;
    expect(valuesOf(loss, table(2, 1000, -1000, -1000, 1000), table(2, 1, 0, 1, 0))).toEqual([0, 2000]);
    expect(valuesOf(loss, [[1000, 1000]], [[1, 0]])[0]).toBeCloseTo(Math.LN2, 15);
    expect(gradientOf(loss, [[1000, 0, -1000]], [[0, 1, 0]])).toEqual([1, -1, 0]);
  });

  test("categorical, though the difference of two is infinite", () => {
    expect(gradientOf(categoricalCrossEntropyFromLogits, [[1e308, -1e308]], [[1, 0]])).toEqual([0, 0]);
    expect(valuesOf(categoricalCrossEntropyFromLogits, [[1e308, -1e308]], [[1, 0]])).toEqual([0]);
  });

  test("binary, down to the last digits where the loss ln(1 + e^-z) is tiny", () => {
    for (const z of [0.5, 3, 8, 20]) {
      const exact = big(-z).exp().plus(1).ln() as BigNumber;
      const [value] = valuesOf(binaryCrossEntropyFromLogits, [[z]], [[1]]);
      expect(errorInUlps(value!, exact), `z = ${z}`).toBeLessThan(4);
    }
    for (const z of [40, 200, 700]) {
      const [value] = valuesOf(binaryCrossEntropyFromLogits, [[z]], [[1]]);
      expect(value! / Math.exp(-z), `z = ${z}`).toBeCloseTo(1, 13);
    }
  });

  test.each([0.3, 5, 36, 40, 300, 700])("binary, the gradient of an answer that is %d ahead", (ahead) => {
    const far = big(-ahead).exp() as BigNumber;
    const exact = far.div(far.plus(1)) as BigNumber;
    const loss = binaryCrossEntropyFromLogits;
    // One, two and three at a time, as kernels take them.
    for (const count of [1, 2, 3]) {
      for (const [z, t] of [
        [ahead, 1],
        [-ahead, 0],
      ] as const) {
        const found = gradientOf(
          loss,
          [Array.from({ length: count }, () => z)],
          [Array.from({ length: count }, () => t)],
        );
        for (const value of found) {
          const error = errorInUlps(t === 1 ? -value : value, exact.div(count) as BigNumber);
          expect(error, `${count} of z = ${z}, t = ${t}`).toBeLessThan(4);
        }
      }
    }
  });

  test("binary, the gradient beside soft targets, to a few units of the probability's last place", () => {
    for (const z of [-40, -3, -0.1, 0, 0.7, 8, 60]) {
      for (const t of [0.05, 0.3, 0.5, 0.95]) {
        const exact = big(1).div(big(-z).exp().plus(1)).minus(big(t));
        const [value] = gradientOf(binaryCrossEntropyFromLogits, [[z]], [[t]]);
        expect(Number(big(value!).minus(exact).abs()), `z = ${z}, t = ${t}`).toBeLessThan(4 * 2 ** -53);
      }
    }
  });

  test.each([0.3, 5, 36, 40, 300, 700])("categorical, the gradient of an answer that is %d ahead", (ahead) => {
    const far = big(-ahead).exp() as BigNumber;
    // One, two and five others that are as far behind.
    for (const others of [1, 2, 5]) {
      const row = [ahead, ...Array.from({ length: others }, () => 0)];
      const all = far.mul(others).plus(1) as BigNumber;
      const [first, ...rest] = gradientOf(categoricalCrossEntropyFromLogits, [row], [row.map((z) => (z > 0 ? 1 : 0))]);
      expect(errorInUlps(-first!, far.mul(others).div(all) as BigNumber), `${others} others`).toBeLessThan(5);
      for (const value of rest)
        expect(errorInUlps(value, far.div(all) as BigNumber), `${others} others`).toBeLessThan(4);
    }
  });

  test("categorical, the gradient of several that are ahead, and beside soft targets", () => {
    const loss = categoricalCrossEntropyFromLogits;
    expect(gradientOf(loss, [[9, 9, -80]], [[1, 0, 0]])).toEqual([-0.5, 0.5, expect.closeTo(Math.exp(-89) / 2, 53)]);
    expect(gradientOf(loss, [[3, 3, 3, 3]], [[0, 0, 1, 0]])).toEqual([0.25, 0.25, -0.75, 0.25]);
    const row = [7, -2, 0.5, 6.9];
    const target = [0.7, 0.05, 0, 0.25];
    const powers = row.map((z) => big(z).exp() as BigNumber);
    const sum = powers.reduce((total, power) => total.plus(power) as BigNumber);
    for (const [i, value] of gradientOf(loss, [row], [target]).entries()) {
      const exact = powers[i]!.div(sum).minus(big(target[i]!));
      expect(Number(big(value).minus(exact).abs()), `class ${i}`).toBeLessThan(4 * 2 ** -53);
    }
  });
});
