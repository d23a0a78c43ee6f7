import type { Frame, Layer, TrainFrame } from "@nn/core/component";
import { Dense, identity } from "@nn/layers";
import { layerContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { broken } from "./broken.js";

type DenseFrame = TrainFrame<"weight" | "bias", "z" | "dz">;

/** A Dense layer with one of its passes replaced. */
function denseWith(passes: { forward?: (frame: DenseFrame) => void; backward?: (frame: DenseFrame) => void }): Layer {
  const dense = new Dense(3, 3, { activation: identity });
  return Object.assign(Object.create(dense), { name: "broken", ...passes }) as Layer;
}

const right = new Dense(3, 3, { activation: identity });
const gradientsDiffer = expect.stringMatching(/^its gradients agree with central differences/);

describe("the layer contract notices", () => {
  test("a wrong sign", () => {
    const layer = denseWith({
      backward(frame) {
        right.backward(frame);
        for (let i = 0; i < frame.gradients.weight.length; i++) frame.gradients.weight[i]! *= -1;
      },
    });
    expect(broken(layerContract(layer))).toContainEqual(gradientsDiffer);
  });

  test("a missing term", () => {
    const layer = denseWith({ backward: (frame) => right.backward({ ...frame, batch: frame.batch - 1 }) });
    expect(broken(layerContract(layer))).toContainEqual(gradientsDiffer);
  });

  test("a gradient that isn't added to", () => {
    const layer = denseWith({
      backward(frame) {
        const bias = frame.gradients.bias.slice();
        right.backward(frame);
        frame.gradients.bias.set(bias);
      },
    });
    expect(broken(layerContract(layer))).toContainEqual(gradientsDiffer);
  });

  test("a swapped transpose", () => {
    const layer = denseWith({
      backward(frame) {
        right.backward({ ...frame, dx: null });
        frame.kernels.matmul(frame.dx!, frame.saved.dz, frame.parameters.weight, frame.batch, 3, 3);
      },
    });
    expect(broken(layerContract(layer))).toContainEqual(gradientsDiffer);
  });

  test("a gradient that is set instead of added to", () => {
    const layer = denseWith({
      backward(frame) {
        frame.gradients.weight.fill(0);
        right.backward(frame);
      },
    });
    expect(broken(layerContract(layer))).toEqual(["backward adds to the gradients"]);
  });

  test("a division by the batch", () => {
    const layer = denseWith({
      backward(frame) {
        right.backward(frame);
        for (let i = 0; i < 3; i++) frame.gradients.bias[i]! /= frame.batch;
      },
    });
    expect(broken(layerContract(layer))).toContain("its gradients agree with central differences, batch 2");
  });

  test("an output beyond the batch", () => {
    const layer = denseWith({
      forward: (frame) => right.forward({ ...frame, batch: frame.batch + 1 } as Frame<"weight" | "bias", "z" | "dz">),
    });
    expect(broken(layerContract(layer))).toContain("forward writes the outputs of the batch, and nothing else");
  });

  test("a changed input", () => {
    const layer = denseWith({
      forward(frame) {
        right.forward(frame);
        frame.x[0] = 1;
      },
    });
    expect(broken(layerContract(layer))).toContain("forward writes the outputs of the batch, and nothing else");
  });

  test("an array of its own", () => {
    const layer = Object.assign(denseWith({}), { cache: new Float64Array(3) });
    expect(broken(layerContract(layer))).toEqual(["holds no arrays of its own: it is a description"]);
  });

  test("a shape that it says it keeps", () => {
    const layer = Object.assign(Object.create(new Dense(3, 2)), { keepsShape: true });
    expect(broken(layerContract(layer))).toEqual(["gives a shape, and the same one each time"]);
  });
});
