import { defaultBackend, Sequential, seededRandom } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import {
  type FloatArray,
  type Kernels,
  type Layer,
  type Shape,
  sizeOf,
  TrainingWorkspace,
  uniform,
} from "@nn/core/component";
import { checkGradients, explain, parameterNames } from "@nn/explain";
import { Activate, Conv2D, Dense, Dropout, Flatten, identity, LSTM, Residual, relu, softmax, tanh } from "@nn/layers";
import {
  categoricalCrossEntropyFromLogits,
  meanSquaredError,
  sparseCategoricalAccuracy,
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
} from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

/* A dense layer on lists of vectors, [steps, inputs] and deeper: each vector alone, with the same parameters. */

const random = seededRandom("lists of vectors");
const drawn = (shape: Shape, batch = 1): Float64Array =>
  Float64Array.from({ length: batch * sizeOf(shape) }, () => uniform(random, -1, 1));
const network = (layers: readonly Layer[], options: object): Sequential => new Sequential(layers, options);

describe.each(["float64", "float32"] as const)("%s", (dtype) => {
  test.each([[[7, 3]], [[2, 5, 3]], [[1, 1, 1, 3]]])("%j: each vector alone, to the bit", (inputShape) => {
    for (const activation of [tanh, softmax]) {
      const layers = [new Dense(3, 4, { activation }), new Dropout(0.5), new Dense(4, 2, { useBias: false })];
      const alone = network(layers, { dtype, seed: 1 });
      const rows = Array.from({ length: sizeOf(inputShape) / 3 }, () => Float32Array.from(drawn([3])));
      const right = (alone.predict(rows) as Float32Array[]).flatMap((row) => Array.from(row));
      for (const backend of [reference, defaultBackend()]) {
        const lists = network(layers, { dtype, seed: 1, inputShape, backend });
        expect(lists.stack.outputShape).toEqual([...inputShape.slice(0, -1), 2]);
        const together = lists.predict(Float32Array.from(rows.flatMap((row) => Array.from(row))));
        expect(Array.from(together as Float32Array)).toEqual(right);
      }
    }
  });
});

test("behind a convolution it is one of a single pixel", () => {
  const inputShape = [4, 3, 2];
  const dense = network([new Dense(2, 5, { activation: relu })], { inputShape, seed: 3 });
  const convolution = network([new Conv2D(2, 5, { kernelSize: 1, activation: relu })], { inputShape });
  convolution.setParameters(dense.getParameters());
  const inputs = drawn(inputShape, 3);
  expect(convolution.predict(inputs)).toEqual(dense.predict(inputs));
});

/** Each class of a step is drawn, and each target in a form that the losses take. */
const [BATCH, STEPS, INPUTS, CLASSES] = [3, 4, 2, 3];
const inputs = Array.from({ length: BATCH }, () => Array.from({ length: STEPS }, () => Array.from(drawn([INPUTS]))));
const labels = inputs.map((steps) => steps.map(() => Math.floor(random() * CLASSES)));
const oneHot = labels.map((steps) => steps.map((label) => [0, 1, 2].map((i) => (i === label ? 1 : 0))));
const sequences = new LSTM(INPUTS, 5, { returnSequences: true });

test.each([
  ["class numbers", sparseCategoricalCrossEntropy, softmax, labels],
  ["class numbers, from logits", sparseCategoricalCrossEntropyFromLogits, identity, labels],
  ["classes, from logits", categoricalCrossEntropyFromLogits, identity, oneHot],
  ["numbers", meanSquaredError, tanh, oneHot],
])("gradients of %s agree with central differences", (_, loss, activation, targets) => {
  const layers = [
    new Dense(INPUTS, INPUTS, { activation: tanh }),
    sequences,
    new Residual([new Dense(5, 5)]),
    new Dense(5, CLASSES, { activation }),
  ];
  const checked = network(layers, { inputShape: [STEPS, INPUTS], seed: 5 });
  const { parameters } = checkGradients(checked, { inputs, targets }, loss);
  expect(parameters.map(({ verdict }) => verdict)).toEqual(parameters.map(() => "right"));
});

test("an explanation adds up what each step gives, for every parameter", () => {
  const layers = [new Dense(2, 2, { activation: tanh }), new Dense(2, CLASSES, { activation: softmax })];
  const told = network(layers, { inputShape: [2, 2], seed: 7 });
  const example = {
    input: inputs[0]!.slice(0, 2),
    target: labels[0]!.slice(0, 2),
    loss: sparseCategoricalCrossEntropy,
  };
  const optimizer = new SGD({ learningRate: 0 });
  const trainer = told.trainer({ loss: sparseCategoricalCrossEntropy, optimizer, batchSize: 1 });
  const gradients = trainer.gradients([example.input], [example.target]);
  for (const { name, fullName, element } of parameterNames(told)) {
    const { gradient, check } = explain(told, { ...example, parameter: name });
    expect(check.verdict).toBe("right");
    expect(gradient).toBeCloseTo(gradients[fullName]![element]!, 14);
  }
});

test("each example's weight is that of all its steps", async () => {
  const trained = async (data: object): Promise<unknown> => {
    const layers = [sequences, new Dense(5, CLASSES, { activation: softmax })];
    const one = network(layers, { inputShape: [STEPS, INPUTS], seed: 9 });
    const options = { loss: sparseCategoricalCrossEntropy, metrics: { accuracy: sparseCategoricalAccuracy } };
    const optimizer = new SGD({ learningRate: 0.5 });
    const { reports } = await one.fit(data as never, {
      ...options,
      optimizer,
      epochs: 20,
      batchSize: 9,
      shuffle: false,
    });
    const { loss, accuracy } = reports.at(-1)!;
    return [loss, accuracy].map((figure) => Number(figure.toPrecision(10)));
  };
  const [first, second, third] = [0, 1, 2].map((i) => ({ input: inputs[i]!, label: labels[i]! }));
  const twice = [first!, first!, second!, third!];
  const repeated = { inputs: twice.map(({ input }) => input), targets: twice.map(({ label }) => label) };
  expect(await trained({ inputs, targets: labels, weights: [2, 1, 1] })).toEqual(await trained(repeated));
});

test("one matrix product for the steps of all examples, forward and for each derivative", () => {
  const calls: unknown[] = [];
  const counted = (kernels: Kernels): Kernels => ({
    ...kernels,
    matmul: (...given) => {
      calls.push(["matmul", ...given.slice(3)]);
      kernels.matmul(...given);
    },
    matmulTransposed: (...given) => {
      calls.push(["matmulTransposed", ...given.slice(3)]);
      kernels.matmulTransposed(...given);
    },
    addOuter: (...given) => {
      calls.push(["addOuter", ...given.slice(3)]);
      kernels.addOuter(...given);
    },
  });
  const backend: Backend = { ...reference, kernels: (dtype) => counted(reference.kernels(dtype)) };
  const layers = [new Activate(identity), new Dense(3, 2, { activation: tanh })];
  const trained = network(layers, { inputShape: [5, 3], backend });
  const workspace = new TrainingWorkspace(trained, 4, { derivativeOfInputs: true });
  workspace.forward(4);
  workspace.backward();
  expect(calls).toEqual([
    ["matmul", 20, 3, 2],
    ["addOuter", 3, 20, 2],
    ["matmulTransposed", 20, 2, 3],
  ]);
});

test("examples of other axes than the network's are told what gives those", () => {
  const sequence = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];
  const evaluated = (layers: readonly Layer[], options: object, targets: unknown) => () =>
    network(layers, options).evaluate({ inputs: [sequence], targets: targets as number[] }, { loss: meanSquaredError });
  expect(evaluated([new Dense(2, 1)], {}, [1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: The inputs take 2 numbers an example, but example 0 has 3. Counts start at 0. A Dense takes lists of rows as well: new Sequential(layers, { inputShape: [3, 2] }).]`,
  );
  expect(evaluated([new Dense(2, 1)], { inputShape: [3, 2] }, [1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: The targets take 3×1 numbers an example, nested 2 deep, but example 0 is a flat list of 1. Counts start at 0. For one answer an example, put a Flatten before the last layers, or leave out returnSequences.]`,
  );
  expect(evaluated([new Dense(2, 2)], { inputShape: [3, 2] }, [[[1, 2]]])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: The targets take 3×2 numbers an example, nested 2 deep, but example 0 has 1 row. Counts start at 0.]`,
  );
  expect(() => network([new Dense(2, 1)], {}).predict([sequence, sequence])).toThrow("{ inputShape: [3, 2] }");
});

test("a layer of one's own says as data that it takes lists", () => {
  /** Twice the sum of each list of two. */
  const own: Layer = {
    name: "TwiceTheSum",
    inputShape: [2],
    keepsLeadingAxes: true,
    outputShape: (input) => [...input.slice(0, -1), 1],
    parameters: () => ({}),
    saved: () => ({}),
    forward({ batch, outputSize, x, y }) {
      for (let i = 0; i < batch * outputSize; i++) y[i] = 2 * ((x as FloatArray)[2 * i]! + x[2 * i + 1]!);
    },
    backward({ batch, outputSize, dx, dy }) {
      if (dx) for (let i = 0; i < 2 * batch * outputSize; i++) dx[i] = 2 * dy[Math.floor(i / 2)]!;
    },
  };
  expect(network([own], {}).predict([1, 2])).toEqual([6]);
  const lists = [
    [1, 2],
    [3, 4],
  ];
  expect(network([own], { inputShape: [2, 2] }).predict(lists)).toEqual([[6], [14]]);
  expect(network([new Activate(identity), own, new Flatten()], { inputShape: [2, 2] }).predict(lists)).toEqual([6, 14]);
  expect(() => network([own], { inputShape: [2, 3] })).toThrow("layer 0, TwiceTheSum, takes 2 inputs");
});
