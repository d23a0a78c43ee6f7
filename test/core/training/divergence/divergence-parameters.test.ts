import { DivergenceError } from "@nn/core";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { data, divergence, line, settings } from "./diverging.js";

describe("a learning rate that throws a parameter out of the finite numbers", () => {
  const explodingAt = (last: number, network = line()) => {
    const seen: ReturnType<typeof network.getParameters>[] = [];
    const optimizer = new SGD({
      learningRate(step) {
        seen.push(network.getParameters());
        return step === last ? 1e308 : 1e-4;
      },
    });
    return { network, optimizer, before: () => seen.at(-1) };
  };

  test("is told by epoch, batch, step, layer and parameter", async () => {
    const { network, optimizer } = explodingAt(6);
    const error = await divergence(network.fit(data, { ...settings, optimizer }));
    expect(error.place).toMatchObject({
      what: "parameter",
      layer: "layer 0, Dense(1 → 1, identity)",
      parameter: expect.stringMatching(/^0\.weight/),
      step: 5,
      epoch: 2,
      batch: 1,
    });
    expect(error.message).toMatchInlineSnapshot(
      `"The updated parameter 0.weight[0] of layer 0, Dense(1 → 1, identity), is not a finite number in epoch 2, batch 1 (after 5 updates). Training stopped; the network keeps its last finite parameters. A smaller learningRate is the usual remedy."`,
    );
    expect(error.name).toBe("DivergenceError");
  });

  test("leaves the parameters of before that update, all of them", async () => {
    const { network, optimizer, before } = explodingAt(6);
    await divergence(network.fit(data, { ...settings, optimizer }));
    expect(network.getParameters()).toEqual(before());
    expect(network.getParameters()).not.toEqual(line().getParameters());
    expect(Object.values(network.getParameters()).every((values) => values.every(Number.isFinite))).toBe(true);
  });

  test("leaves a network that can be trained with a smaller one", async () => {
    const { network, optimizer } = explodingAt(1);
    await divergence(network.fit(data, { ...settings, optimizer }));
    const { reports } = await network.fit(data, {
      ...settings,
      optimizer: new SGD({ learningRate: 0.001 }),
      epochs: 50,
    });
    expect(reports.at(-1)!.loss).toBeLessThan(reports[0]!.loss);
  });

  test("comes out of a for await loop after the reports of the epochs before", async () => {
    const { network, optimizer } = explodingAt(6);
    const epochs: number[] = [];
    const training = network.fit(data, { ...settings, optimizer });
    training.catch(() => {});
    const loop = async () => {
      for await (const { epoch } of training) epochs.push(epoch);
    };
    await expect(loop()).rejects.toThrow(DivergenceError);
    expect(epochs).toEqual([0, 1]);
  });

  test("names a parameter as getParameters does", async () => {
    const { network, optimizer } = explodingAt(6);
    const { place } = await divergence(network.fit(data, { ...settings, optimizer }));
    expect(Object.keys(network.getParameters())).toContain(place.parameter);
  });
});
