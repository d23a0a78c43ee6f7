import { type FitOptions, Sequential, type Warning } from "@nn/core";
import type { Layer } from "@nn/core/component";
import { BatchNormalization, Conv2D, Dense, Flatten, identity, Residual } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, ClipByValue, LBFGS, ParameterGroups, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

/*
 * What is allowed about the sizes of batches, and most likely not meant: as data of the component, which its name isn't.
 */

const sgd = new SGD({ learningRate: 0.1 });

/** The warnings about batches of a training on so many examples. */
async function warningsOf(
  layers: readonly Layer[],
  examples: number,
  batchSize: number,
  options: Partial<FitOptions> = {},
  inputShape: readonly number[] = [3],
): Promise<readonly Warning[]> {
  const network = new Sequential(layers as Layer[], { seed: 1, inputShape });
  const size = inputShape.reduce((product, each) => product * each, 1);
  const inputs = Float64Array.from({ length: examples * size }, (_, i) => Math.sin(i));
  const targets = Array.from({ length: examples }, (_, i) => [(i % 3) / 2]);
  const told: Warning[] = [];
  const { warnings } = await network.fit(
    { inputs, targets },
    { loss: meanSquaredError, optimizer: sgd, epochs: 4, batchSize, onWarning: (each) => told.push(each), ...options },
  );
  expect(told).toEqual(warnings);
  return warnings.filter(({ kind }) => kind === "batch of one" || kind === "other examples");
}

describe("a batch of a single example, before a layer that takes means over examples,", () => {
  const out = new Dense(3, 1, { activation: identity });
  const normalized = [new Dense(3, 3, { activation: identity }), new BatchNormalization(), out];

  test("is warned of where each batch is one", async () => {
    expect(await warningsOf(normalized, 6, 1)).toMatchInlineSnapshot(`
      [
        {
          "kind": "batch of one",
          "layer": "layer 1, BatchNormalization",
          "message": "layer 1, BatchNormalization, takes means over batches, but each batch is a single example, so that its output doesn't depend on its input. Choose a batchSize of 16 or more.",
        },
      ]
    `);
  });

  test("and where the last of an epoch is one", async () => {
    expect(await warningsOf(normalized, 9, 4)).toMatchInlineSnapshot(`
      [
        {
          "kind": "batch of one",
          "layer": "layer 1, BatchNormalization",
          "message": "layer 1, BatchNormalization, takes means over batches, but the last batch of 9 examples is a single example, so that its output doesn't depend on its input. Choose a batchSize that leaves none over, such as 5.",
        },
      ]
    `);
    // An epoch of one example, whatever the size of its batches.
    const [only] = await warningsOf(normalized, 1, 8);
    expect(only!.message).toMatch(/but each batch is a single example, .* Give it more examples\.$/);
    const [one] = await warningsOf(normalized, 1, 1);
    expect(one!.message).toBe(only!.message);
  });

  test("within a branch, by the place of the layer", async () => {
    const [warning] = await warningsOf([new Residual(normalized.slice(0, 2)), out], 5, 2);
    expect(warning!.layer).toBe("layer 0.body.1, BatchNormalization");
  });

  test("names a size that leaves none over", async () => {
    const [warning] = await warningsOf(normalized, 7, 2);
    expect(warning!.message).toContain("such as 4.");
  });

  test("is one of a layer from outside, which says so", async () => {
    const own: Layer = Object.assign(Object.create(new BatchNormalization()), { name: "own" });
    expect((await warningsOf([own, out], 3, 2)).map(({ kind }) => kind)).toEqual(["batch of one"]);
  });

  test.each<[string, readonly Layer[], number, number, Partial<FitOptions>, number[]?]>([
    ["there are others in each batch", normalized, 8, 4, {}],
    ["the last batch has two", normalized, 6, 4, {}],
    [
      "the mean is over an example's places",
      [new BatchNormalization(), new Flatten(), new Dense(8, 1)],
      3,
      1,
      {},
      [4, 2],
    ],
    [
      "there are places left behind a convolution",
      [new Conv2D(1, 2, { kernelSize: [2, 2] }), new BatchNormalization(), new Flatten(), new Dense(8, 1)],
      3,
      1,
      {},
      [3, 3, 1],
    ],
    ["moving averages are taken", normalized, 3, 1, { frozen: ({ fullName }) => fullName.startsWith("1.") }],
  ])("isn't warned of where %s", async (_, layers, examples, batchSize, options, inputShape) => {
    expect(await warningsOf(layers, examples, batchSize, options, inputShape)).toEqual([]);
  });
});

describe("an optimizer that compares its steps", () => {
  const dense = [new Dense(3, 1)];
  const lbfgs = new LBFGS();

  test("is warned of on batches that differ", async () => {
    expect(await warningsOf(dense, 6, 4, { optimizer: lbfgs })).toMatchInlineSnapshot(`
      [
        {
          "kind": "other examples",
          "message": "LBFGS(memory 10) compares the gradients of its updates, which have to be of the same examples, but each batch has others. Give it all in one, batchSize: 6, or choose an optimizer for batches, such as Adam.",
        },
      ]
    `);
  });

  test("also within another one", async () => {
    const groups = new ParameterGroups({
      groups: [{ of: ({ role }) => role === "bias", optimizer: sgd }, { optimizer: lbfgs }],
    });
    expect((await warningsOf(dense, 6, 3, { optimizer: groups })).map(({ kind }) => kind)).toEqual(["other examples"]);
  });

  test("and isn't on all examples in one batch, nor is another optimizer", async () => {
    expect(await warningsOf(dense, 6, 6, { optimizer: lbfgs })).toEqual([]);
    expect(await warningsOf(dense, 6, 100, { optimizer: lbfgs })).toEqual([]);
    for (const optimizer of [new Adam(), new ClipByValue({ optimizer: sgd, limit: 1 })]) {
      expect(await warningsOf(dense, 6, 2, { optimizer })).toEqual([]);
    }
  });
});
