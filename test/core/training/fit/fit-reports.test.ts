import { setImmediate as eventLoopTurn } from "node:timers/promises";
import { type Fit, Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { data } from "./exclusive-or.js";

const loss = meanSquaredError;
const optimizer = new SGD({ learningRate: 0.5, momentum: 0.5 });
const settings = { loss, optimizer, epochs: 5, batchSize: 1 };
const build = () => new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "reports" });
type Training = Fit<Record<never, never>>;

/** The epochs that a training reports. */
async function epochsOf(training: Training): Promise<number[]> {
  const epochs: number[] = [];
  for await (const { epoch } of training) epochs.push(epoch);
  return epochs;
}

/** A network after a whole training that was simply awaited. */
async function trained(epochs = settings.epochs): Promise<Sequential> {
  const network = build();
  await network.fit(data, { ...settings, epochs });
  return network;
}

/** A training that has just been asked for. (It begins with the next microtask, so a hook would be too early for it.) */
function start() {
  const network = build();
  return { network, training: network.fit(data, settings) };
}

describe("for await", () => {
  test("yields each report when its epoch is done, and the same that the history keeps", async () => {
    const { network, training } = start();
    const seen: unknown[] = [];
    for await (const report of training) {
      seen.push(report);
      expect(network.evaluate(data, { loss }).loss).toBe(report.loss);
    }
    const history = await training;
    expect(seen).toEqual(history.reports);
    expect(history).toMatchObject({ epochs: 5, stopped: "finished" });
    expect(history).toEqual(await build().fit(data, settings));
  });

  test("trains as awaiting does, bit for bit", async () => {
    const { network, training } = start();
    await epochsOf(training);
    expect(network.getParameters()).toEqual((await trained()).getParameters());
  });

  test("stops the training when it is left, and the network keeps what it has", async () => {
    const { network, training } = start();
    for await (const { epoch } of training) if (epoch === 2) break;
    expect(network.getParameters()).toEqual((await trained(3)).getParameters());
    const history = await training;
    expect(history).toMatchObject({ epochs: 3, stopped: "left" });
    expect(history.reports.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
  });

  test("stops the training when its body throws, and the body's error comes through", async () => {
    const { training } = start();
    const mistake = new Error("mine");
    const loop = async () => {
      for await (const _ of training) throw mistake;
    };
    await expect(loop()).rejects.toBe(mistake);
    expect(await training).toMatchObject({ epochs: 1, stopped: "left" });
  });

  test("may begin later than fit: no training begins twice", async () => {
    const { network, training } = start();
    await eventLoopTurn();
    await epochsOf(training).catch(() => {});
    await training;
    expect(network.getParameters()).toEqual((await trained()).getParameters());
  });

  test("may follow the awaited history: nothing is trained again", async () => {
    const { network, training } = start();
    const history = await training;
    const after = network.getParameters();
    await epochsOf(training).catch(() => {});
    expect(network.getParameters()).toEqual(after);
    expect(history.reports).toHaveLength(5);
    expect((await training).epochs).toBe(5);
  });

  test("may be repeated: nothing is trained again", async () => {
    const { network, training } = start();
    await epochsOf(training);
    const after = network.getParameters();
    await epochsOf(training).catch(() => {});
    expect(network.getParameters()).toEqual(after);
    expect((await training).reports).toHaveLength(5);
  });
});

describe("awaiting the history always ends", () => {
  test("when the reports were asked for and never taken", async () => {
    const { training } = start();
    training[Symbol.asyncIterator]();
    expect(await training).toMatchObject({ epochs: 5 });
  });

  test("when the reports were given up before the first", async () => {
    const { training } = start();
    await training[Symbol.asyncIterator]().return?.();
    expect(await training).toMatchObject({ epochs: 0, stopped: "left" });
  });
});

test("two trainings one after another go on from where the first ended", async () => {
  const { network, training } = start();
  await training;
  const before = network.evaluate(data, { loss }).loss;
  const { reports } = await network.fit(data, { ...settings, optimizer: new SGD({ learningRate: 0 }), epochs: 1 });
  expect(reports[0]!.loss).toBe(before);
});
