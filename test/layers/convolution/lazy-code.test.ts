import { defaultBackend, Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import { Conv2D, Dense, Flatten } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test, vi } from "vitest";

test.skipIf(defaultBackend().name !== "wasm")("the code of convolutions is compiled when it is first needed", () => {
  const sizes: number[] = [];
  const { WebAssembly: real } = globalThis as unknown as {
    WebAssembly: { Module: new (bytes: ArrayBuffer) => object };
  };
  class Module extends real.Module {
    constructor(bytes: ArrayBuffer) {
      super(bytes);
      sizes.push(bytes.byteLength);
    }
  }
  vi.stubGlobal("WebAssembly", Object.create(real, { Module: { value: Module } }));
  /** How many bytes the largest module has that a training of some steps has had compiled. */
  const largest = (layers: readonly Layer[], size: number): number => {
    sizes.length = 0;
    const network = new Sequential<readonly Layer[]>(layers, { inputShape: layers.length > 2 ? [5, 5, 1] : [size] });
    const trainer = network.trainer({
      loss: meanSquaredError,
      optimizer: new SGD({ learningRate: 0.1 }),
      batchSize: 1,
    });
    const inputs = layers.length > 2 ? [Array(5).fill(Array(5).fill([1]))] : [Array(size).fill(1)];
    void network.evaluate({ inputs, targets: [[1]] }, { loss: meanSquaredError });
    for (let i = 0; i < 3; i++) trainer.step(inputs, [[1]]);
    return Math.max(0, ...sizes);
  };
  expect(largest([new Dense(100, 20), new Dense(20, 1)], 100)).toBeLessThan(3_000);
  expect(largest([new Conv2D(1, 2, { kernelSize: 3 }), new Flatten(), new Dense(18, 1)], 25)).toBeGreaterThan(10_000);
  vi.unstubAllGlobals();
});
