import { DivergenceError, defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { Dense, identity, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

const SIZE = 64;
const ones = Array.from({ length: SIZE }, () => 1);

test("plain gradient descent on thousands of parameters gives the bits of the plain loops", async () => {
  const train = async (backend: Backend): Promise<number[]> => {
    const layers = [new Dense(SIZE, SIZE, { activation: tanh }), new Dense(SIZE, SIZE)];
    const network = new Sequential(layers, { backend, seed: 5 });
    const inputs = Array.from({ length: 9 }, (_, row) => ones.map((_one, i) => Math.sin(row * SIZE + i)));
    const settings = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 4, epochs: 3 };
    await network.fit({ inputs, targets: inputs }, settings);
    return [...network.parameters.block];
  };
  const [fast, plain] = [await train(defaultBackend()), await train(reference)];
  expect(fast.findIndex((value, i) => value !== plain[i])).toBe(-1);
});

test("gradients that several products are added to are their sum", () => {
  /** A layer that adds to the gradient of its weights twice, as one does that uses them twice. */
  const twice = new Dense(SIZE, SIZE);
  const backward = twice.backward.bind(twice);
  twice.backward = (frame) => {
    backward(frame);
    backward(frame);
  };
  const gradientsOn = (backend: Backend, layer: Dense): number[] => {
    const network = new Sequential([layer], { backend, seed: 5 });
    const optimizer = new SGD({ learningRate: 0.1 });
    const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 });
    const inputs = ones.map((_one, i) => Math.cos(i));
    trainer.step(inputs, ones);
    return trainer.gradients()["0.weight"]!;
  };
  const once = gradientsOn(reference, new Dense(SIZE, SIZE));
  expect(gradientsOn(reference, twice)).toEqual(once.map((value) => 2 * value));
  expect(gradientsOn(defaultBackend(), twice)).toEqual(once.map((value) => 2 * value));
});

test.each([reference, defaultBackend()])(
  "a gradient that isn't finite moves nothing, though it be the last of thousands: $name",
  (backend) => {
    const network = new Sequential([new Dense(SIZE, SIZE, { activation: identity })], { backend, dtype: "float32" });
    network.setParameters({ "0.weight": new Float32Array(SIZE * SIZE), "0.bias": new Float32Array(SIZE) });
    const optimizer = new SGD({ learningRate: 0.1 });
    const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 });
    // The loss is 10²⁰, and the gradients of the last input's weights, 10³² times an error, are too large for float32.
    const inputs = ones.map((one, i) => (i === SIZE - 1 ? 1e32 : one));
    expect(() =>
      trainer.step(
        inputs,
        ones.map(() => 1e10),
      ),
    ).toThrow(DivergenceError);
    expect(network.parameters.block.every((value) => value === 0)).toBe(true);
    expect(trainer.stepCount).toBe(0);
  },
);
