import { seededRandom } from "@nn/core";
import { normal } from "@nn/core/component";
import { areaUnderROCCurve, ConfusionMatrix, F1Score, rSquared } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { column, of, oneHot } from "./measured.js";

test("logits aren't taken for probabilities", () => {
  const given = [column(-2, 3), column(0, 1)] as const;
  expect(() => of(new F1Score(), ...given)).toThrow(
    "F1Score(binary) takes an output from 0.5 on for class 1, as of a probability, but that of example 0 of the batch, counted from 0, is -2. Where the network gives logits, say { threshold: 0 }.",
  );
  expect(of(new F1Score({ threshold: 0 }), ...given)).toBe(1);
});

describe("the area under the ROC curve", () => {
  const area = (scores: number[], labels: number[]) => of(areaUnderROCCurve, column(...scores), column(...labels));

  test("is scikit-learn's", () => {
    expect(area([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
    expect(area([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1])).toBe(0.5);
    expect(area([1, 2, 3, 4], [0, 0, 1, 1])).toBe(1);
    expect(area([4, 3, 2, 1], [0, 0, 1, 1])).toBe(0);
    expect(area([-0, 0, 1], [1, 0, 1])).toBe(0.75);
  });

  test("is the share of pairs in order, and what trapezoids below the curve add up to", () => {
    const random = seededRandom("area");
    for (let run = 0; run < 20; run++) {
      const labels = Array.from({ length: 60 }, (_, i) => (i < 2 ? i : Math.round(random())));
      const scores = labels.map((label) => Math.round(4 * normal(random) + 2 * label) / (1 + run));
      const [ones, zeros] = [1, 0].map((label) => scores.filter((_, i) => labels[i] === label));
      let pairs = 0;
      for (const one of ones!) for (const zero of zeros!) pairs += one > zero ? 1 : one === zero ? 0.5 : 0;
      expect(area(scores, labels)).toBe(pairs / (ones!.length * zeros!.length));

      const rates = [Infinity, ...new Set([...scores].sort((a, b) => b - a))].map((threshold) =>
        [zeros!, ones!].map((all) => all.filter((score) => score >= threshold).length / all.length),
      );
      const trapezoids = rates.slice(1).map(([x, y], i) => ((x! - rates[i]![0]!) * (y! + rates[i]![1]!)) / 2);
      expect(area(scores, labels)).toBeCloseTo(
        trapezoids.reduce((sum, each) => sum + each, 0),
        12,
      );
    }
  });

  test("of several outputs is their mean", () => {
    const scores = [0.1, 0.4, 0.35, 0.8].map((score) => [score, -score]);
    expect(
      of(areaUnderROCCurve, scores, [
        [0, 0],
        [0, 0],
        [1, 1],
        [1, 1],
      ]),
    ).toBe(0.5);
  });

  test("of NaN is NaN", () => {
    expect(area([0.1, Number.NaN, 0.35, 0.8], [0, 0, 1, 1])).toBeNaN();
    expect(area([0.1, 0.2, 0.35, Number.NaN], [0, 0, 1, 1])).toBeNaN();
  });

  test("needs both classes, and labels", () => {
    expect(() => area([0.1, 0.2], [1, 1])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: areaUnderROCCurve needs targets of 0 and of 1, but those of output 0 are all 1. Evaluate more examples.]`,
    );
    expect(() => area([0.1, 0.2], [0, 0])).toThrow("those of output 0 are all 0.");
    expect(() => area([0.1, 0.2], [0, 0.5])).toThrow(/^areaUnderROCCurve counts right answers, 0 or 1/);
  });
});

describe("a confusion matrix", () => {
  test("is scikit-learn's: true classes are rows", () => {
    const answers = oneHot(3, 0, 0, 2, 2, 0, 2);
    const expected = [
      [2, 0, 0],
      [0, 0, 1],
      [1, 0, 2],
    ];
    expect(of(new ConfusionMatrix(), answers, oneHot(3, 2, 0, 2, 2, 0, 1))).toEqual(expected);
    expect(of(new ConfusionMatrix({ classNumbers: true }), answers, column(2, 0, 2, 2, 0, 1))).toEqual(expected);
  });

  test("of one output has two classes", () => {
    const targets = column(0, 1, 0, 1);
    expect(of(new ConfusionMatrix(), column(0.5, 0.9, 0.7, 0.4), targets)).toEqual([
      [0, 2],
      [1, 1],
    ]);
    expect(of(new ConfusionMatrix({ threshold: 0 }), column(-1, 0, 3, 0.1), targets)).toEqual([
      [1, 1],
      [0, 2],
    ]);
  });

  test("counts no NaN", () => {
    const answers = [[Number.NaN, 0], ...oneHot(2, 1)];
    expect(of(new ConfusionMatrix(), answers, oneHot(2, 0, 1))).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  test("refuses what has no class", () => {
    expect(() => of(new ConfusionMatrix(), oneHot(3, 1), [[0, 0.25, 0]])).toThrow(
      /^ConfusionMatrix takes targets that sum/,
    );
    expect(() => of(new ConfusionMatrix({ classNumbers: true }), oneHot(3, 1), [[3]])).toThrow(
      /from 0 to 2 for 3 outputs/,
    );
    expect(() => of(new ConfusionMatrix(), [[1]], [[2]])).toThrow(/^ConfusionMatrix/);
    expect(() =>
      of(new ConfusionMatrix({ threshold: 0.3 }), oneHot(3, 1), oneHot(3, 1)),
    ).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: ConfusionMatrix: a threshold is for one output, but the network has 3. The largest decides.]`,
    );
    expect(() => new ConfusionMatrix({ classNumber: true } as never)).toThrow(/Did you mean "classNumbers"/);
    expect(() => new ConfusionMatrix({ threshold: Number.NaN })).toThrow(/^ConfusionMatrix: threshold must be/);
  });
});

describe("the F1 score", () => {
  const [answers, targets] = [oneHot(3, 0, 2, 1, 0, 0, 1), oneHot(3, 0, 1, 2, 0, 1, 2)];

  test("is scikit-learn's, for each average", () => {
    expect(of(new F1Score({ average: "macro" }), answers, targets)).toBeCloseTo(0.26666666666666666, 15);
    expect(of(new F1Score({ average: "micro" }), answers, targets)).toBeCloseTo(1 / 3, 15);
    expect(of(new F1Score(), column(1, 1, 0, 1, 0, 0), column(0, 1, 0, 1, 0, 1))).toBeCloseTo(2 / 3, 15);
    expect(of(new F1Score({ average: "macro" }), column(1, 1, 0, 1), column(0, 1, 0, 1))).toBeCloseTo(
      (0.8 + 2 / 3) / 2,
      15,
    );
    expect(of(new F1Score({ average: "micro" }), column(1, 1, 0, 1), column(0, 1, 0, 1))).toBe(0.75);
    expect(of(new F1Score(), oneHot(2, 1, 1, 0, 1), oneHot(2, 0, 1, 0, 1))).toBe(0.8);
  });

  test("leaves out classes that neither targets nor answers name, and is 0 where nothing is right", () => {
    expect(of(new F1Score({ average: "macro" }), oneHot(4, 0, 0, 1), oneHot(4, 0, 0, 1))).toBe(1);
    expect(of(new F1Score({ average: "macro" }), oneHot(4, 0, 0, 3), oneHot(4, 0, 0, 1))).toBeCloseTo(1 / 3, 15);
    expect(of(new F1Score(), column(0, 0), column(0, 0))).toBe(0);
    expect(of(new F1Score(), column(0, Number.NaN), column(0, 1))).toBeNaN();
  });

  test("refuses what makes no score", () => {
    expect(() => of(new F1Score(), answers, targets)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: F1Score(binary): the average "binary" is for two classes, but the network has 3. Choose "macro" or "micro".]`,
    );
    expect(() => new F1Score({ average: "weighted" as never })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: F1Score: average must be "binary", "macro" or "micro", but is "weighted".]`,
    );
  });
});

describe("R²", () => {
  const r2 = (targets: number[], predictions: number[]) => of(rSquared, column(...predictions), column(...targets));

  test("is scikit-learn's", () => {
    expect(r2([3, -0.5, 2, 7], [2.5, 0, 2, 8])).toBeCloseTo(0.9486081370449679, 15);
    expect(r2([1, 2, 3], [1, 2, 3])).toBe(1);
    expect(r2([1, 2, 3], [2, 2, 2])).toBe(0);
    expect(r2([1, 2, 3], [3, 2, 1])).toBe(-3);
    const [predictions, targets] = [
      [
        [0, 2],
        [-1, 2],
        [8, -5],
      ],
      [
        [0.5, 1],
        [-1, 1],
        [7, -6],
      ],
    ];
    expect(of(rSquared, predictions, targets)).toBeCloseTo(0.936800526662278, 14);
  });

  test("of targets that are all the same is 1 or 0", () => {
    expect(r2([-0.1, -0.1, -0.1], [-0.1, -0.1, -0.1])).toBe(1);
    expect(r2([-0.1, -0.1, -0.1], [-0.1, -0.1, -0.1 + 1e-8])).toBe(0);
    expect(r2([5], [5])).toBeNaN();
    expect(r2([1, 1], [1, Number.NaN])).toBeNaN();
  });

  test("keeps its digits far from 0", () => {
    expect(r2([1e9 + 1, 1e9 + 2, 1e9 + 3], [1e9 + 1, 1e9 + 2, 1e9 + 4])).toBe(0.5);
  });
});
