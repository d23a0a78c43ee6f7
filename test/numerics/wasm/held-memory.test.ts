import { serialize } from "node:v8";
import { defaultBackend, Sequential } from "@nn/core";
import { reference } from "@nn/core/backend";
import type { FloatArray, Layer, Loss, Optimizer } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { backends } from "../../contracts/backends.js";

const pairs = {
  inputs: [
    [1, 2],
    [3, 4],
  ],
  targets: [1, 0],
};
const settings = () => ({
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: 0.1 }),
  batchSize: 2,
  epochs: 3,
  onWarning: () => {},
});

for (const backend of backends) {
  describe(`${backend.name}: what users can hold`, () => {
    const build = () => new Sequential([new Dense(2, 2), new Dense(2, 1)], { backend, seed: 1 });

    test("is cloned by its own size", async () => {
      const network = build();
      const history = await network.fit(pairs, settings());
      const trainer = network.trainer({
        loss: meanSquaredError,
        optimizer: new SGD({ learningRate: 0.1 }),
        batchSize: 1,
      });
      trainer.step([1, 2], [1]);
      const { block, byLayer } = network.parameters;
      expect(block.buffer.byteLength).toBe(9 * 8);
      expect(byLayer[1]!.weight!.buffer.byteLength).toBe(2 * 8);
      const all = [
        block,
        byLayer,
        network.getParameters(),
        trainer.gradients(),
        history.reports,
        network.predict([1, 2]),
      ];
      expect(serialize(all).byteLength).toBeLessThan(2000);
      expect(network.predict(Float64Array.of(1, 2)).buffer.byteLength).toBe(8);
    });

    test("is a copy of the parameters: changing it changes no network", () => {
      const network = build();
      const before = network.getParameters();
      network.parameters.block.fill(7);
      network.parameters.byLayer[0]!.weight!.fill(7);
      expect(network.getParameters()).toEqual(before);
    });

    test("is a copy of a parameter that an initializer fills", () => {
      const seen: FloatArray[] = [];
      const layer: Layer = {
        name: "Spy",
        outputShape: (input) => input,
        parameters: () => ({
          p: {
            shape: [2],
            fanIn: 1,
            fanOut: 1,
            initializer: { name: "spy", fill: (values) => void seen.push(values.fill(1)) },
          },
        }),
        saved: () => ({}),
        forward() {},
        backward() {},
      };
      new Sequential([layer, new Dense(2, 1)], { backend, inputShape: [2] });
      expect(seen[0]!.buffer.byteLength).toBe(2 * 8);
    });

    test("is small once it is sliced; a clone of what components are handed has all the memory around it", () => {
      const handed: Record<string, FloatArray> = {};
      const see = (arrays: Record<string, FloatArray>) => void Object.assign(handed, arrays);
      const layer: Layer = {
        name: "Spy",
        outputShape: (input) => input,
        parameters: () => ({}),
        saved: () => ({}),
        forward({ x, y, batch, inputSize }) {
          y.set(x.subarray(0, batch * inputSize));
          see({ x, y });
        },
        backward() {},
      };
      const loss: Loss = {
        name: "spy",
        value: meanSquaredError.value,
        gradient(frame) {
          meanSquaredError.gradient(frame);
          const { dprediction, prediction, target } = frame;
          see({ dprediction, prediction, target });
        },
      };
      const optimizer: Optimizer = {
        name: "spy",
        slots: ["memory"],
        update: ({ value, gradient: derivative, slots: { memory } }) => see({ value, derivative, memory: memory! }),
      };
      const network = new Sequential([layer, new Dense(2, 1)], { backend, inputShape: [2] });
      network.trainer({ loss, optimizer, batchSize: 1 }).step([1, 2], [1]);
      expect(Object.keys(handed)).toHaveLength(8);
      for (const [name, array] of Object.entries(handed)) {
        const sliced = array.slice(0, 1);
        const [own, around] = [structuredClone(sliced), array.buffer.byteLength];
        expect([name, own.buffer.byteLength, own]).toEqual([name, 8, Float64Array.of(array[0]!)]);
        // A view of the whole: cloning it would take seconds where that is a gigabyte.
        expect([name, around > array.byteLength]).toEqual([name, true]);
        if (around < 2 ** 20) expect([name, structuredClone(array).buffer.byteLength]).toEqual([name, around]);
        sliced.fill(7);
        expect([name, array[0]]).toEqual([name, own[0]]);
      }
    });

    test("makes ordinary arrays of a backend's, but for parts that hold its memory", () => {
      const [array] = backend.allocate("float32", [8]) as [Float32Array];
      expect(array.slice(2, 4).buffer.byteLength).toBe(8);
      expect(array.map((x) => x).buffer.byteLength).toBe(32);
      expect(Object.prototype.toString.call(array.subarray(1, 3))).toBe("[object Float32Array]");
      expect(array.subarray(1, 3).subarray(1).byteOffset).toBe(array.byteOffset + 8);
      expect([array.constructor, array.subarray(1).constructor]).toEqual([Float32Array, Float32Array]);
    });
  });

  test(`${backend.name}: fit after fit, of any size, gives what fresh networks give`, async () => {
    const build = () => new Sequential([new Dense(2, 3), new Dense(3, 1)], { backend, seed: 5 });
    const used = build();
    const start = used.getParameters();
    for (const batchSize of [1, 2, 1]) {
      await used.fit(pairs, { ...settings(), batchSize });
      used.predict(Array.from({ length: 40 }, (_, i) => [i, 1]));
      used.setParameters(start);
      const fresh = build();
      const [again, first] = await Promise.all([used.fit(pairs, settings()), fresh.fit(pairs, settings())]);
      expect(again.reports).toEqual(first.reports);
      expect(used.getParameters()).toEqual(fresh.getParameters());
      used.setParameters(start);
    }
  });
}

test.skipIf(defaultBackend() === reference)("a fit begins in the memory of the one before it", async () => {
  const places = new Set<number>();
  const layer: Layer = {
    name: "Spy",
    outputShape: (input) => input,
    parameters: () => ({}),
    saved: () => ({}),
    forward({ x, y, batch, inputSize }) {
      places.add(y.byteOffset);
      for (let i = 0; i < batch * inputSize; i++) y[i] = x[i]!;
    },
    backward() {},
  };
  const network = new Sequential([layer, new Dense(2, 1)], { inputShape: [2] });
  const data = { ...pairs };
  await network.fit(data, settings());
  const { size } = places;
  for (let i = 0; i < 5; i++) await network.fit(data, settings());
  expect(places.size).toBe(size);
});
