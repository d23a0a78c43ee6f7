import { Sequential } from "@nn/core";
import type { DatasetMetric } from "@nn/core/component";
import { Activate, identity } from "@nn/layers";
import { areaUnderROCCurve, ConfusionMatrix, F1Score, meanSquaredError, rSquared } from "@nn/losses";
import { metricContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { broken } from "../../testing/broken.js";

const network = new Sequential([new Activate(identity)], { inputShape: [1] });
const data = { inputs: [0.1, 0.4, 0.35, 0.8, 0.4], targets: [0, 0, 1, 1, 1], weights: [1, 2, 0.5, 3, 1] };
const evaluate = <Result>(metric: DatasetMetric<Result>) =>
  network.evaluate(data, { loss: meanSquaredError, metrics: { metric } }).metric;

describe("metrics of a whole data set with weights", () => {
  test("are those of scikit-learn with sample_weight", () => {
    // (1·0.5 + 3·(1 + 2) + 1·(1 + ½·2)) / ((1 + 2)·(0.5 + 3 + 1)) of pairs in order.
    expect(evaluate(areaUnderROCCurve)).toBeCloseTo((0.5 * 1 + 3 * 3 + 1 * 2) / (3 * 4.5), 15);
    expect(evaluate(new ConfusionMatrix())).toEqual([
      [3, 0],
      [1.5, 3],
    ]);
    expect(evaluate(new F1Score())).toBe((2 * 3) / (2 * 3 + 1.5));
    const mean = 4.5 / 7.5;
    const errors = 1 * 0.1 ** 2 + 2 * 0.4 ** 2 + 0.5 * 0.65 ** 2 + 3 * 0.2 ** 2 + 0.6 ** 2;
    expect(evaluate(rSquared)).toBeCloseTo(1 - errors / (3 * mean ** 2 + 4.5 * (1 - mean) ** 2), 14);
  });

  test("one that doesn't say that it takes weights is refused at once", () => {
    const range: DatasetMetric = { name: "range", begin: () => ({ add() {}, result: () => 1 }) };
    expect(() => evaluate(range)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: range doesn't take weights, but the data has some. Evaluate it without them.]`,
    );
    expect(network.evaluate({ inputs: [1], targets: [1] }, { loss: meanSquaredError, metrics: { range } }).range).toBe(
      1,
    );
  });

  test("the contract notices one that says so and doesn't", () => {
    const example = (random: () => number, size: number) => ({
      prediction: Array.from({ length: size }, random),
      target: Array.from({ length: size }, () => Math.round(random())),
    });
    const count: DatasetMetric = {
      name: "mean",
      takesWeights: true,
      begin() {
        let [sum, seen] = [0, 0];
        return {
          add({ batch, prediction }) {
            for (let i = 0; i < batch; i++) sum += prediction[i]!;
            seen += batch;
          },
          result: () => sum / seen,
        };
      },
    };
    expect(broken(metricContract(count, { example, sizes: [1] }))).toEqual([
      "a weight of 2 counts as the example twice",
    ]);
  });
});
