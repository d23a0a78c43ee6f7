import { DataError, type Dataset, datasetFor, defaultBackend, lossOf, Sequential } from "@nn/core";
import { reference } from "@nn/core/backend";
import type { Loss, Metric } from "@nn/core/component";
import { checkGradients, explain, toText } from "@nn/explain";
import { Dense, identity, softmax } from "@nn/layers";
import {
  accuracy,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  meanAbsoluteError,
  meanSquaredError,
  sparseCategoricalAccuracy,
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
} from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { gradientOf, valuesOf } from "../fixtures/figures.js";

const CLASSES = 4;
const labels = Array.from({ length: 37 }, (_, i) => (3 * i + Math.floor(i / 5)) % CLASSES);
const oneHot = labels.map((label) => Array.from({ length: CLASSES }, (_, i) => (i === label ? 1 : 0)));
const inputs = labels.map((label, i) => [Math.sin(label + 0.1 * i), Math.cos(label)]);
const logits = [sparseCategoricalCrossEntropyFromLogits, categoricalCrossEntropyFromLogits] as const;
const probabilities = [sparseCategoricalCrossEntropy, categoricalCrossEntropy] as const;
const sgd = () => new SGD({ learningRate: 0.3 });
const build = (activation = identity, options = {}) =>
  new Sequential([new Dense(2, CLASSES, { activation })], { seed: 4, ...options });
/** Zeros of either sign are one number here. */
const plus0 = (numbers: readonly number[]): number[] => numbers.map((value) => value + 0);

describe("class numbers give the bits of rows with a single 1", () => {
  const hard = [
    [0, 0, 0, 0],
    [1e300, -1e300, 0, 1],
    [40, -40, 40, 3e-320],
    [-1e-12, 1e-12, 0.5, 36.7],
  ];
  const sure = [
    [0, 1, 0, 0],
    [1e-13, 1 - 1e-13, 0, 0],
    [0.25, 0.25, 0.25, 0.25],
    [1e-300, 0.5, 0.5, 0],
  ];

  test.each([
    ["logits", logits, hard],
    ["probabilities", probabilities, sure],
  ] as const)("in values and gradients, from %s", (_, [sparse, dense], predictions) => {
    for (const label of [0, 1, 2, 3]) {
      const [numbers, rows] = [predictions.map(() => [label]), predictions.map(() => oneHot[labels.indexOf(label)]!)];
      for (const kind of [Float64Array, Float32Array]) {
        const [own, expected] = [numbers, rows].map((target, i) =>
          valuesOf(i === 0 ? sparse : dense, predictions, target, kind),
        );
        expect(plus0(own!)).toEqual(plus0(expected!));
      }
      expect(plus0(gradientOf(sparse, predictions, numbers))).toEqual(plus0(gradientOf(dense, predictions, rows)));
    }
  });

  const all = [
    ["logits", logits, identity],
    ["probabilities", probabilities, softmax],
  ] as const;
  for (const [from, [sparse, dense], activation] of all) {
    for (const backend of [defaultBackend(), reference]) {
      for (const dtype of ["float64", "float32"] as const) {
        test(`in trainings, from ${from}, on the ${backend.name} backend, in ${dtype}`, async () => {
          const options = { optimizer: sgd(), epochs: 30, batchSize: 8 };
          const [own, expected] = [0, 1].map(() => build(activation, { backend, dtype }));
          const { reports } = await own!.fit(
            { inputs, targets: labels },
            { ...options, loss: sparse, metrics: { accuracy: sparseCategoricalAccuracy } },
          );
          const { reports: others } = await expected!.fit(
            { inputs, targets: oneHot },
            { ...options, loss: dense, metrics: { accuracy } },
          );
          expect(reports).toEqual(others);
          expect(reports.at(-1)!.loss).toBeLessThan(0.7 * reports[0]!.loss);
          expect(own!.getParameters()).toEqual(expected!.getParameters());
        });
      }
    }
  }
});

describe("a label that is none", () => {
  const network = build();
  const loss = sparseCategoricalCrossEntropyFromLogits;

  test.each([4, -1, 1.5, 1e17])("%d is refused before anything moves", async (label) => {
    const targets = labels.with(33, label);
    const before = network.getParameters();
    const options = { loss, optimizer: sgd(), epochs: 1, batchSize: 5 };
    await expect(network.fit({ inputs, targets }, options)).rejects.toThrow(DataError);
    expect(() => network.trainer({ loss, optimizer: sgd(), batchSize: 1 }).step(inputs[0]!, [label])).toThrow(
      `${loss.name} takes class numbers, whole numbers from 0 to 3 for 4 outputs, but the target of example 0 of the batch, counted from 0, is ${label}.`,
    );
    expect(network.getParameters()).toEqual(before);
  });

  test("is named with its row", () => {
    const data = { inputs, targets: labels.with(33, 4) };
    expect(() => network.evaluate(data, { loss })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: sparseCategoricalCrossEntropyFromLogits takes class numbers, whole numbers from 0 to 3 for 4 outputs, but the target of example 33 of the data, counted from 0, is 4. A LabelEncoder's encode makes them from labels.]`,
    );
    const metrics = { accuracy: sparseCategoricalAccuracy };
    const blind: Loss = { ...loss, value: ({ values, batch }) => void values.fill(0, 0, batch) };
    expect(() => network.evaluate(data, { loss: blind, metrics })).toThrow(
      /^sparseCategoricalAccuracy takes class.* example 33 of the data, /,
    );
    const softened = build(softmax);
    expect(() => softened.evaluate(data, { loss: sparseCategoricalCrossEntropy })).toThrow(
      /the target of example 33 of the data, counted from 0, is 4/,
    );
  });

  test("as there are no classes", () => {
    const one = new Sequential([new Dense(2, 1, { activation: identity })]);
    expect(() => one.evaluate({ inputs, targets: labels }, { loss })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: in the batch of examples 0 to 31: sparseCategoricalCrossEntropyFromLogits needs an output for each of at least 2 classes, but the network has 1. For one output there is binaryCrossEntropyFromLogits.]`,
    );
  });

  test("as it is a row", () => {
    expect(() => network.evaluate({ inputs, targets: oneHot }, { loss })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The targets take 1 number an example, but example 0 has 4. Counts start at 0. If its 1 marks a class: give the number of the class, or take categoricalCrossEntropy with an output for each.]`,
    );
    const rows = build().evaluate.bind(build());
    expect(() => rows({ inputs, targets: labels }, { loss: categoricalCrossEntropyFromLogits })).toThrow(
      "Class numbers become rows with a LabelEncoder's oneHot, or are taken as they are, one for each row of the outputs: sparseCategoricalCrossEntropy.",
    );
  });
});

describe("targets of another shape than predictions", () => {
  const loss = sparseCategoricalCrossEntropyFromLogits;
  const network = build();

  test("are those of loss and metrics alike", () => {
    for (const metric of [accuracy, meanAbsoluteError]) {
      expect(() => network.evaluate({ inputs, targets: labels }, { loss, metrics: { metric } })).toThrow(
        `${metric.name} takes targets of 4 numbers, but ${loss.name}, the loss, takes 1 number. Loss and metrics are given the same targets: take those of one kind, class numbers with { classNumbers: true }.`,
      );
    }
    const options = { loss: meanSquaredError, metrics: { accuracy: sparseCategoricalAccuracy } };
    expect(() => network.evaluate({ inputs, targets: oneHot }, options)).toThrow(/takes targets of 1 number, but/);
  });

  test("are read from data sets, and refused where they are of another shape", () => {
    const made: Dataset = {
      size: inputs.length,
      inputShape: [2],
      targetShape: [1],
      read(into, targets, rows, from, to) {
        for (let i = from; i < to; i++) {
          into.set(inputs[rows[i]!]!, 2 * (i - from));
          targets[i - from] = labels[rows[i]!]!;
        }
      },
    };
    expect(network.evaluate(made, { loss })).toEqual(network.evaluate({ inputs, targets: labels }, { loss }));
    expect(() => network.evaluate({ ...made, targetShape: [CLASSES] }, { loss })).toThrow(
      "The data set's targets have 4 numbers an example, but the network takes 1.",
    );
    expect(() => network.evaluate(made, { loss: meanSquaredError })).toThrow(/targets have 1 number an example/);
  });

  test("are held for a loop of one's own", () => {
    const data = datasetFor(network, { inputs, targets: labels }, loss);
    expect([data.targetShape, data.size]).toEqual([[1], 37]);
    expect(datasetFor(network, data, loss)).toBe(data);
    expect(() => datasetFor(network, data)).toThrow(/targets have 1 number an example/);
    const [own, other] = [build(), build()].map((each) => each.trainer({ loss, optimizer: sgd(), batchSize: 37 }));
    own!.stepRows(datasetFor(build(), { inputs, targets: labels }, loss), Uint32Array.from(labels.keys()), 0, 37);
    other!.step(inputs, labels);
    expect(own!.loss).toBe(other!.loss);
  });

  test("are compared without a network", () => {
    const predictions = [
      [0, 1, 2],
      [3, 0, 0],
    ];
    expect(lossOf(loss, { targets: [2, 1], predictions })).toBe(
      lossOf(categoricalCrossEntropyFromLogits, {
        targets: [
          [0, 0, 1],
          [0, 1, 0],
        ],
        predictions,
      }),
    );
    expect(() => lossOf(loss, { targets: [2], predictions })).toThrow(/1 targets and 2 predictions/);
    expect(() => lossOf(loss, { targets: [2, 3], predictions })).toThrow(/from 0 to 2 for 3 outputs/);
  });

  test("are explained as rows of 0 and 1, to the same derivative", () => {
    const asked = { input: inputs[0]!, parameter: "w3" };
    const own = explain(network, { ...asked, target: [2], loss });
    const rows = explain(network, { ...asked, target: [0, 0, 1, 0], loss: categoricalCrossEntropyFromLogits });
    const { loss: name, lossTitles } = rows;
    expect({ ...own, loss: name, lossTitles }).toEqual(rows);
    expect(toText(own)).toMatch(/The loss L is the categorical\s+cross-entropy of class numbers, from logits\./);
    expect(explain(network, { ...asked, target: [2], loss, significantDigits: 3 }).check.verdict).toBe("right");
  });

  test("are differentiated as the network's gradients are", () => {
    expect(checkGradients(network, { inputs, targets: labels }, loss)).toMatchObject({ agrees: true });
  });

  test("cause no warning of numbers out of reach", async () => {
    const softened = build(softmax);
    const options = { loss: sparseCategoricalCrossEntropy, optimizer: sgd(), epochs: 2, batchSize: 8 };
    expect((await softened.fit({ inputs, targets: labels }, options)).warnings).toEqual([]);
    const same = labels.map(() => 3);
    const { warnings } = await softened.fit({ inputs, targets: same }, { ...options, onWarning: () => {} });
    expect(warnings.map(({ kind }) => kind)).toContain("constant targets");
  });

  test("must have a shape", () => {
    const metric: Metric = { ...sparseCategoricalAccuracy, name: "own", targetShape: () => 1 as never };
    expect(() => network.evaluate({ inputs, targets: labels }, { loss, metrics: { metric } })).toThrow(
      "own: targetShape must give the shape of one target, as in [1], but gives 1.",
    );
  });

  test("of several numbers: a loss between two outputs and their difference", async () => {
    const difference: Loss = {
      name: "difference",
      targetShape: () => [3],
      value({ batch, prediction: p, target: t, values }) {
        for (let i = 0; i < batch; i++) values[i] = (p[4 * i]! - t[3 * i]! - t[3 * i + 1]! - t[3 * i + 2]!) ** 2;
      },
      gradient({ batch, prediction: p, target: t, dprediction }) {
        dprediction.fill(0, 0, 4 * batch);
        for (let i = 0; i < batch; i++) {
          dprediction[4 * i] = (2 * (p[4 * i]! - t[3 * i]! - t[3 * i + 1]! - t[3 * i + 2]!)) / batch;
        }
      },
    };
    const targets = inputs.map(([a, b]) => [a!, b!, 1]);
    expect(checkGradients(network, { inputs, targets }, difference).agrees).toBe(true);
    const { reports } = await build().fit(
      { inputs, targets },
      { loss: difference, optimizer: new SGD({ learningRate: 0.05 }), epochs: 60, batchSize: 10 },
    );
    expect(reports.at(-1)!.loss).toBeLessThan(0.01 * reports[0]!.loss);
  });
});
