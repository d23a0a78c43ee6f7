import { defaultBackend, Sequential, seededRandom } from "@nn/core";
import { reference } from "@nn/core/backend";
import { type DatasetMetric, lossFrame, normal } from "@nn/core/component";
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
import { metricContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { broken } from "../testing/broken.js";

/** What a metric gives all rows at once. */
function of<Result>(
  metric: DatasetMetric<Result>,
  predictions: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
): Result {
  const outputShape = [predictions[0]!.length];
  const frame = lossFrame(metric, { outputShape, batch: predictions.length });
  frame.prediction.set(predictions.flat());
  frame.target.set(targets.flat());
  const tally = metric.begin(predictions.length, outputShape);
  tally.add(frame);
  return tally.result();
}

const column = (...values: number[]): number[][] => values.map((value) => [value]);
const oneHot = (classes: number, ...answers: number[]): number[][] =>
  answers.map((answer) => Array.from({ length: classes }, (_, i) => (i === answer ? 1 : 0)));

test("logits aren't taken for probabilities", () => {
  const given = [column(-2, 3), column(0, 1)] as const;
  expect(() => of(new F1Score(), ...given)).toThrow(
    "F1Score(binary) takes an output from 0.5 on for class 1, as of a probability, but one is -2. Where the network gives logits, say { threshold: 0 }.",
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
      /^confusionMatrix takes targets that sum/,
    );
    expect(() => of(new ConfusionMatrix({ classNumbers: true }), oneHot(3, 1), [[3]])).toThrow(
      /from 0 to 2 for 3 outputs/,
    );
    expect(() => of(new ConfusionMatrix(), [[1]], [[2]])).toThrow(/^confusionMatrix/);
    expect(() =>
      of(new ConfusionMatrix({ threshold: 0.3 }), oneHot(3, 1), oneHot(3, 1)),
    ).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: confusionMatrix: a threshold is for one output, but the network has 3. The largest decides.]`,
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
      "confusionMatrix takes targets of 1 number, but categoricalCrossEntropy, the loss, takes 3 numbers.",
    );
  });

  test("say which batch can't be counted", async () => {
    const network = new Sequential([new Activate(identity)], { inputShape: [1] });
    const targets = labels.with(40, 0.5);
    const own = { loss: meanSquaredError, metrics: { area: areaUnderROCCurve } };
    expect(() => network.evaluate({ inputs: targets, targets }, own)).toThrow(
      /^in the batch of examples 32 to 63: areaUnder/,
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
    expect(evaluate({ name: "own", begin: 3 })).toThrow(/"metric" is an object without begin/);
    const later = { name: "own", begin: () => ({ add: async () => {}, result: () => 1 }) };
    expect(evaluate(later)).toThrow(/own: add gives a promise/);
    expect(() => build().evaluate(data, { loss: binaryCrossEntropy, metrics: new F1Score() as never })).toThrow(
      /^metrics must hold metrics by name/,
    );
  });
});

describe("the metric contract notices", () => {
  const example = (random: () => number, size: number) => ({
    prediction: Array.from({ length: size }, random),
    target: Array.from({ length: size }, () => Math.round(random())),
  });
  const whole = (begin: DatasetMetric["begin"]): DatasetMetric => ({ name: "own", begin });

  test("a result of the last batch alone, or of a mean of means", () => {
    const last = whole(() => {
      let mean = 0;
      return {
        add({ batch, prediction }) {
          mean = Array.from(prediction.slice(0, batch)).reduce((sum, p) => sum + p, 0) / batch;
        },
        result: () => mean,
      };
    });
    expect(broken(metricContract(last, { example }))).toContain("gives the same result for any division into batches");
  });

  test("a count that isn't begun anew, and numbers beyond the batch", () => {
    let sum = 0;
    const kept = whole(() => ({
      add: ({ batch, prediction }) => {
        for (let i = 0; i < batch; i++) sum += prediction[i]!;
      },
      result: () => sum,
    }));
    expect(broken(metricContract(kept, { example }))).toContain(
      "two evaluations side by side don't disturb each other",
    );
    const beyond = whole(() => {
      let most = -Infinity;
      return {
        add: ({ prediction }) => {
          most = Math.max(most, ...prediction);
        },
        result: () => most,
      };
    });
    expect(broken(metricContract(beyond, { example }))).toContain(
      "only reads its examples, and nothing beyond the batch",
    );
  });

  test("a metric of examples that writes to what it reads", () => {
    const writing = {
      ...meanAbsoluteError,
      value: (frame: Parameters<typeof meanAbsoluteError.value>[0]) => {
        meanAbsoluteError.value(frame);
        frame.target[0] = 2;
      },
    };
    expect(broken(metricContract(writing, { example }))).toContain("writes a value for each example, and nothing else");
  });
});
