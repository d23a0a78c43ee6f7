import { type Data, type Dataset, OptionError, Sequential } from "@nn/core";
import { type Layer, type Loss, sizeOf } from "@nn/core/component";
import { Sequential as PlainSequential } from "@nn/core/plain";
import { Activate, Dense, identity, sigmoid, softmax } from "@nn/layers";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropy,
  meanSquaredError,
  sparseCategoricalCrossEntropy,
} from "@nn/losses";
import { expect, test } from "vitest";
import { binary, inputs, oneHot, training } from "./classes.js";

type Targets = Exclude<Data, Dataset>["targets"];

test.each<[unknown, string]>([
  [
    "balance",
    'classWeights must be "balanced" or a weight for each class, as in { "0": 1, "1": 5 }, but is "balance".',
  ],
  [[1, 5], 'as in { "0": 1, "1": 5 }, but is an array of 2.'],
  [null, 'classWeights must be "balanced" or a weight for each class, as in { "0": 1, "1": 5 }, but is null.'],
  [{ F: 1, M: 2 }, 'classWeights: no class is called "F".'],
  [{ 0: 1 }, 'classWeights has no weight for "1", a class of the data. Give it 1 to leave it as it is.'],
  [{ 0: 1, 1: -1 }, 'classWeights: the weight of "1" must be a finite number of at least 0, but is -1.'],
  [{ 0: 1, 1: Number.NaN }, 'classWeights: the weight of "1" must be a finite number of at least 0, but is NaN.'],
  [{ 0: 1, 1: "2" }, 'classWeights: the weight of "1" must be a finite number of at least 0, but is "2".'],
  [{ 0: 0, 1: 0 }, "classWeights leaves no example a weight above 0."],
])("refuses %j before anything moves", (classWeights, message) => {
  const network = new Sequential([new Dense(2, 1, { activation: sigmoid })]);
  const before = network.getParameters();
  const options = { ...training, loss: binaryCrossEntropy, classWeights: classWeights as never };
  expect(() => network.fit({ inputs, targets: binary }, options)).toThrow(message);
  expect(network.getParameters()).toEqual(before);
});

test.each<[string, number[], Layer, Loss, Targets, string]>([
  [
    "class numbers of the steps of a sequence, which look like a row for one class",
    [3, 3],
    new Activate(softmax),
    sparseCategoricalCrossEntropy,
    [
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ],
    "but with sparseCategoricalCrossEntropy and outputs 3×3 an example may have several, or none. For other targets give the data weights.",
  ],
  [
    "rows of 0 and 1 for the steps of a sequence",
    [3, 2],
    new Activate(softmax),
    categoricalCrossEntropy,
    [
      [
        [0, 1],
        [1, 0],
        [1, 0],
      ],
      [
        [0, 1],
        [1, 0],
        [1, 0],
      ],
      [
        [0, 1],
        [1, 0],
        [1, 0],
      ],
    ],
    "but with categoricalCrossEntropy and outputs 3×2 an example may have several, or none.",
  ],
  [
    "classes that don't exclude each other",
    [3],
    new Dense(3, 3, { activation: sigmoid }),
    binaryCrossEntropy,
    [
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ],
    "but with binaryCrossEntropy and outputs 3 an example may have several, or none.",
  ],
  [
    "such classes as logits",
    [3],
    new Dense(3, 2, { activation: identity }),
    binaryCrossEntropyFromLogits,
    [
      [0, 1],
      [1, 0],
      [0, 1],
    ],
    "but with binaryCrossEntropyFromLogits and outputs 2 an example may",
  ],
  [
    "such classes for each step of a sequence",
    [3, 1],
    new Activate(sigmoid),
    binaryCrossEntropy,
    Float64Array.of(0, 1, 0, 1, 0, 0, 0, 0, 1),
    "but with binaryCrossEntropy and outputs 3×1 an example may",
  ],
  [
    "a regression of whole numbers",
    [3],
    new Dense(3, 1, { activation: identity }),
    meanSquaredError,
    [0, 1, 2],
    "but of 2 classes, that of example 2, counted from 0, is 2.",
  ],
  [
    "a regression of several numbers",
    [3],
    new Dense(3, 2, { activation: identity }),
    meanSquaredError,
    [
      [0, 1],
      [1, 1],
      [0, 1],
    ],
    "but of 2 classes, that of example 1, counted from 0, is 1, 1.",
  ],
  [
    "class numbers that there are no outputs for",
    [3],
    new Dense(3, 3, { activation: softmax }),
    sparseCategoricalCrossEntropy,
    [0, 1, 3],
    "but of 3 classes, that of example 2, counted from 0, is 3.",
  ],
])("refuses %s", (_, inputShape, layer, loss, targets, message) => {
  const network = new Sequential([layer], { inputShape });
  const data = { inputs: new Float64Array(3 * sizeOf(inputShape)), targets };
  for (const classWeights of ["balanced", { 0: 1, 1: 2 }] as const) {
    expect(() => network.fit(data, { ...training, loss, classWeights })).toThrow(message);
  }
});

test("refuses targets that are no classes, and a network without equipment", () => {
  const network = new Sequential([new Dense(2, 1, { activation: sigmoid })]);
  const options = { ...training, loss: meanSquaredError, classWeights: "balanced" } as const;
  expect(() => network.fit({ inputs, targets: [0, 1, 0, 0.5, 1, 1] }, options)).toThrow(
    "classWeights weighs classes, and a target is then a class number, or 1 for its class and 0 for the others, but of 2 classes, " +
      "that of example 3, counted from 0, is 0.5. For other targets give the data weights.",
  );
  const three = new Sequential([new Dense(2, 3, { activation: softmax })]);
  const soft = [...oneHot.slice(1), [0.5, 0.5, 0]];
  const softly = { ...options, loss: categoricalCrossEntropy };
  expect(() => three.fit({ inputs, targets: soft }, softly)).toThrow(
    "that of example 5, counted from 0, is 0.5, 0.5, 0.",
  );
  expect(() => three.fit({ inputs, targets: oneHot }, { ...softly, classWeights: { 0: 1, 3: 2 } })).toThrow(
    'classWeights: no class is called "3".',
  );
  const plain = new PlainSequential([new Dense(2, 1)]);
  expect(() => plain.fit({ inputs, targets: binary }, options)).toThrow(OptionError);
});
