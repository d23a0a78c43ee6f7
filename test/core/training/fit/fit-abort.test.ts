import { Sequential } from "@nn/core";
import type { StopSignal } from "@nn/core/types";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { beforeEach, describe, expect, test } from "vitest";
import { data } from "./exclusive-or.js";

const loss = meanSquaredError;
const plain = new SGD({ learningRate: 0.5 });
const build = () => new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "abort" });

/** An optimizer that aborts during the given update, which is then finished. */
const abortingAt = (last: number, controller: AbortController) =>
  new SGD({
    learningRate(step) {
      if (step === last) controller.abort();
      return 0.5;
    },
  });

let network: ReturnType<typeof build>;
let controller: AbortController;
beforeEach(() => {
  network = build();
  controller = new AbortController();
});
const settings = (optimizer = plain) => ({ loss, optimizer, epochs: 5, batchSize: 1, signal: controller.signal });

describe("a signal that aborts", () => {
  test("before the training begins leaves the network as it is", async () => {
    controller.abort();
    const history = await network.fit(data, settings());
    expect(history).toEqual({ reports: [], epochs: 0, stopped: "aborted", warnings: [] });
    expect(network.getParameters()).toEqual(build().getParameters());
  });

  test("between fit and the first batch leaves the network as it is", async () => {
    const training = network.fit(data, settings());
    controller.abort();
    expect(await training).toMatchObject({ epochs: 0, stopped: "aborted" });
    expect(network.getParameters()).toEqual(build().getParameters());
  });

  test("within an epoch stops after the batch, and the history ends with the last whole epoch", async () => {
    const history = await network.fit(data, settings(abortingAt(10, controller)));
    expect(history).toMatchObject({ epochs: 2, stopped: "aborted" });
    expect(history.reports.map(({ epoch }) => epoch)).toEqual([0, 1]);
  });

  test("leaves the network with the updates made so far", async () => {
    await network.fit(data, { ...settings(abortingAt(10, controller)), shuffle: false });
    const twin = build();
    const trainer = twin.trainer({ loss, optimizer: plain, batchSize: 1 });
    for (let step = 0; step < 10; step++) trainer.step(data.inputs[step % 4]!, [data.targets[step % 4]!]);
    expect(network.getParameters()).toEqual(twin.getParameters());
  });

  test("leaves a network that can be used and trained again", async () => {
    await network.fit(data, settings(abortingAt(3, controller)));
    expect(network.predict([0, 1])[0]).toBeGreaterThan(0);
    const again = await network.fit(data, { loss, optimizer: plain, epochs: 2, batchSize: 2 });
    expect(again).toMatchObject({ epochs: 2, stopped: "finished" });
  });

  test("ends a for await loop, without an error", async () => {
    const training = network.fit(data, settings());
    const epochs: number[] = [];
    for await (const { epoch } of training) {
      epochs.push(epoch);
      if (epoch === 1) controller.abort();
    }
    expect(epochs).toEqual([0, 1]);
    expect(await training).toMatchObject({ epochs: 2, stopped: "aborted" });
  });

  test("in the last batch of all comes too late: the training is finished", async () => {
    expect(await network.fit(data, settings(abortingAt(20, controller)))).toMatchObject({
      epochs: 5,
      stopped: "finished",
    });
  });

  test("from a timer is noticed during a training that would never end", async () => {
    setTimeout(() => controller.abort(), 30);
    const endless = { ...settings(), epochs: 2 ** 50, evaluateEvery: 2 ** 40 };
    expect(await network.fit(data, endless)).toMatchObject({ stopped: "aborted" });
  });
});

test("anything with an `aborted` is a signal", async () => {
  const button = { aborted: false };
  const signal: StopSignal = button;
  const training = network.fit(data, { ...settings(), signal });
  for await (const _ of training) button.aborted = true;
  expect(await training).toMatchObject({ epochs: 1, stopped: "aborted" });
});

test("a controller in place of its signal is refused: it would never stop anything", () => {
  expect(() => network.fit(data, { ...settings(), signal: controller as never })).toThrow(/signal/);
  expect(() => network.fit(data, { ...settings(), signal: "stop" as never })).toThrow(/signal/);
});
