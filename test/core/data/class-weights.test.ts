import { type Data, type Dataset, datasetFor, type FitOptions, OptionError, Sequential } from "@nn/core";
import { type Layer, type Loss, sizeOf } from "@nn/core/component";
import { Sequential as PlainSequential } from "@nn/core/plain";
import { label, Pipeline, Table } from "@nn/data";
import { Activate, Dense, identity, sigmoid, softmax } from "@nn/layers";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropy,
  meanSquaredError,
  sparseCategoricalCrossEntropy,
} from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const inputs = [
  [-2, -1],
  [3, 6],
  [2, 4],
  [-2, -6],
  [1, 1],
  [0, -3],
];
type Targets = Exclude<Data, Dataset>["targets"];

const training = { optimizer: new SGD({ learningRate: 0.1 }), epochs: 3, batchSize: 4 };

/** Everything that a fit comes to. */
async function fitted(outputs: number, data: Data, options: Omit<FitOptions, keyof typeof training>): Promise<unknown> {
  const activation = outputs === 1 ? sigmoid : softmax;
  const network = new Sequential([new Dense(2, outputs, { activation })], { seed: 5 });
  const { reports } = await network.fit(data, { ...training, ...options });
  return [network.getParameters(), reports];
}

describe("weights of classes are those of their examples, to the bit", () => {
  const binary = [1, 0, 0, 1, 0, 0];
  const three = [2, 0, 1, 2, 0, 0];
  const oneHot = three.map((each) => [0, 1, 2].map((i) => Number(i === each)));
  const own = [1, 2, 0.5, 0, 1, 3];

  test("of one output", async () => {
    const weighed = await fitted(
      1,
      { inputs, targets: binary },
      { loss: binaryCrossEntropy, classWeights: { 0: 1, 1: 5 } },
    );
    const weights = [5, 1, 1, 5, 1, 1];
    expect(weighed).toEqual(await fitted(1, { inputs, targets: binary, weights }, { loss: binaryCrossEntropy }));
    expect(weighed).not.toEqual(await fitted(1, { inputs, targets: binary }, { loss: binaryCrossEntropy }));
  });

  test("of an output for each class, and of class numbers", async () => {
    const classWeights = { 0: 0.25, 1: 2, 2: 3 };
    const weights = [3, 0.25, 2, 3, 0.25, 0.25];
    for (const [targets, loss] of [
      [oneHot, categoricalCrossEntropy],
      [three, sparseCategoricalCrossEntropy],
    ] as const) {
      const weighed = await fitted(3, { inputs, targets }, { loss, classWeights });
      expect(weighed).toEqual(await fitted(3, { inputs, targets, weights }, { loss }));
    }
  });

  test("balanced, as scikit-learn defines it: n / (k nᵢ)", async () => {
    const loss = categoricalCrossEntropy;
    const weights = three.map((each) => [6 / (3 * 3), 6 / (3 * 1), 6 / (3 * 2)][each]!);
    const weighed = await fitted(3, { inputs, targets: oneHot }, { loss, classWeights: "balanced" });
    expect(weighed).toEqual(await fitted(3, { inputs, targets: oneHot, weights }, { loss }));
  });

  test("times the examples' own", async () => {
    const loss = binaryCrossEntropy;
    const weighed = await fitted(1, { inputs, targets: binary, weights: own }, { loss, classWeights: { 0: 1, 1: 4 } });
    const weights = own.map((weight, i) => weight * (binary[i] === 1 ? 4 : 1));
    expect(weighed).toEqual(await fitted(1, { inputs, targets: binary, weights }, { loss }));
  });

  test("of a data set that is read, and of the network's own, which stays as it is", async () => {
    const loss = binaryCrossEntropy;
    const expected = await fitted(1, { inputs, targets: binary, weights: [5, 1, 1, 5, 1, 1] }, { loss });
    const read: Dataset = {
      size: 6,
      inputShape: [2],
      targetShape: [1],
      read(into, targets, rows, from, to) {
        for (let i = from; i < to; i++) {
          into.set(inputs[rows[i]!]!, (i - from) * 2);
          targets[i - from] = binary[rows[i]!]!;
        }
      },
    };
    expect(await fitted(1, read, { loss, classWeights: { 0: 1, 1: 5 } })).toEqual(expected);
    expect(read.weights).toBe(undefined);
    const network = new Sequential([new Dense(2, 1, { activation: sigmoid })], { seed: 5 });
    const held = datasetFor(network, { inputs, targets: binary });
    const { reports } = await network.fit(held, { ...training, loss, classWeights: { 0: 1, 1: 5 } });
    expect([network.getParameters(), reports]).toEqual(expected);
    expect(held.weights).toBe(undefined);
    // The memory of a training goes to the next one, and what belongs to others doesn't.
    await network.fit({ inputs, targets: binary }, { ...training, loss, onWarning: () => {} });
    expect(network.evaluate(held, { loss })).toEqual(network.evaluate({ inputs, targets: binary }, { loss }));
  });

  test("by the labels of a pipeline; validation counts as it is", async () => {
    const sexes = ["F", "M", "M", "F", "M", "M"];
    const table = Table.fromRows(inputs.map(([weight, height], i) => ({ weight, height, sex: sexes[i]! })));
    for (const target of ["sex", { sex: label(["M", "F"]) }] as const) {
      const pipeline = Pipeline.fit(table, { target });
      const made = () => new Sequential([new Dense(2, 1, { activation: sigmoid })], { seed: 5, pipeline });
      const options = { ...training, loss: binaryCrossEntropy, validation: table };
      const [one, other] = [made(), made()];
      const weighed = await one.fit(table, { ...options, classWeights: { F: 3, M: 0.5 } });
      const data = { ...pipeline.data(table), weights: sexes.map((sex) => (sex === "F" ? 3 : 0.5)) };
      const same = await other.fit(data, options);
      expect([one.getParameters(), weighed.reports]).toEqual([other.getParameters(), same.reports]);
      expect(weighed.reports[2]!.validation!.loss).toBe(one.evaluate(table, { loss: binaryCrossEntropy }).loss);
      expect(() => one.fit(table, { ...options, classWeights: { F: 3, m: 1 } })).toThrow(
        'classWeights: no class is called "m". Did you mean "M"?',
      );
      expect(() => one.fit(table, { ...options, classWeights: { F: 3 } })).toThrow(
        'classWeights has no weight for "M", a class of the data. Give it 1 to leave it as it is.',
      );
      expect(() => one.fit(table, { ...options, classWeights: 3 as never })).toThrow(
        /^classWeights must be "balanced" or a weight for each class, as in \{ "[FM]": 1, "[FM]": 5 \}, but is 3\.$/,
      );
    }
  });

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
    [{ 0: 0, 1: 0 }, "The weights must be finite numbers of at least 0, one for each of 6 examples and not all 0"],
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

  test("takes rows of 0 and 1 where the last activation, the loss or the pipeline says that one class is right", async () => {
    const options = { loss: meanSquaredError, classWeights: { 0: 0.25, 1: 2, 2: 3 } };
    const weights = [3, 0.25, 2, 3, 0.25, 0.25];
    const { classWeights: _, ...others } = options;
    const expected = await fitted(3, { inputs, targets: oneHot, weights }, others);
    expect(await fitted(3, { inputs, targets: oneHot }, options)).toEqual(expected);
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
});
