import { Sequential, seededRandom } from "@nn/core";
import type { DatasetMetric } from "@nn/core/component";
import { Activate, identity } from "@nn/layers";
import {
  accuracy,
  areaUnderPrecisionRecallCurve,
  areaUnderROCCurve,
  BalancedAccuracy,
  binaryAccuracy,
  CalibrationError,
  CohenKappa,
  ConfusionMatrix,
  explainedVariance,
  FBetaScore,
  MatthewsCorrelation,
  meanSquaredError,
  Precision,
  Recall,
  rootMeanSquaredError,
  Specificity,
  TopKAccuracy,
} from "@nn/losses";
import { describe, expect, test } from "vitest";
import { table, valuesOf } from "../../fixtures/figures.js";
import { column, of, oneHot } from "./measured.js";

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

describe("scores of classes are those of a naive count", () => {
  const random = seededRandom("scores");
  const CLASSES = 4;
  const targets: number[] = Array.from({ length: 60 }, () => Math.floor(random() * CLASSES));
  const answers: number[] = targets.map((target) => (random() < 0.5 ? target : Math.floor(random() * CLASSES)));
  const given = [oneHot(CLASSES, ...answers), oneHot(CLASSES, ...targets)] as const;
  const count = (holds: (target: number, answer: number) => boolean): number =>
    targets.filter((target, i) => holds(target, answers[i]!)).length;
  const each = (score: (tp: number, fp: number, fn: number, tn: number) => number): number[] =>
    [0, 1, 2, 3].map((k) =>
      score(
        count((t, a) => t === k && a === k),
        count((t, a) => t !== k && a === k),
        count((t, a) => t === k && a !== k),
        count((t, a) => t !== k && a !== k),
      ),
    );
  const right = count((t, a) => t === a) / targets.length;

  test.each<[string, DatasetMetric, number]>([
    ["precision", new Precision({ average: "macro" }), mean(each((tp, fp) => tp / (tp + fp)))],
    ["recall", new Recall({ average: "macro" }), mean(each((tp, _fp, fn) => tp / (tp + fn)))],
    ["specificity", new Specificity({ average: "macro" }), mean(each((_tp, fp, _fn, tn) => tn / (tn + fp)))],
    [
      "F2",
      new FBetaScore({ beta: 2, average: "macro" }),
      mean(each((tp, fp, fn) => (5 * tp) / (5 * tp + 4 * fn + fp))),
    ],
    ["micro precision", new Precision({ average: "micro" }), right],
    ["micro recall", new Recall({ average: "micro" }), right],
    ["balanced accuracy", new BalancedAccuracy(), mean(each((tp, _fp, fn) => tp / (tp + fn)))],
  ])("%s", (_, metric, expected) => {
    expect(of(metric, ...given)).toBeCloseTo(expected, 14);
  });

  test("kappa is agreement beyond that of answers drawn from the same classes", () => {
    let byChance = 0;
    for (const target of targets) for (const answer of answers) if (target === answer) byChance += 1 / 60 ** 2;
    expect(of(new CohenKappa(), ...given)).toBeCloseTo((right - byChance) / (1 - byChance), 14);
  });

  test("the Matthews correlation is the correlation of the classes' columns", () => {
    const covariance = (one: readonly number[][], other: readonly number[][]): number => {
      let sum = 0;
      for (let k = 0; k < CLASSES; k++) {
        const [a, b] = [one, other].map((rows) => rows.map((row) => row[k]!));
        sum += mean(a!.map((value, i) => (value - mean(a!)) * (b![i]! - mean(b!))));
      }
      return sum;
    };
    const [a, t] = given;
    const expected = covariance(a, t) / Math.sqrt(covariance(a, a) * covariance(t, t));
    expect(of(new MatthewsCorrelation(), ...given)).toBeCloseTo(expected, 14);
  });
});

describe("scores are those that scikit-learn's manual prints", () => {
  const [answers, targets] = [oneHot(3, 0, 2, 1, 0, 0, 1), oneHot(3, 0, 1, 2, 0, 1, 2)];

  test("of classes", () => {
    expect(of(new Precision({ average: "macro" }), answers, targets)).toBeCloseTo(0.2222222222222222, 15);
    expect(of(new Precision({ average: "micro" }), answers, targets)).toBeCloseTo(1 / 3, 15);
    expect(of(new Recall({ average: "macro" }), answers, targets)).toBeCloseTo(1 / 3, 15);
    expect(of(new FBetaScore({ beta: 0.5, average: "macro" }), answers, targets)).toBeCloseTo(0.23809523809523808, 15);
    expect(of(new BalancedAccuracy(), column(0, 1, 0, 0, 0, 1), column(0, 1, 0, 0, 1, 0))).toBe(0.625);
    expect(of(new MatthewsCorrelation(), column(1, 0, 1, 1), column(1, 1, 1, 0))).toBeCloseTo(-1 / 3, 15);
  });

  test("of one output, from its threshold on", () => {
    const [outputs, labels] = [column(-1, 0.2, 3, 0.1, -4), column(0, 1, 1, 0, 1)];
    expect(of(new Precision({ threshold: 0 }), outputs, labels)).toBeCloseTo(2 / 3, 15);
    expect(of(new Recall({ threshold: 0 }), outputs, labels)).toBeCloseTo(2 / 3, 15);
    expect(of(new Specificity({ threshold: 0 }), outputs, labels)).toBe(0.5);
    expect(of(new Recall({ threshold: 1 }), outputs, labels)).toBeCloseTo(1 / 3, 15);
    expect(() => of(new Recall(), outputs, labels)).toThrow("Where the network gives logits, say { threshold: 0 }.");
  });

  test("of the order of outputs", () => {
    const area = (scores: number[], labels: number[]): number =>
      of(areaUnderPrecisionRecallCurve, column(...scores), column(...labels));
    expect(area([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBeCloseTo(0.8333333333333333, 15);
    expect(area([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 0])).toBe(0.25);
    expect(area([3, 2, 1], [1, 1, 0])).toBe(1);
    expect(area([1, 2, 2, 3], [1, 0, 1, 0])).toBeCloseTo(0.5 * (1 / 3) + 0.5 * 0.5, 15);
    expect(area([1, Number.NaN], [1, 0])).toBeNaN();
    expect(() => area([1, 2], [1, 1])).toThrow(
      "areaUnderPrecisionRecallCurve needs targets of 0 and of 1, but those of output 0 are all 1.",
    );
  });

  test("of numbers", () => {
    const [targets, predictions] = [table(1, 3, -0.5, 2, 7), table(1, 2.5, 0, 2, 8)];
    expect(of(explainedVariance, predictions, targets)).toBeCloseTo(0.9571734475374732, 15);
    const [several, given] = [table(2, 0.5, 1, -1, 1, 7, -6), table(2, 0, 2, -1, 2, 8, -5)];
    expect(of(explainedVariance, given, several)).toBeCloseTo(0.983870967741935, 14);
    // A constant by which all are off is no variance.
    expect(of(explainedVariance, column(11, 12, 13), column(1, 2, 3))).toBe(1);
    expect(of(explainedVariance, column(1, 2), column(5, 5))).toBe(0);
    expect(of(explainedVariance, column(5), column(5))).toBeNaN();
    expect(of(rootMeanSquaredError, predictions, targets)).toBeCloseTo(Math.sqrt(0.375), 15);
  });
});

describe("the largest k", () => {
  test("hold the class, as in scikit-learn's manual", () => {
    const outputs = table(3, 0.5, 0.2, 0.2, 0.3, 0.4, 0.2, 0.2, 0.4, 0.3, 0.7, 0.2, 0.1);
    const top = (k: number): number =>
      mean(valuesOf(new TopKAccuracy({ k, classNumbers: true }), outputs, column(0, 1, 2, 2)));
    expect([1, 2, 3].map(top)).toEqual([0.5, 0.75, 1]);
  });

  test("count the first of equal outputs first, and no row with NaN", () => {
    const top = new TopKAccuracy({ k: 1 });
    expect(valuesOf(top, table(3, 1, 1, 0, 1, 1, 0, Number.NaN, 1, 2), oneHot(3, 0, 1, 2))).toEqual([1, 0, 0]);
    expect(() => new TopKAccuracy({ k: 0 })).toThrow("TopKAccuracy: k must be a whole number of at least 1, but is 0.");
    expect(() => valuesOf(new TopKAccuracy({ k: 1, classNumbers: true }), table(2, 1, 0), [[2]])).toThrow(
      /takes class numbers/,
    );
  });

  test("are at most all", () => {
    expect(() => valuesOf(new TopKAccuracy({ k: 4 }), table(3, 1, 2, 3), oneHot(3, 0))).toThrow(
      "TopKAccuracy(k 4): k must be at most 3, the number of outputs, but is 4.",
    );
  });
});

describe("the calibration error", () => {
  test("is what a bin's answers are off by, weighted by how many they are", () => {
    const outputs = column(0.1, 0.2, 0.3, 0.45, 0.9, 0.8, 0.7, 0.6, 1);
    const targets = column(0, 0, 1, 0, 1, 1, 0, 0, 1);
    // Two bins: 1 of 4 at a mean of 0.2625, and 3 of 5 at a mean of 0.8.
    const expected = (4 * Math.abs(1 / 4 - 0.2625) + 5 * Math.abs(3 / 5 - 0.8)) / 9;
    expect(of(new CalibrationError({ bins: 2 }), outputs, targets)).toBeCloseTo(expected, 15);
  });

  test("of several outputs is that of the answers", () => {
    const outputs = table(3, 0.6, 0.3, 0.1, 0.2, 0.7, 0.1, 0.1, 0.1, 0.8);
    // One bin of 0.6, one of 0.7, one of 0.8, the second of which is wrong.
    const expected = (0.4 + 0.7 + 0.2) / 3;
    for (const [options, targets] of [
      [{}, oneHot(3, 0, 0, 2)],
      [{ classNumbers: true }, column(0, 0, 2)],
    ] as const) {
      expect(of(new CalibrationError(options), outputs, targets)).toBeCloseTo(expected, 15);
    }
    expect(of(new CalibrationError(), table(2, Number.NaN, 1), oneHot(2, 0))).toBeNaN();
  });

  test("puts a probability on an edge into the upper bin, also where its product with their number is rounded", () => {
    const error = new CalibrationError({ bins: 100 });
    // 0.29 · 100 is less than 29: in one bin with 0.285, the two would be off by 0.575 together.
    expect(of(error, column(0.29, 0.285), column(0, 1))).toBeCloseTo((0.29 + 0.715) / 2, 15);
    expect(of(error, column(0.29, 0.295), column(0, 1))).toBeCloseTo((1 - 0.585) / 2, 15);
    // Edges 0 and 1 are in the first bin and the last.
    expect(of(new CalibrationError({ bins: 2 }), column(0, 0.25, 0.75, 1), column(0, 1, 0, 1))).toBe(0.375);
  });

  test("refuses more bins than there is memory for", () => {
    expect(() => new CalibrationError({ bins: 2 ** 32 })).toThrow(
      "CalibrationError: bins must be at most 1000000, but is 4294967296: 10 to 20 are usual.",
    );
  });

  test("refuses what is no probability", () => {
    expect(() => of(new CalibrationError(), column(2), column(1))).toThrow(
      /^CalibrationError\(bins 10\) is about probabilities.* is 2\. It is about probabilities: end the network in softmax, or in sigmoid for one output\.$/,
    );
    const network = new Sequential([new Activate(identity)], { inputShape: [1] });
    const options = { loss: meanSquaredError, metrics: { error: new CalibrationError() } };
    expect(() => network.evaluate({ inputs: [0.5], targets: [1] }, options)).toThrow(
      /takes probabilities from 0 to 1, but .* gives any numbers\. It is about probabilities: end the network in softmax, or/,
    );
  });
});

describe("a target of NaN is no right answer", () => {
  const nan = Number.NaN;

  test("of one example", () => {
    for (const outputs of [table(2, 1, 2), table(2, nan, 2)]) {
      for (const metric of [accuracy, new TopKAccuracy({ k: 2 })]) {
        expect(valuesOf(metric, outputs, [[nan, 1]])).toEqual([0]);
      }
    }
    expect(valuesOf(binaryAccuracy, column(0, 1), column(nan, nan))).toEqual([0, 0]);
  });

  test.each<DatasetMetric>([
    areaUnderPrecisionRecallCurve,
    areaUnderROCCurve,
    new BalancedAccuracy(),
    new CalibrationError(),
    new Precision(),
  ])("of the whole data: $name", (metric) => {
    expect(of(metric, column(0.1, 0.8, 0.3), column(0, 1, nan))).toBeNaN();
  });

  test("of several classes", () => {
    const data = [table(2, 0.1, 0.9, 0.8, 0.2), table(2, 0, 1, nan, 1)] as const;
    for (const metric of [new Recall(), new CalibrationError()]) expect(of(metric, ...data)).toBeNaN();
  });

  test("of class numbers", () => {
    const [outputs, targets] = [table(2, 0.1, 0.9, 0.8, 0.2), column(1, nan)];
    expect(valuesOf(new TopKAccuracy({ k: 2, classNumbers: true }), outputs, targets)).toEqual([1, 0]);
    for (const metric of [new Recall({ classNumbers: true }), new CalibrationError({ classNumbers: true })]) {
      expect(of(metric, outputs, targets)).toBeNaN();
    }
  });
});

test("what is wrong in a score begins with the name that its constructor has", () => {
  for (const [Made, options] of [
    [BalancedAccuracy, {}],
    [CalibrationError, {}],
    [CohenKappa, {}],
    [ConfusionMatrix, {}],
    [MatthewsCorrelation, {}],
    [TopKAccuracy, { k: 1 }],
  ] as const) {
    expect(new Made(options as { k: number }).name.replace(/\(.*/, "")).toBe(Made.name);
  }
});

test("settings that scores can't have are refused", () => {
  expect(() => new FBetaScore({ beta: 0 })).toThrow("FBetaScore: beta must be a finite number above 0, but is 0.");
  expect(() => new FBetaScore({ beta: new Array(2 ** 32 - 1) as never })).toThrow(
    "FBetaScore: beta must be a finite number above 0, but is an array of 4294967295.",
  );
  expect(() => new FBetaScore(undefined as never)).toThrow(/^FBetaScore takes its options as one object/);
  expect(() => new Precision({ average: "weighted" as never })).toThrow(
    'Precision: average must be "binary", "macro" or "micro", but is "weighted".',
  );
  expect(() => of(new Recall(), oneHot(3, 1), oneHot(3, 1))).toThrow(
    'Recall(binary): the average "binary" is for two classes, but the network has 3. Choose "macro" or "micro".',
  );
  expect(() => new CohenKappa({ average: "macro" } as never)).toThrow('CohenKappa has no option "average"');
  expect(of(new CohenKappa(), column(1, 1), column(1, 1))).toBeNaN();
  expect(of(new MatthewsCorrelation(), column(1, 1), column(0, 1))).toBe(0);
  expect(of(new BalancedAccuracy(), column(1, Number.NaN), column(0, 1))).toBeNaN();
});
