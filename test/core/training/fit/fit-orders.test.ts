import { type Dataset, type FitOptions, Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const SIZE = 7;
const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), epochs: 4, batchSize: 3 };

/** The orders in which the epochs of a training read the examples. */
async function orders(more: Partial<FitOptions> = {}, networkSeed = "network"): Promise<number[][]> {
  let read: number[] = [];
  const epochs: number[][] = [];
  const data: Dataset = {
    size: SIZE,
    inputShape: [1],
    targetShape: [1],
    read(inputs, targets, rows, from, to) {
      // A report reads all examples at once, after the epoch's last batch of 1.
      if (to - from === SIZE) epochs.push(read.splice(0));
      else read = read.concat([...rows.subarray(from, to)]);
      inputs.fill(0, 0, to - from);
      targets.fill(0, 0, to - from);
    },
  };
  await new Sequential([new Dense(1, 1)], { seed: networkSeed }).fit(data, { ...options, ...more });
  // What is read in one go, to be evaluated, leaves nothing of its own.
  return epochs.filter((rows) => rows.length > 0);
}

const sorted = (rows: readonly number[]): number[] => [...rows].sort((a, b) => a - b);
const inOrder = [0, 1, 2, 3, 4, 5, 6];

describe("each epoch takes every example once", () => {
  test("in a new order", async () => {
    const epochs = await orders();
    expect(epochs.map(sorted)).toEqual([inOrder, inOrder, inOrder, inOrder]);
    expect(new Set(epochs.map((rows) => rows.join())).size).toBe(4);
  });

  test("in the order of the data without shuffling", async () => {
    expect(await orders({ shuffle: false })).toEqual([inOrder, inOrder, inOrder, inOrder]);
  });

  test("in the orders it has always taken", async () => {
    expect((await orders({ seed: "lab-0" })).map((rows) => rows.join(" "))).toMatchInlineSnapshot(`
      [
        "6 5 4 0 1 2 3",
        "6 4 5 1 0 3 2",
        "5 0 6 2 4 1 3",
        "5 3 2 6 1 0 4",
      ]
    `);
  });
});

describe("the orders", () => {
  test("come from the network's seed, or from one of their own", async () => {
    expect(await orders({}, "a")).toEqual(await orders({}, "a"));
    expect(await orders({}, "a")).not.toEqual(await orders({}, "b"));
    expect(await orders({ seed: "a" }, "b")).toEqual(await orders({}, "a"));
  });

  test("don't depend on the batch size", async () => {
    expect(await orders({ batchSize: 2 })).toEqual(await orders({ batchSize: 3 }));
  });

  test("are drawn evenly: each example is first as often as every other", async () => {
    const epochs = await orders({ epochs: 7000 });
    const firsts = inOrder.map((row) => epochs.filter(([first]) => first === row).length);
    // A count deviates by √(7000 · 1/7 · 6/7) = 29.
    for (const count of firsts) expect(Math.abs(count - 1000)).toBeLessThan(4 * 29.3);
  });
});

test("the last batch of an epoch is smaller, and counts as a batch of its own size", async () => {
  const network = new Sequential([new Dense(1, 1, { useBias: false })]);
  const single = new Sequential([new Dense(1, 1, { useBias: false })]);
  const data = { inputs: [1, 2, 3], targets: [0, 1, 1] };
  await network.fit(data, { ...options, epochs: 1, batchSize: 2, shuffle: false });
  const trainer = single.trainer({ ...pick(options), batchSize: 2 });
  trainer.step([1, 2], [0, 1]);
  trainer.step([3], [1]);
  expect(network.getParameters()).toEqual(single.getParameters());
});

function pick({ loss, optimizer }: typeof options): Pick<FitOptions, "loss" | "optimizer"> {
  return { loss, optimizer };
}
