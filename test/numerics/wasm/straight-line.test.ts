import { defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { type Activation, type DType, type Loss, madeOfKernels, type Optimizer } from "@nn/core/component";
import { Activate, Dense, identity, relu, sigmoid, softmax, tanh, zeros } from "@nn/layers";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  meanSquaredError,
} from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isStraightLine } from "./straight-line-modules.js";

/** Enough updates for several calls of the most that are taken in one, and enough predictions that they are recorded. */
const MANY = 80;

/** How many neurons are in the middle, and how many inputs: of a network that gets code of its own, and of one that runs as a list. */
const sizes = [
  { network: "a tiny network", middle: 3, width: 1, code: true },
  { network: "a small network", middle: 100, width: 200, code: false },
] as const;

declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => object;
};

/** Sees to it that code which an engine refuses, and a list runs in the place of, doesn't go unnoticed. */
function watchCode(code: boolean): void {
  if (defaultBackend().name !== "wasm") return;
  const { Module, Instance } = WebAssembly;
  let refused = 0;
  let made = 0;
  const watched = <Made extends new (given: never) => object>(made: Made): Made =>
    new Proxy(made, {
      construct(target, given: [never]) {
        refused++;
        const instance = new target(...given);
        refused--;
        return instance;
      },
    });
  beforeEach(() => {
    [refused, made] = [0, 0];
    WebAssembly.Instance = watched(Instance);
    WebAssembly.Module = watched(
      class extends Module {
        constructor(bytes: Uint8Array) {
          super(bytes);
          if (isStraightLine(bytes)) made++;
        }
      },
    );
  });
  afterEach(() => {
    Object.assign(WebAssembly, { Module, Instance });
    expect(refused).toBe(0);
    if (!code) expect(made).toBe(0);
  });
}

const inputs = [
  [0.5, -1],
  [1, 0.25],
  [-1, 2],
];
const targets = [
  [0, 1],
  [1, 0],
  [0.25, 0.75],
];

interface Training {
  readonly activation?: Activation;
  readonly output?: Activation;
  readonly loss?: Loss;
  readonly optimizer?: Optimizer;
  readonly dtype?: DType;
  readonly batchSize?: number;
  /** What the inputs are multiplied by. */
  readonly scale?: number;
  readonly middle?: number;
}

/** The last losses of a training, what the network has become, and what it predicts. */
function train(
  backend: Backend,
  { activation = tanh, output = identity, loss = meanSquaredError, ...rest }: Training,
): number[] {
  const { optimizer = new SGD({ learningRate: 0.02 }), dtype = "float64", batchSize = 1, scale = 1, middle = 3 } = rest;
  const layers = [new Dense(2, middle, { activation }), new Dense(middle, 2, { activation: output })];
  const network = new Sequential(layers, { backend, dtype, seed: 8 });
  const trainer = network.trainer({ loss, optimizer, batchSize });
  const losses = Array.from({ length: MANY }, (_, step) => {
    const rows = Array.from({ length: batchSize }, (_, row) => (step + row) % 3);
    const scaled = rows.map((row) => inputs[row]!.map((x) => scale * x));
    return trainer.step(
      scaled,
      rows.map((row) => targets[row]!),
    );
  });
  return [...losses.slice(-MANY / 2), ...network.parameters.block, ...network.predict([0.1, 0.2])];
}

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
      update: (kernels, value, gradient, slots, step) =>
        new Adam({ learningRate: 0.01 }).update(kernels, value, gradient, slots, t(step)),
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

describe.each(sizes)(
  "what ends a training of $network ends it at the same step, with the same words",
  ({ width, code }) => {
    watchCode(code);

    /** An example of which all other numbers are 0. */
    const example = (x: number): number[] => [x, ...new Array<number>(width - 1).fill(0)];
    const said = (run: () => unknown): string => {
      try {
        return `nothing, but gave ${run()}`;
      } catch (error) {
        return (error as Error).message;
      }
    };

    test.each([
      { name: "loss", input: 0, target: 1e25, what: /^The loss is not/ },
      { name: "gradient", input: 1e30, target: 1e9, what: /^The gradient of/ },
      { name: "parameter", input: 1e20, target: 1e15, what: /^The updated parameter/ },
    ])("a $name that leaves the finite numbers", ({ input, target, what }) => {
      const run = (backend: Backend): number => {
        const layer = new Dense(width, 1, { activation: identity, weightInitializer: zeros });
        const network = new Sequential([layer], { backend, dtype: "float32" });
        const optimizer = new SGD({ learningRate: 1e4 });
        const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 });
        for (let i = 0; i < MANY; i++) trainer.step(example(0), [0]);
        trainer.step(example(input), [target]);
        return trainer.stepCount;
      };
      const [fast, plain] = [defaultBackend(), reference].map((backend) => said(() => run(backend)));
      expect(plain).toMatch(what);
      expect(fast).toBe(plain);
    });

    test("a target that is no distribution", () => {
      const run = (backend: Backend): number => {
        const network = new Sequential([new Dense(width, 2, { activation: identity })], { backend });
        const optimizer = new SGD({ learningRate: 0.1 });
        const trainer = network.trainer({ loss: categoricalCrossEntropyFromLogits, optimizer, batchSize: 1 });
        for (let i = 0; i < MANY; i++) trainer.step([example(1)], [[0, 1]]);
        trainer.step([example(1)], [[1, 1]]);
        return trainer.stepCount;
      };
      const [fast, plain] = [defaultBackend(), reference].map((backend) => said(() => run(backend)));
      expect(plain).toContain("categoricalCrossEntropyFromLogits");
      expect(fast).toBe(plain);
    });

    test.each([
      { target: 0, what: /is -0\.499/ },
      { target: 1, what: /is 1\.499/ },
    ])("a probability that leaves 0 to 1, towards $target", ({ target, what }) => {
      const learningRate = (step: number): number => (step === MANY - 20 ? 0.5 : 1e-12);
      const run = (backend: Backend): number => {
        const network = new Sequential([new Dense(width, 1, { activation: identity })], { backend });
        network.setParameters({ "0.weight": example(0), "0.bias": [0.5] });
        const optimizer = new SGD({ learningRate });
        const trainer = network.trainer({ loss: binaryCrossEntropy, optimizer, batchSize: 1, allowMismatch: true });
        for (let i = 0; i < MANY; i++) trainer.step(example(0), [target]);
        return trainer.stepCount;
      };
      const [fast, plain] = [defaultBackend(), reference].map((backend) => said(() => run(backend)));
      expect(plain).toMatch(what);
      expect(fast).toBe(plain);
    });
  },
);
