import { lossOf, Sequential } from "@nn/core";
import { explain, french, toText } from "@nn/explain";
import { toPyTorchTraining } from "@nn/formats";
import { Dense, identity, Reshape, relu, sigmoid } from "@nn/layers";
import { GaussianNegativeLogLikelihood } from "@nn/losses";
import { Adam } from "@nn/optim";
import { expect, test } from "vitest";
import { isCompiling, running } from "../core/recording/compiled.js";

test("the value is that of the normal distribution's density, whole or without its constant", () => {
  const [mean, variance, t] = [1.5, 0.3, 2.25];
  const density = Math.exp(-((t - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  const data = { predictions: [[mean, Math.log(variance)]], targets: [[t]] };
  const whole = lossOf(new GaussianNegativeLogLikelihood({ full: true }), data);
  expect(whole).toBeCloseTo(-Math.log(density), 13);
  expect(lossOf(new GaussianNegativeLogLikelihood(), data)).toBeCloseTo(whole - Math.log(2 * Math.PI) / 2, 13);
  // What PyTorch's documentation has for a variance below ε.
  const sure = { predictions: [[0, -50]], targets: [[1]] };
  expect(lossOf(new GaussianNegativeLogLikelihood({ epsilon: 0.5 }), sure)).toBeCloseTo((Math.log(0.5) + 2) / 2, 13);
});

test("several targets have the mean of theirs, as steps have", () => {
  const loss = new GaussianNegativeLogLikelihood();
  const rows = [
    [1, 0.5],
    [-2, 0.25],
    [0, 1],
  ];
  const own = rows.map((row, i) => lossOf(loss, { predictions: [row], targets: [[i]] }));
  const together = lossOf(loss, { predictions: [rows], targets: [[0, 1, 2]] } as never);
  expect(together).toBeCloseTo(own.reduce((sum, each) => sum + each) / 3, 14);
});

test("a network learns where its answers are to be trusted", async () => {
  const inputs = Array.from({ length: 200 }, (_, i) => [i % 2]);
  // Beside 0, targets lie 0.1 apart; beside 1, they lie 2 apart.
  const targets = inputs.map(([side = 0], i) => [side + (i % 4 < 2 ? 1 : -1) * (side === 0 ? 0.05 : 1)]);
  const network = new Sequential([new Dense(1, 2, { activation: identity })], { seed: 1 });
  const loss = new GaussianNegativeLogLikelihood();
  await network.fit(
    { inputs, targets },
    { loss, optimizer: new Adam({ learningRate: 0.1 }), epochs: 60, batchSize: 20 },
  );
  const spread = (x: number): number => Math.exp((network.predict([x] as [number]) as number[])[1]! / 2);
  expect(spread(0)).toBeCloseTo(0.05, 1);
  expect(spread(1)).toBeCloseTo(1, 1);
});

test("other outputs are refused before anything moves", () => {
  const loss = new GaussianNegativeLogLikelihood();
  const options = { loss, optimizer: new Adam(), batchSize: 1 };
  expect(() => new Sequential([new Dense(2, 3)]).trainer(options)).toThrow(
    "GaussianNegativeLogLikelihood takes a mean and the logarithm of a variance for each target, outputs of 2 numbers or of [targets, 2], but the network gives 3.",
  );
  expect(() => new Sequential([new Dense(2, 2, { activation: relu })]).trainer(options)).toThrow(
    "takes a mean and the logarithm of a variance, which can be any numbers, but layer 0, Dense(2 → 2, relu), the last one, gives numbers of at least 0. End the network in identity.",
  );
  const rows = new Sequential([new Dense(2, 4, { activation: identity }), new Reshape([2, 2])]);
  expect(rows.trainer(options).step([[1, 2]], [[1, 2]])).toBeGreaterThan(0);
  expect(() => new GaussianNegativeLogLikelihood({ epsilon: 0 })).toThrow("GaussianNegativeLogLikelihood: epsilon");
});

test.skipIf(!isCompiling)("its steps are compiled, also as the code of a tiny network", async () => {
  const parts = { activation: sigmoid, loss: new GaussianNegativeLogLikelihood(), optimizer: new Adam() };
  expect(await running([9, 3, 2], parts)).toMatchObject({ recorded: ["whole"], loops: 0 });
  expect(await running([2, 1, 2], parts)).toEqual({ recorded: ["whole"], isStraightLine: true, loops: 0 });
});

test("it is explained by its numbers, and written for PyTorch", () => {
  const loss = new GaussianNegativeLogLikelihood();
  const network = new Sequential([new Dense(2, 2, { activation: identity })], { seed: 1 });
  for (const language of [undefined, french]) {
    const text = toText(explain(network, { input: [1, 2], target: [0.5], loss, parameter: "w1" }), {
      ...(language && { language }),
    });
    expect(text).toMatch(/∂L\/∂w1 =/);
    expect(text).not.toMatch(/undefined|NaN/);
  }
  const training = toPyTorchTraining(network, { loss, optimizer: new Adam(), epochs: 1, batchSize: 2, examples: 4 });
  expect(training["train.py"]).toContain("p, t = outputs.reshape(-1, 2), targets.reshape(-1, 1)");
});
