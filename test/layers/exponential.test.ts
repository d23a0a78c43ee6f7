import { Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import { Activate, exponential } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { Scale } from "your-own/dist/scale.js";

test.each(["float32", "float64"] as const)("the exponential function stays at e⁸⁸ in %s", (dtype) => {
  const network = new Sequential([new Activate(exponential)], { inputShape: [3], dtype });
  const [before, at, behind] = network.predict(Float64Array.of(87, 88, 100)) as ArrayLike<number> as number[];
  expect(before! / Math.exp(87)).toBeCloseTo(1, 5);
  expect(at! / Math.exp(88)).toBeCloseTo(1, 5);
  expect(behind).toBe(at);
});

test("its derivative is itself up to 88, and 0 from there on", () => {
  const network = new Sequential([new Scale() as Layer, new Activate(exponential)], { inputShape: [3] });
  const trainer = network.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0 }), batchSize: 1 });
  const inputs = [87, 88, 100];
  trainer.step(Float64Array.from(inputs), Float64Array.of(0, 0, 0));
  const { "0.gain": gradients } = trainer.gradients() as unknown as Readonly<Record<string, readonly number[]>>;
  // The loss has the derivative 2/3·a, and a gain of 1 that times a and x.
  expect(gradients![0]! / ((2 / 3) * Math.exp(87) ** 2 * 87)).toBeCloseTo(1, 12);
  expect(gradients!.slice(1).map((gradient) => Math.abs(gradient))).toEqual([0, 0]);
});
