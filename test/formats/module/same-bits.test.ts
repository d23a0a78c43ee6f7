import { Sequential } from "@nn/core";
import type { DType, Layer, Shape } from "@nn/core/component";
import { Activate, Dense, softmax } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { activations, layers } from "../../contracts/components.js";
import { trainedLayers } from "../../contracts/trained-layers.js";
import { examplesFor } from "./examples.js";
import { moduleOf } from "./module-of.js";

const formats = ["float64", "float32"] as const;

async function expectSameBits(network: Sequential): Promise<void> {
  const { predict } = await moduleOf(network);
  const inputs = examplesFor(network, 3);
  expect(predict(inputs)).toEqual(network.predict(inputs as never));
  expect(predict(inputs[1])).toEqual(network.predict(inputs[1] as never));
}

function networkOf(stack: readonly Layer[], dtype: DType, inputShape?: Shape): Sequential {
  return new Sequential(stack, { dtype, seed: "module", ...(inputShape && { inputShape }) });
}

describe.each(formats)("a module answers with the bits of predict, %s", (dtype) => {
  test.each(layers)("for $component, $layer.name", async ({ layer, options }) => {
    await expectSameBits(networkOf([layer], dtype, options?.inputShape));
  });

  test.each(activations)("for $component", async ({ activation }) => {
    await expectSameBits(networkOf([new Dense(3, 4, { activation })], dtype));
  });

  test.each(trainedLayers)("after a training, for $name", async ({ inputShape, layers: stack }) => {
    const network = networkOf(stack(), dtype, inputShape);
    const inputs = examplesFor(network, 40) as never;
    const data = { inputs, targets: Array.from({ length: 40 }, () => Array.from({ length: 10 }, (_, i) => i / 10)) };
    await network.fit(data, {
      loss: meanSquaredError,
      optimizer: new Adam(),
      epochs: 2,
      batchSize: 8,
      onWarning: () => {},
    });
    await expectSameBits(network);
  });

  test("for random stacks", async () => {
    const stack = fc
      .tuple(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 }),
        fc.array(fc.constantFrom(...activations.map(({ activation }) => activation)), { minLength: 4, maxLength: 4 }),
      )
      .map(([sizes, chosen]) => {
        return sizes.slice(1).map((units, i) => new Dense(sizes[i]!, units, { activation: chosen[i]! }));
      });
    await fc.assert(
      fc.asyncProperty(stack, (dense) => expectSameBits(networkOf(dense, dtype))),
      { numRuns: 25, seed: 14 },
    );
  });

  test("for more numbers than are written in digits", async () => {
    await expectSameBits(networkOf([new Dense(50, 40), new Dense(40, 3, { activation: softmax })], dtype));
  });
});

test("numbers that are the smallest, the largest and less than nothing keep their bits", async () => {
  const weights = [-0, 5e-324, 1e300, 0.1];
  const own = new Sequential([new Dense(4, 1), new Activate(softmax)]);
  own.setParameters({ "0.weight": weights });
  await expectSameBits(own);
});
