import type { Frame, Layer, TrainFrame } from "@nn/core/component";
import { Dense, Dropout, identity, Residual, zeros } from "@nn/layers";
import { layerContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { broken } from "./broken.js";

type DenseFrame = TrainFrame<"weight" | "bias", "z" | "dz">;

/** A Dense layer with one of its passes replaced. */
function denseWith(passes: { forward?: (frame: DenseFrame) => void; backward?: (frame: DenseFrame) => void }): Layer {
  const dense = new Dense(3, 3, { activation: identity });
  return Object.assign(Object.create(dense), { name: "broken", ...passes }) as Layer;
}

const WHERE = ["in a training", "in a prediction"];
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
    expect(broken(layerContract(layer))).toEqual(WHERE.map((where) => `backward adds to the gradients, ${where}`));
  });

  test("a division by the batch", () => {
    const layer = denseWith({
      backward(frame) {
        right.backward(frame);
        for (let i = 0; i < 3; i++) frame.gradients.bias[i]! /= frame.batch;
      },
    });
    expect(broken(layerContract(layer))).toContain(
      "its gradients agree with central differences, batch 2, in a training",
    );
  });

  test("an output beyond the batch", () => {
    const layer = denseWith({
      forward: (frame) => right.forward({ ...frame, batch: frame.batch + 1 } as Frame<"weight" | "bias", "z" | "dz">),
    });
    expect(broken(layerContract(layer))).toContain(
      "forward writes the outputs of the batch, and nothing else, in a training",
    );
  });

  test("a changed input", () => {
    const layer = denseWith({
      forward(frame) {
        right.forward(frame);
        frame.x[0] = 1;
      },
    });
    expect(broken(layerContract(layer))).toContain(
      "forward writes the outputs of the batch, and nothing else, in a training",
    );
  });

  test("an array of its own", () => {
    const layer = Object.assign(denseWith({}), { cache: new Float64Array(3) });
    expect(broken(layerContract(layer))).toEqual(["holds no arrays of its own: it is a description"]);
  });

  test("a shape that it says it keeps", () => {
    const layer = Object.assign(Object.create(new Dense(3, 2)), { keepsShape: true });
    expect(broken(layerContract(layer))).toEqual(["gives a shape, and the same one each time"]);
  });

  test("axes in front that it says it keeps", () => {
    class OfOne extends Dense {
      override outputShape(): readonly [...number[], number] {
        return [this.units];
      }
    }
    const checks = broken(layerContract(new OfOne(3, 2)));
    expect(checks).toEqual(["gives a shape, and the same one each time"]);
  });

  test("random numbers that aren't the same in both passes of a step", () => {
    let draws = 0;
    class Forgetful extends Dropout {
      override backward({ kernels, dx, dy, scratch: { u }, batch, inputSize }: TrainFrame<never, never>): void {
        kernels.uniform!(u!, [draws++, 1], [1], batch * inputSize);
        for (let i = 0; i < batch * inputSize; i++) dx![i] = u![i]! < 0.5 ? 0 : 2 * dy[i]!;
      }
    }
    const checks = broken(layerContract(new Forgetful(0.5), { inputShape: [7] }));
    expect(checks).toContain("its gradients agree with central differences, batch 7, in a training");
  });

  test("a prediction that is random, or changes what the layer remembers", () => {
    const counting: Layer<never, never, "count"> = {
      name: "counting",
      keepsShape: true,
      outputShape: (input) => input,
      parameters: () => ({}),
      saved: () => ({}),
      state: () => ({ count: { shape: [1], initializer: zeros, fanIn: 1, fanOut: 1 } }),
      forward({ x, y, state, batch, inputSize }) {
        state.count[0]!++;
        for (let i = 0; i < batch * inputSize; i++) y[i] = x[i]! + state.count[0]!;
      },
      backward({ dx, dy, batch, inputSize }) {
        if (dx) for (let i = 0; i < batch * inputSize; i++) dx[i] = dy[i]!;
      },
    };
    const checks = broken(layerContract(counting, { inputShape: [2] }));
    expect(checks).toContain("forward writes the outputs of the batch, and nothing else, in a prediction");
    expect(checks).toContain("forward gives the same bits each time, in a prediction");
  });

  test("a branch whose part of the derivative is left out", () => {
    const layer = Object.assign(Object.create(new Residual([new Dense(3, 3)])), {
      backward({ dx, dy, batch, inputSize, branches: { body } }: TrainFrame<never, never, never, "body">) {
        for (let i = 0; i < batch * inputSize; i++) body.dy[i] = dy[i]!;
        body.backward();
        for (let i = 0; i < batch * inputSize; i++) dx![i] = dy[i]!;
      },
    }) as Layer;
    expect(broken(layerContract(layer))).toContainEqual(gradientsDiffer);
  });

  test("a branch that is never run", () => {
    const layer = Object.assign(Object.create(new Residual([new Dense(3, 3)])), {
      forward({ x, y, batch, inputSize, branches: { body } }: Frame<never, never, never, "body">) {
        for (let i = 0; i < batch * inputSize; i++) y[i] = x[i]! + body.y[i]!;
      },
    }) as Layer;
    const checks = broken(layerContract(layer));
    expect(checks).toContain("forward writes the outputs of the batch, and nothing else, in a training");
  });

  test("scratch that is kept from forward to backward, or used in a prediction", () => {
    const keeping: Layer<never, never> = {
      name: "keeping",
      keepsShape: true,
      outputShape: (input) => input,
      parameters: () => ({}),
      saved: () => ({}),
      scratch: (input) => ({ factor: input }),
      forward({ x, y, scratch, batch, inputSize }) {
        for (let i = 0; i < batch * inputSize; i++) {
          scratch.factor![i] = 2;
          y[i] = scratch.factor![i]! * x[i]!;
        }
      },
      backward({ dx, dy, scratch, batch, inputSize }) {
        if (dx) for (let i = 0; i < batch * inputSize; i++) dx[i] = scratch.factor![i]! * dy[i]!;
      },
    };
    const checks = broken(layerContract(keeping, { inputShape: [2] }));
    expect(checks).toContain("its gradients agree with central differences, batch 2, in a training");
    expect(checks).toContain("forward writes the outputs of the batch, and nothing else, in a prediction");
  });
});
