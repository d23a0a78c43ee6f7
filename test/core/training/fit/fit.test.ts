import { Sequential, seededRandom } from "@nn/core";
import { permute, uniform } from "@nn/core/component";
import type { Seed } from "@nn/core/types";
import { Dense, tanh } from "@nn/layers";
import { binaryAccuracy, meanAbsoluteError, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const random = seededRandom("fit");
const inputs = Array.from({ length: 10 }, () => [uniform(random, -1, 1), uniform(random, -1, 1)]);
const data = { inputs, targets: inputs.map(([a, b]) => (a! * b! > 0 ? 1 : 0)) };
const elsewhere = { inputs: inputs.map(([a, b]) => [b! / 2, -a!]), targets: data.targets };

const build = (seed: Seed = "fit") =>
  new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], { seed });
const settings = () => ({
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: 0.5, momentum: 0.9 }),
  epochs: 7,
  batchSize: 3,
});
const epochsOf = (reports: readonly { readonly epoch: number }[]): number[] => reports.map(({ epoch }) => epoch);

describe("the history", () => {
  test("has a report for each epoch, counted from 0", async () => {
    const history = await build().fit(data, settings());
    expect(epochsOf(history.reports)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect([history.epochs, history.stopped]).toEqual([7, "finished"]);
  });

  test.each([
    [1, [0, 1, 2, 3, 4, 5, 6]],
    [2, [0, 2, 4, 6]],
    [3, [0, 3, 6]],
    [4, [0, 4, 6]],
    [100, [0, 6]],
  ])("of every %i. epoch begins with the first and ends with the last", async (evaluateEvery, epochs) => {
    const { reports } = await build().fit(data, { ...settings(), evaluateEvery });
    expect(epochsOf(reports)).toEqual(epochs);
  });

  test("has the figures of the whole data after the epoch's updates, as evaluate gives them", async () => {
    const network = build();
    const { reports } = await network.fit(data, { ...settings(), metrics: { share: binaryAccuracy } });
    const after = network.evaluate(data, { loss: meanSquaredError, metrics: { share: binaryAccuracy } });
    expect(reports.at(-1)).toEqual({ epoch: 6, ...after });
    const first = build();
    await first.fit(data, { ...settings(), epochs: 1 });
    expect(reports[0]!.loss).toBe(first.evaluate(data, { loss: meanSquaredError }).loss);
  });

  test("has the same figures of the validation data", async () => {
    const network = build();
    const metrics = { error: meanAbsoluteError };
    const { reports } = await network.fit(data, { ...settings(), metrics, validation: elsewhere });
    const { validation } = reports.at(-1)!;
    expect(validation).toEqual(network.evaluate(elsewhere, { loss: meanSquaredError, metrics }));
    expect(Object.keys(reports[0]!)).toEqual(["epoch", "loss", "error", "validation"]);
  });

  test("doesn't depend on how often it is taken, nor does the network", async () => {
    const [often, seldom] = [build(), build()];
    const { reports } = await often.fit(data, { ...settings(), validation: elsewhere });
    const sparse = await seldom.fit(data, { ...settings(), evaluateEvery: 3 });
    expect(often.getParameters()).toEqual(seldom.getParameters());
    expect(sparse.reports.map(({ loss }) => loss)).toEqual([0, 3, 6].map((epoch) => reports[epoch]!.loss));
  });
});

describe("fit is a loop over trainer.step", () => {
  /** The same training by hand. */
  function byHand(network: ReturnType<typeof build>, shuffled: boolean, batchSize: number, seed: Seed): void {
    const { loss, optimizer, epochs } = settings();
    const trainer = network.trainer({ loss, optimizer, batchSize });
    const source = seededRandom(seed, "shuffle");
    const rows = Array.from(data.targets.keys());
    for (let epoch = 0; epoch < epochs; epoch++) {
      if (shuffled) permute(source, rows);
      for (let from = 0; from < rows.length; from += batchSize) {
        const batch = rows.slice(from, from + batchSize);
        trainer.step(
          batch.map((row) => data.inputs[row]!),
          batch.map((row) => data.targets[row]!),
        );
      }
    }
  }

  for (const shuffle of [false, true]) {
    test.each([1, 3, 10, 1000])(`with shuffle ${shuffle}, batches of %i, bit for bit`, async (batchSize) => {
      const [fitted, stepped] = [build(), build()];
      await fitted.fit(data, { ...settings(), batchSize, shuffle });
      byHand(stepped, shuffle, batchSize, "fit");
      expect(fitted.getParameters()).toEqual(stepped.getParameters());
      expect(fitted.getParameters()).not.toEqual(build().getParameters());
    });
  }

  test("with shuffling unless told otherwise, from the network's seed", async () => {
    const [fitted, stepped] = [build(), build()];
    await fitted.fit(data, settings());
    byHand(stepped, true, 3, "fit");
    expect(fitted.getParameters()).toEqual(stepped.getParameters());
  });

  test("with a seed of its own, whatever the network's seed", async () => {
    const [fitted, stepped] = [build("a"), build("b")];
    stepped.setParameters(fitted.getParameters());
    await fitted.fit(data, { ...settings(), seed: "orders" });
    byHand(stepped, true, 3, "orders");
    expect(fitted.getParameters()).toEqual(stepped.getParameters());
  });

  test("with the optimizer's memory of this training alone", async () => {
    const optimizer = new Adam({ learningRate: 0.1 });
    const [first, second] = [build(), build()];
    await first.fit(data, { ...settings(), optimizer });
    await second.fit(data, { ...settings(), optimizer });
    expect(first.getParameters()).toEqual(second.getParameters());
  });
});

test("a training makes the loss small", async () => {
  const { reports } = await build().fit(data, { ...settings(), epochs: 400 });
  expect(reports.at(-1)!.loss).toBeLessThan(0.01 * reports[0]!.loss);
});
