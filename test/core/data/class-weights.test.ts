import { type Data, type Dataset, datasetFor, type FitOptions, Sequential } from "@nn/core";
import { label, Pipeline, Table } from "@nn/data";
import { Dense, sigmoid, softmax } from "@nn/layers";
import {
  binaryCrossEntropy,
  categoricalCrossEntropy,
  meanSquaredError,
  sparseCategoricalCrossEntropy,
} from "@nn/losses";
import { describe, expect, test } from "vitest";
import { binary, inputs, oneHot, three, training } from "./classes.js";

/** Everything that a fit comes to. */
async function fitted(outputs: number, data: Data, options: Omit<FitOptions, keyof typeof training>): Promise<unknown> {
  const activation = outputs === 1 ? sigmoid : softmax;
  const network = new Sequential([new Dense(2, outputs, { activation })], { seed: 5 });
  const { reports } = await network.fit(data, { ...training, ...options });
  return [network.getParameters(), reports];
}

describe("weights of classes are those of their examples, to the bit", () => {
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

  test("takes rows of 0 and 1 where the last activation, the loss or the pipeline says that one class is right", async () => {
    const options = { loss: meanSquaredError, classWeights: { 0: 0.25, 1: 2, 2: 3 } };
    const weights = [3, 0.25, 2, 3, 0.25, 0.25];
    const { classWeights: _, ...others } = options;
    const expected = await fitted(3, { inputs, targets: oneHot, weights }, others);
    expect(await fitted(3, { inputs, targets: oneHot }, options)).toEqual(expected);
  });
});
