import { defaultBackend, Sequential } from "@nn/core";
import { reference } from "@nn/core/backend";
import { Computation, type Frame, type Layer, methodsOf, type Shape, type TrainFrame } from "@nn/core/component";
import { ones, zeros } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

const FORWARD = new Computation({
  name: "affine",
  arrays: ["y", "x", "g", "b"],
  byColumn: ["g", "b"],
  lines: ["y = g * x + b"],
});
const BACK = new Computation({
  name: "both",
  arrays: ["dg", "db", "dy", "x"],
  lines: ["dg = dg + dy * x", "db = db + dy"],
});

/** Adds to both gradients with one computation, for batches of one example. */
class Affine implements Layer<"g" | "b", never> {
  readonly name = "Affine";
  readonly keepsShape = true;
  get kernelsOnly() {
    return { of: this, ...methodsOf(Affine, ["forward", "backward"]) };
  }
  outputShape(input: Shape): Shape {
    return input;
  }
  parameters(input: Shape) {
    const fans = { fanIn: 1, fanOut: 1 };
    return { g: { shape: input, initializer: ones, ...fans }, b: { shape: input, initializer: zeros, ...fans } };
  }
  saved(): Record<never, never> {
    return {};
  }
  forward({ kernels, batch, inputSize, x, y, parameters }: Frame<"g" | "b", never>): void {
    kernels.compute(FORWARD, [], batch, inputSize, y, x, parameters.g, parameters.b);
  }
  backward({ kernels, inputSize, x, dy, gradients }: TrainFrame<"g" | "b", never>): void {
    kernels.compute(BACK, [], 1, inputSize, gradients.g, gradients.b, dy, x);
  }
}

test.each([defaultBackend(), reference])(
  "what is written beside a frozen gradient is still written, on %o",
  (backend) => {
    const moved = (frozen: string): Record<string, number[]> => {
      const network = new Sequential([new Affine()], { inputShape: [2], backend });
      const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.5 }), batchSize: 1 };
      const trainer = network.trainer({ ...options, frozen: ({ fullName }) => fullName === frozen });
      for (let i = 0; i < 3; i++) trainer.step([3, 5], [0, 0]);
      return network.getParameters();
    };
    expect(moved("0.g")["0.g"]).toEqual([1, 1]);
    expect(moved("0.g")["0.b"]).toEqual([-2.625, -4.375]);
    expect(moved("0.b")["0.b"]).toEqual([0, 0]);
    expect(moved("0.b")["0.g"]).not.toEqual([1, 1]);
  },
);
