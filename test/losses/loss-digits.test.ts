import { DivergenceError, Sequential } from "@nn/core";
import type { Loss } from "@nn/core/component";
import { Dense, identity, ones, zeros } from "@nn/layers";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropyFromLogits,
  meanSquaredError,
} from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { big, errorInUlps } from "../numerics/ulp.js";

/** The loss of one example, given what a network's outputs are. */
function lossOf(loss: Loss, prediction: number[], target: number[]): number {
  const network = new Sequential([
    new Dense<number, number>(prediction.length, prediction.length, { activation: identity, weightInitializer: zeros }),
  ]);
  network.setParameters({ "0.bias": prediction });
  return network.evaluate(
    { inputs: [prediction.map(() => 0)], targets: [target] },
    // Any outputs at all will do here.
    { loss: { name: loss.name, value: loss.value, gradient: loss.gradient } },
  ).loss;
}

describe("a small loss has its digits", () => {
  const minusLog1p = (p: number): ReturnType<typeof big> => {
    const exact = big(p);
    // −ln(1 − p) = p + p²/2 + p³/3 + …
    return exact.plus(exact.pow(2).div(2)).plus(exact.pow(3).div(3)) as ReturnType<typeof big>;
  };

  test.each([1e-11, 3e-10, 1e-8, 7e-8])("of a probability %d of what isn't so", (p) => {
    expect(errorInUlps(lossOf(binaryCrossEntropy, [p], [0]), minusLog1p(p))).toBeLessThan(1.5);
  });

  test.each([1, 20, 37, 40, 300, 700])("of logits that are %d ahead", (ahead) => {
    const exact = big(-ahead).exp().plus(1).ln() as ReturnType<typeof big>;
    const far = big(-ahead).exp() as ReturnType<typeof big>;
    for (const value of [
      lossOf(binaryCrossEntropyFromLogits, [ahead], [1]),
      lossOf(binaryCrossEntropyFromLogits, [-ahead], [0]),
      lossOf(categoricalCrossEntropyFromLogits, [ahead, 0], [1, 0]),
      lossOf(categoricalCrossEntropyFromLogits, [0, ahead], [0, 1]),
    ]) {
      expect(errorInUlps(value, ahead > 36 ? far : exact)).toBeLessThan(2);
    }
  });

  test("of several classes, some as large as the largest", () => {
    const loss = (prediction: number[], target: number[]) =>
      lossOf(categoricalCrossEntropyFromLogits, prediction, target);
    expect(loss([5, 5], [1, 0])).toBe(Math.LN2);
    expect(loss([5, 5, 5, 5], [0, 0, 0, 1])).toBe(2 * Math.LN2);
    expect(loss([3, -40, -40], [1, 0, 0])).toBeCloseTo(2 * Math.exp(-43), 33);
    expect(loss([1000, 1000 - 50, 0], [0, 1, 0])).toBe(50);
    expect(loss([1, 1 + 2 ** -52], [0, 1])).toBeCloseTo(Math.LN2, 15);
  });
});

describe("a gradient whose square overflows", () => {
  const message = async (dtype: "float64" | "float32", target: number, optimizer = new Adam()): Promise<string> => {
    const layers = [new Dense(1, 1, { activation: identity, weightInitializer: ones })];
    const network = new Sequential(layers, { dtype });
    const options = { loss: meanSquaredError, optimizer, epochs: 1, batchSize: 1 };
    try {
      await network.fit({ inputs: [[1e3]], targets: [[target]] }, options);
    } catch (error) {
      if (error instanceof DivergenceError) return error.message;
      throw error;
    }
    return "";
  };

  test("is told with what the optimizer remembers, and with what helps", async () => {
    expect(await message("float64", 1e153)).toMatchInlineSnapshot(
      `"The updated parameter 0.weight[0] of layer 0, Dense(1 → 1, identity), is not a finite number in epoch 0, batch 0 (after 0 updates). Training stopped; the network keeps its last finite parameters. What Adam(learningRate 0.001) remembers of it, v, overflowed: its gradient, -2.00e+156, is too large for that. A smaller learningRate alone doesn't make it smaller: scale the inputs and the targets to about -1 to 1 (standardize, minMax)."`,
    );
    expect(await message("float32", 1e18)).toMatch(/What Adam\(learningRate 0.001\) remembers of it, v, overflowed/);
    expect(await message("float64", 1e153, new Adam({ learningRate: 1e-9 }))).toMatch(
      /learningRate alone doesn't make/,
    );
  });

  test("is none where the learning rate is too large", async () => {
    const network = new Sequential([new Dense(1, 1, { activation: identity })]);
    const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 1e300 }), epochs: 1, batchSize: 1 };
    await expect(network.fit({ inputs: [[1e5]], targets: [[1e5]] }, options)).rejects.toThrow(
      /A smaller learningRate is the usual remedy/,
    );
  });
});
