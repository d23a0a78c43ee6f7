import { DivergenceError, type EpochReport, Sequential } from "@nn/core";
import { power } from "@nn/core/component";
import { Dense, identity } from "@nn/layers";
import { meanAbsoluteError, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

const line = () => new Sequential([new Dense(1, 1, { activation: identity })], { seed: 1 });
const data = { inputs: [1, 2, 3], targets: [2, 4, 6] };
const settings = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.01 }), epochs: 2, batchSize: 3 };

test("a training whose last update goes too far doesn't end as if all were well", async () => {
  const optimizer = new SGD({ learningRate: 1e200 });
  const training = line().fit(data, { ...settings, optimizer, epochs: 1 });
  const error: unknown = await training.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DivergenceError);
  expect((error as DivergenceError).place).toEqual({ what: "loss", step: 1, epoch: 0, batch: 0 });
});

test("the reports of any training fit where reports are asked for", async () => {
  const epochsOf = (reports: readonly EpochReport[]): number[] => reports.map(({ epoch }) => epoch);
  const plain = await line().fit(data, settings);
  const measured = await line().fit(data, { ...settings, metrics: { error: meanAbsoluteError }, validation: data });
  expect(epochsOf(plain.reports)).toEqual(epochsOf(measured.reports));
});

test("giving up the reports of a training that was awaited is nothing special", async () => {
  const training = line().fit(data, settings);
  const iterator = training[Symbol.asyncIterator]();
  await training;
  expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
});

test("a power takes a whole exponent", () => {
  expect(power(2, 10)).toBe(1024);
  for (const n of [-1, 0.5, Infinity, Number.NaN]) expect(() => power(2, n)).toThrow(/whole exponent/);
});
