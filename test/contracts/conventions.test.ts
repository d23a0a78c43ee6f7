import { Sequential } from "@nn/core";
import { reference } from "@nn/core/backend";
import type { TrainFrame } from "@nn/core/component";
import { Dense, relu } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

test("relu's derivative at 0 is 0", () => {
  const dz = Float64Array.of(7);
  relu.backward(reference.kernels("float64"), dz, Float64Array.of(1), Float64Array.of(0), Float64Array.of(0), 1, 1);
  expect(dz[0]).toBe(0);
});

test("the first layer is spared the derivative with respect to the data, the others aren't", () => {
  const asked: boolean[] = [];
  class Watched extends Dense {
    override backward(frame: TrainFrame<"weight" | "bias", "z" | "dz">): void {
      asked.unshift(frame.dx !== null);
      super.backward(frame);
    }
  }
  const network = new Sequential([new Watched(2, 2), new Watched(2, 1)]);
  network
    .trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 })
    .step([1, 2], [1]);
  expect(asked).toEqual([false, true]);
});
