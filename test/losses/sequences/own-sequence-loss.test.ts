import { lossOf, Sequential } from "@nn/core";
import { defineLoss, type Loss, uniform } from "@nn/core/component";
import { Activate, LSTM, softmax } from "@nn/layers";
import { sparseCategoricalCrossEntropy } from "@nn/losses";
import { SGD } from "@nn/optim";
import { lossContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { CLASSES, labels, logits, STEPS } from "./sequences.js";

describe("a loss that is defined elsewhere by the formula of a row", () => {
  const { formula } = sparseCategoricalCrossEntropy;
  const own = defineLoss({
    name: "own",
    formula: { ...formula!, oneHot: true, lastAxis: true },
    value: ["chosen = sum(index == t ? p : 0)", "value = -log(min(max(chosen, 1e-12), 1 - 1e-12))"],
    gradient: ["q = min(max(p, 1e-12), 1 - 1e-12)", "gradient = index == t ? -1 / q / batch : 0"],
    refuses: ["t > size - 1"],
  });
  const example = (random: () => number, size: number) => ({
    prediction: Array.from({ length: size }, () => uniform(random, 0.1, 0.9)),
    target: Array.from({ length: 1 }, () => Math.floor(size * random())),
  });

  test.each(lossContract(own, { example, sizes: [2, 3] }))("$name", ({ run }) => run());

  test("learns from sequences what ours does, to the bit", async () => {
    const fitted = async (loss: Loss): Promise<unknown> => {
      const layers = [new LSTM(3, 3, { returnSequences: true }), new Activate(softmax)];
      const network = new Sequential(layers, { inputShape: [STEPS, CLASSES], seed: 3 });
      const options = { loss, optimizer: new SGD({ learningRate: 0.5 }), epochs: 20, batchSize: 2 };
      const { reports } = await network.fit({ inputs: logits, targets: labels }, options);
      return [network.getParameters(), reports];
    };
    expect(await fitted(own)).toEqual(await fitted(sparseCategoricalCrossEntropy));
  });

  test("refuses, by its name, what it has no meaning for", () => {
    const predictions = { predictions: logits[0]!, targets: [3, 0, 1, 2] };
    expect(() => lossOf(own, predictions)).toThrow("own refuses t > size - 1.");
  });
});
