import { DataError, type Dataset, DivergenceError } from "@nn/core";
import type { Loss } from "@nn/core/component";
import { meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { data, divergence, line, settings } from "./diverging.js";

/** The squared error, with one of its numbers replaced. */
const lossWith = (pass: Partial<Loss>): Loss => ({ ...meanSquaredError, name: "broken", ...pass });

describe("a loss that leaves the finite numbers", () => {
  test("because a layer's output did: the first such layer is told", async () => {
    const network = line();
    network.setParameters({ "1.weight": [1e308] });
    const error = await divergence(network.fit(data, settings));
    expect(error.place).toMatchObject({ what: "loss", layer: "layer 1, Dense(1 → 1, identity)", epoch: 0, batch: 0 });
    expect(error.message).toMatchInlineSnapshot(
      `"The output of layer 1, Dense(1 → 1, identity), is not a finite number in epoch 0, batch 0 (after 0 updates). Training stopped; the network keeps its last finite parameters. No update has been made yet: look at the size of the inputs (standardize, minMax) and of the first parameters, and at the forward of a layer of your own."`,
    );
  });

  test("though every layer's output is finite: the loss itself is told", async () => {
    const far = { inputs: [1], targets: [1e200] };
    const error = await divergence(line().fit(far, { ...settings, batchSize: 1 }));
    expect(error.place).toEqual({ what: "loss", step: 0, epoch: 0, batch: 0 });
    expect(error.message).toMatchInlineSnapshot(
      `"The loss is not a finite number in epoch 0, batch 0 (after 0 updates). Training stopped; the network keeps its last finite parameters. Every layer's output is finite, so the loss overflowed: look at the size of the targets and of the inputs (standardize, minMax), and at the learningRate."`,
    );
  });

  test("leaves the network as it was", async () => {
    const network = line();
    const nan = lossWith({ value: ({ values }) => void values.fill(Number.NaN) });
    await divergence(network.fit(data, { ...settings, loss: nan }));
    expect(network.getParameters()).toEqual(line().getParameters());
  });
});

describe("a gradient that leaves the finite numbers", () => {
  const infinite = lossWith({ gradient: ({ dprediction }) => void dprediction.fill(-Infinity) });

  test("is told by the last layer, where the way back begins", async () => {
    const network = line();
    const error = await divergence(network.fit(data, { ...settings, loss: infinite }));
    expect(error.place).toMatchObject({
      what: "gradient",
      parameter: expect.stringMatching(/^1\.weight/),
      step: 0,
      epoch: 0,
      batch: 0,
    });
    expect(error.message).toMatchInlineSnapshot(
      `"The gradient of 1.weight[0] of layer 1, Dense(1 → 1, identity), is not a finite number in epoch 0, batch 0 (after 0 updates). Training stopped; the network keeps its last finite parameters. No update has been made yet: look at the size of the inputs (standardize, minMax) and of the first parameters, and at the forward of a layer of your own."`,
    );
    expect(network.getParameters()).toEqual(line().getParameters());
  });

  test("is told by the layer in which it overflowed", async () => {
    const network = line();
    network.setParameters({ "1.weight": [1e306] });
    const error = await divergence(network.fit({ inputs: [1e-306], targets: [1e150] }, { ...settings, batchSize: 1 }));
    expect(error.place).toMatchObject({ what: "gradient", layer: "layer 0, Dense(1 → 1, identity)" });
  });
});

test("a trainer's own divergence has a step, and no epoch", () => {
  const { loss, optimizer } = settings;
  const trainer = line().trainer({ loss, optimizer, batchSize: 1 });
  trainer.step([1], [2]);
  const step = () => trainer.step([1], [1e200]);
  expect(step).toThrow(DivergenceError);
  expect(step).toThrowErrorMatchingInlineSnapshot(
    `[DivergenceError: The loss is not a finite number after 1 update. Training stopped; the network keeps its last finite parameters. Every layer's output is finite, so the loss overflowed: look at the size of the targets and of the inputs (standardize, minMax), and at the learningRate.]`,
  );
  expect(trainer.stepCount).toBe(1);
});

test("a data set that yields NaN mid-way is told as what it is: a DataError", async () => {
  const network = line();
  let reads = 0;
  const torn: Dataset = {
    size: 6,
    inputShape: [1],
    targetShape: [1],
    read(inputs, targets, _rows, from, to) {
      inputs.fill(1, 0, to - from);
      targets.fill(++reads === 2 ? Number.NaN : 1, 0, to - from);
    },
  };
  await expect(network.fit(torn, { ...settings, epochs: 1 })).rejects.toThrow(DataError);
  expect(Object.values(network.getParameters()).every((values) => values.every(Number.isFinite))).toBe(true);
});
