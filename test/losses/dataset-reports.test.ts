import { defaultBackend, Sequential, seededRandom } from "@nn/core";
import { reference } from "@nn/core/backend";
import { type DatasetMetric, normal } from "@nn/core/component";
import { Activate, Dense, identity, softmax } from "@nn/layers";
import {
  areaUnderROCCurve,
  binaryCrossEntropy,
  ConfusionMatrix,
  categoricalCrossEntropy,
  F1Score,
  meanAbsoluteError,
  meanSquaredError,
  rSquared,
  sparseCategoricalCrossEntropy,
} from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { column, of, oneHot } from "./metrics/measured.js";

describe("in reports", () => {
  const random = seededRandom("reports");
  const examples = Array.from({ length: 75 }, () => [normal(random), normal(random)]);
  const labels: number[] = examples.map(([a, b]) => (a! + 0.5 * b! + 0.7 * normal(random) > 0 ? 1 : 0));
  const data = { inputs: examples, targets: labels };
  const metrics = {
    area: areaUnderROCCurve,
    error: meanAbsoluteError,
    confusion: new ConfusionMatrix(),
    f1: new F1Score(),
    r2: rSquared,
  };
  const options = {
    loss: binaryCrossEntropy,
    optimizer: new SGD({ learningRate: 0.3 }),
    epochs: 25,
    batchSize: 10,
    metrics,
  };
  const build = (backend = defaultBackend(), units = 1) =>
    new Sequential([new Dense(2, units), new Dense(units, 1)] as const, { seed: 2, backend });

  test("have the type of each result, under its name and in its place", () => {
    const evaluation = build().evaluate(data, { loss: binaryCrossEntropy, metrics });
    const confusion: number[][] = evaluation.confusion;
    const numbers: number[] = [evaluation.loss, evaluation.area, evaluation.error, evaluation.f1, evaluation.r2];
    expect(Object.keys(evaluation)).toEqual(["loss", "area", "error", "confusion", "f1", "r2"]);
    expect(confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(75);
    expect(numbers.every(Number.isFinite)).toBe(true);
  });

  test.each([1, 40])("are those of the predictions, recorded or not, with %d units", async (units) => {
    const validation = { inputs: examples.slice(0, 41), targets: labels.slice(0, 41) };
    const [fitted, plain] = [build(defaultBackend(), units), build(reference, units)];
    const { reports } = await fitted.fit(data, { ...options, validation });
    expect((await plain.fit(data, { ...options, validation })).reports).toEqual(reports);
    const last = reports.at(-1)!;
    const targets = column(...labels);
    const predictions = fitted.predict(examples) as number[][];
    expect(last.area).toBe(of(areaUnderROCCurve, predictions, targets));
    expect(last.confusion).toEqual(of(new ConfusionMatrix(), predictions, targets));
    expect(last.f1).toBe(of(new F1Score(), predictions, targets));
    expect(last.r2).toBe(of(rSquared, predictions, targets));
    expect(last.validation!.area).toBe(of(areaUnderROCCurve, predictions.slice(0, 41), targets.slice(0, 41)));
    expect(last.area).toBeGreaterThan(reports[0]!.area);
  });

  test("take class numbers beside a loss of class numbers", () => {
    const network = new Sequential([new Activate(softmax)], { inputShape: [3] });
    const inputs = oneHot(3, 0, 1, 2, 2);
    const confusion = new ConfusionMatrix({ classNumbers: true });
    const own = { loss: sparseCategoricalCrossEntropy, metrics: { confusion } };
    expect(network.evaluate({ inputs, targets: [0, 1, 2, 1] }, own).confusion).toEqual([
      [1, 0, 0],
      [0, 1, 1],
      [0, 0, 1],
    ]);
    expect(() => network.evaluate({ inputs, targets: inputs }, { ...own, loss: categoricalCrossEntropy })).toThrow(
      "ConfusionMatrix takes targets of 1 number, but categoricalCrossEntropy, the loss, takes 3 numbers.",
    );
  });

  test("say which example can't be counted", async () => {
    const network = new Sequential([new Activate(identity)], { inputShape: [1] });
    const targets = labels.with(40, 0.5);
    const own = { loss: meanSquaredError, metrics: { area: areaUnderROCCurve } };
    expect(() => network.evaluate({ inputs: targets, targets }, own)).toThrow(
      /^areaUnder.*the target of example 40 of the data, counted from 0, output 0, is 0\.5\./,
    );
    const once = { ...own, optimizer: new SGD({ learningRate: 0.1 }), epochs: 1, batchSize: 8 };
    const validation = { inputs: examples.slice(0, 2), targets: [1, 1] };
    const before = build().getParameters();
    const trained = build();
    await expect(trained.fit(data, { ...once, validation })).rejects.toThrow(/are all 1/);
    expect(trained.getParameters()).toEqual(before);
  });

  test("are refused where nothing begins", () => {
    const evaluate = (metric: unknown) => () =>
      build().evaluate(data, { loss: binaryCrossEntropy, metrics: { metric: metric as DatasetMetric } });
    expect(evaluate({ name: "own", begin: () => undefined })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: own: begin must give { add, result }, two functions, but gives undefined.]`,
    );
    expect(evaluate({ name: "own", begin: 3 })).toThrow(/"metric" is an object\. It lacks begin\./);
    const later = { name: "own", begin: () => ({ add: async () => {}, result: () => 1 }) };
    expect(evaluate(later)).toThrow(/own: add gives a promise/);
    expect(() => build().evaluate(data, { loss: binaryCrossEntropy, metrics: new F1Score() as never })).toThrow(
      /^metrics must hold metrics by name/,
    );
  });
});
