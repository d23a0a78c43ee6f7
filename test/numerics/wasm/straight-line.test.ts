import { defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { type Activation, madeOfKernels, type Optimizer } from "@nn/core/component";
import { Activate, Dense, identity, relu, sigmoid, softmax, tanh } from "@nn/layers";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  meanSquaredError,
} from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { inputs, MANY, sizes, type Training, targets, train, watchCode } from "./straight-line-trainings.js";

const momentum = (nesterov: boolean): Optimizer => new SGD({ learningRate: 0.01, momentum: 0.5, nesterov });
const falling = new SGD({ learningRate: (step) => 0.1 / step });
const trainings: readonly Training[] = [
  ...[identity, relu, sigmoid, tanh, softmax].map((activation) => ({ activation })),
  { loss: meanSquaredError, output: sigmoid },
  { loss: binaryCrossEntropy, output: sigmoid },
  { loss: binaryCrossEntropyFromLogits },
  { loss: categoricalCrossEntropy, output: softmax },
  // So sure of itself that its probabilities are 0 and 1.
  { loss: binaryCrossEntropy, output: sigmoid, activation: identity, scale: 300 },
  { loss: categoricalCrossEntropy, output: softmax, activation: identity, scale: 300 },
  { loss: categoricalCrossEntropyFromLogits },
  { loss: categoricalCrossEntropyFromLogits, activation: identity, scale: 30 },
  ...[falling, momentum(false), momentum(true), new Adam()].map((optimizer) => ({ optimizer })),
];

describe.each(sizes)("$network has the bits of the plain loops", ({ middle, code }) => {
  watchCode(code);

  test.each(trainings.map((training, i) => ({ training, i })))("training $i", ({ training }) => {
    for (const dtype of ["float64", "float32"] as const) {
      for (const batchSize of [1, 2]) {
        const options = { ...training, dtype, batchSize, middle };
        expect(train(defaultBackend(), options)).toEqual(train(reference, options));
      }
    }
  });

  test.each([1, 2])("with activations on their own, on the examples of a data set, %s at a time", async (batchSize) => {
    const run = async (backend: Backend): Promise<unknown[]> => {
      const layers = [new Activate(sigmoid), new Dense(2, middle), new Activate(tanh), new Dense(middle, 2)];
      const network = new Sequential(layers, { backend, seed: 1, inputShape: [2] });
      const options = {
        loss: meanSquaredError,
        optimizer: falling,
        batchSize,
        epochs: MANY / 2,
        evaluateEvery: 15,
      };
      const { reports } = await network.fit({ inputs, targets }, options);
      return [...reports.map(({ loss }) => loss), ...network.parameters.block];
    };
    expect(await run(defaultBackend())).toEqual(await run(reference));
  });

  test.each([
    { what: "counts its steps in a way of its own", t: () => 1 },
    { what: "counts them as they come", t: (step: number) => step },
  ])("by a steady rule that $what", ({ t }) => {
    const own = madeOfKernels<Optimizer>({
      name: "own",
      slots: ["m", "v"],
      update: (frame) => new Adam({ learningRate: 0.01 }).update({ ...frame, step: t(frame.step) }),
    });
    const training = { optimizer: own, middle };
    expect(train(defaultBackend(), training)).toEqual(train(reference, training));
  });

  test("when it predicts", () => {
    const outputs = [defaultBackend(), reference].map((backend) => {
      const network = new Sequential([new Dense(2, middle), new Dense(middle, 1)], { backend, seed: 1 });
      return Array.from({ length: MANY }, (_, i) => network.predict([i / MANY, -i])[0]);
    });
    expect(outputs[0]).toEqual(outputs[1]);
  });
});

describe("networks that call the same kernels on arrays of the same sizes aren't mixed up", () => {
  const activation = (name: string, forward: Activation["forward"]): Activation => ({
    name,
    forward,
    backward: identity.backward,
  });
  const tanhTwice = (ofItself: boolean): Activation =>
    activation(`tanh ${ofItself}`, (kernels, a, z, batch, size) => {
      tanh.forward(kernels, a, z, batch, size);
      tanh.forward(kernels, a, ofItself ? a : z, batch, size);
    });
  const always = (value: number): Activation =>
    activation(`always ${value}`, (kernels, a, _z, batch, size) => kernels.fill(a, value, batch * size));

  test.each([
    { what: "which arrays are the same", alike: [tanhTwice(false), tanhTwice(true)] },
    { what: "the numbers in it", alike: [always(0.25), always(0.5)] },
  ])("by $what", ({ alike }) => {
    for (const activation of alike) {
      expect(train(defaultBackend(), { activation })).toEqual(train(reference, { activation }));
    }
  });

  test("by the sign of a zero in it", () => {
    for (const zero of [0, -0]) {
      const [fast, plain] = [defaultBackend(), reference].map((backend) => {
        const network = new Sequential([new Dense(1, 1, { activation: always(zero) })], { backend });
        return Array.from({ length: MANY }, () => network.predict([1])[0]);
      });
      expect(plain).toEqual(Array(MANY).fill(zero));
      expect(fast).toEqual(plain);
    }
  });
});
