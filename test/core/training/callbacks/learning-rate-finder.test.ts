import { Sequential } from "@nn/core";
import { LearningRateFinder } from "@nn/core/callbacks";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

const data = { inputs: [-1, 0, 1], targets: [1, 3, 5] };

async function tried(finder: LearningRateFinder, epochs = 1000) {
  const network = new Sequential([new Dense(1, 1, { activation: identity })], { seed: 1 });
  const before = network.getParameters();
  const optimizer = new SGD({ learningRate: 1 });
  const options = { loss: meanSquaredError, optimizer, epochs, batchSize: 3, evaluateEvery: 1000, onWarning: () => {} };
  const { stopped } = await network.fit(data, { ...options, callbacks: [finder] });
  expect(network.getParameters()).toEqual(before);
  return stopped;
}

test("each step has a larger rate, by the same factor, and that of an independent descent", async () => {
  const finder = new LearningRateFinder({ from: 0.001, to: 0.1, steps: 5 });
  expect(await tried(finder)).toBe("All 5 learning rates were tried.");
  const rates = [0.001, 0.00316227766, 0.01, 0.0316227766, 0.1];
  for (const [i, rate] of rates.entries()) expect(finder.tried[i]?.rate).toBeCloseTo(rate, 10);
  const start = new Sequential([new Dense(1, 1, { activation: identity })], { seed: 1 }).getParameters();
  let [w, b] = [start["0.weight"]![0]!, start["0.bias"]![0]!];
  for (const [i, { loss, rate }] of finder.tried.entries()) {
    const errors = data.inputs.map((x, n) => w * x + b - data.targets[n]!);
    expect(loss, `step ${i + 1}`).toBeCloseTo(errors.reduce((sum, e) => sum + e * e, 0) / 3, 12);
    w -= rate * errors.reduce((sum, e, n) => sum + (2 * e * data.inputs[n]!) / 3, 0);
    b -= rate * errors.reduce((sum, e) => sum + (2 * e) / 3, 0);
  }
});

test("it ends where the loss has grown, and suggests a rate at which the network learns", async () => {
  const finder = new LearningRateFinder();
  expect(await tried(finder)).toBe("The loss has grown fourfold.");
  expect(finder.tried.length).toBeLessThan(100);
  const network = new Sequential([new Dense(1, 1, { activation: identity })], { seed: 1 });
  const optimizer = new SGD({ learningRate: finder.suggested });
  const { reports } = await network.fit(data, { loss: meanSquaredError, optimizer, epochs: 50, batchSize: 3 });
  expect(reports.at(-1)?.loss).toBeLessThan(1e-6);
});

test("a finder that stands in two fits begins anew, and one without a step suggests nothing", async () => {
  const finder = new LearningRateFinder({ steps: 3, to: 1e-5 });
  expect(finder.suggested).toBeNaN();
  await tried(finder);
  const first = finder.tried;
  await tried(finder);
  expect(finder.tried).toEqual(first);
});

test("settings that are none are refused", () => {
  expect(() => new LearningRateFinder({ from: 1, to: 0.1 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LearningRateFinder: to must be above from, which is 1, but is 0.1.]`,
  );
});
