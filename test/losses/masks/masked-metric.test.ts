import { defaultBackend, Sequential, seededRandom } from "@nn/core";
import { reference } from "@nn/core/backend";
import type { DatasetMetric, Metric, Random } from "@nn/core/component";
import { Activate, identity } from "@nn/layers";
import {
  CalibrationError,
  ConfusionMatrix,
  maskedMetric,
  meanSquaredError,
  Precision,
  rSquared,
  sparseCategoricalAccuracy,
  TopKAccuracy,
} from "@nn/losses";
import { metricContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { metrics } from "../../contracts/components.js";
import { classNumber, numbers } from "../../contracts/draws.js";

const MASK = -7.5;

describe("what every metric promises", () => {
  const example = (random: Random, size: number) => ({
    prediction: numbers(random, size),
    target: random() < 0.3 ? [MASK] : classNumber(random, size),
  });
  const options = { maskValue: MASK };
  for (const backend of [reference, defaultBackend()]) {
    const given = { example, sizes: [3], backend };
    const checks = [
      ...metricContract(maskedMetric(sparseCategoricalAccuracy, options), given),
      ...metricContract(maskedMetric(new ConfusionMatrix({ classNumbers: true }), options), given),
    ];
    for (const [i, { name, run }] of checks.entries()) test(`${i}: ${name}, on the ${backend.name} backend`, run);
  }
});

/** What a network of identity reports of these examples; `weights` where they count differently. */
function reported(metric: Metric | DatasetMetric<unknown>, examples: readonly Example[], weights?: number[]): unknown {
  const inputs = examples.map(({ prediction }) => prediction);
  const targets = examples.map(({ target }) => target);
  const shape = shapeOf(inputs[0]);
  const network = new Sequential([new Activate(identity)], { inputShape: shape as [number] });
  const loss = {
    ...meanSquaredError,
    name: "none",
    targetShape: (output: readonly number[]) => metric.targetShape?.(output) ?? output,
    value: ({ values }: { values: { fill(value: number): unknown } }) => void values.fill(0),
  };
  const data = { inputs, targets, ...(weights && { weights }) } as never;
  return (network.evaluate(data, { loss, metrics: { metric }, allowMismatch: true }) as { metric: unknown }).metric;
}

interface Example {
  readonly prediction: unknown;
  readonly target: unknown;
}

function shapeOf(value: unknown): number[] {
  return Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : [];
}

/** The same numbers, but for their rounding. */
function near(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(near);
  return typeof value === "number" ? expect.closeTo(value, 12) : value;
}

test.each(metrics)("$metric.name of steps that count is that of these alone", ({ metric, example, sizes = [3] }) => {
  const size = sizes.at(-1)!;
  const random = seededRandom(metric.name);
  const rows = Array.from({ length: 24 }, () => example(random, size));
  const masked = maskedMetric(metric as Metric, { maskValue: MASK });
  const width = rows[0]!.target.length;
  const isOne = width === 1 && (metric.targetShape?.([2, size]).length ?? 2) === 1;
  const target = (numbers: readonly number[]): unknown => (isOne ? numbers[0] : numbers);
  const filler = { prediction: rows[0]!.prediction, target: target(Array(width).fill(MASK)) };
  // Three of four steps count: each example has as many, so that the mean of their means is that of all.
  const examples = Array.from({ length: 8 }, (_, i) => {
    const steps = rows.slice(3 * i, 3 * i + 3).map((row) => ({ ...row, target: target(row.target) }));
    steps.splice(i % 4, 0, filler as (typeof steps)[number]);
    return { prediction: steps.map(({ prediction }) => prediction), target: steps.map((step) => step.target) };
  });
  const isWeighted = "begin" in metric;
  const thirds = isWeighted ? rows.map(() => 1 / 3) : undefined;
  expect(reported(masked, examples)).toEqual(near(reported(metric, rows, thirds)));
  if (!isWeighted) return;
  const weights = examples.map((_, i) => 1 + (i % 3));
  const ofRows = rows.map((_, i) => weights[Math.floor(i / 3)]! / 3);
  expect(reported(masked, examples, weights)).toEqual(near(reported(metric, rows, ofRows)));
});

describe("where examples have different numbers of steps that count", () => {
  const random = seededRandom("lengths");
  const steps = Array.from({ length: 9 }, (_, i) => ({ prediction: [random(), random()], target: i % 2 }));
  const filler = { prediction: [0.5, 0.5], target: MASK };
  /** The last example has none. */
  const [lengths, begins] = [
    [4, 1, 3, 1, 0],
    [0, 4, 5, 8, 9],
  ];
  const examples = lengths.map((length, i) => {
    const own = [...steps.slice(begins[i], begins[i]! + length), ...Array(4).fill(filler)].slice(0, 4);
    return { prediction: own.map(({ prediction }) => prediction), target: own.map(({ target }) => target) };
  });
  const ofSteps = (weights: readonly number[]): number[] =>
    lengths.flatMap((length, i) => Array(length).fill(weights[i]! / length) as number[]);
  const all = [
    ...[new ConfusionMatrix({ classNumbers: true }), new Precision({ average: "macro", classNumbers: true })],
    new CalibrationError({ classNumbers: true }),
  ].map((metric) => [metric.name, metric] as const);

  test.each(all)("each example counts alike, or by its weight, in %s", (_, metric) => {
    const masked = maskedMetric(metric as DatasetMetric<unknown>, { maskValue: MASK });
    expect(reported(masked, examples)).toEqual(near(reported(metric, steps, ofSteps([1, 1, 1, 1, 1]))));
    const weights = [2, 5, 1, 0, 3];
    expect(reported(masked, examples, weights)).toEqual(near(reported(metric, steps, ofSteps(weights))));
  });

  test.each([...all, [sparseCategoricalAccuracy.name, sparseCategoricalAccuracy] as const])(
    "each step counts alike where their number is the weight, in %s",
    (_, metric) => {
      const masked = maskedMetric(metric as Metric, { maskValue: MASK });
      expect(reported(masked, examples, lengths)).toEqual(near(reported(metric, steps)));
    },
  );

  test("a metric that takes no weights counts each step alike", () => {
    const count: DatasetMetric = {
      name: "count",
      targetShape: sparseCategoricalAccuracy.targetShape!,
      begin() {
        let seen = 0;
        return {
          add({ batch, weights }) {
            expect(weights).toBeUndefined();
            seen += batch;
          },
          result: () => seen,
        };
      },
    };
    expect(reported(maskedMetric(count, { maskValue: MASK }), examples)).toBe(9);
  });

  test("an example without any is 0 in a mean of examples", () => {
    const masked = maskedMetric(sparseCategoricalAccuracy, { maskValue: MASK });
    const [of, without] = [examples, examples.slice(0, 4)].map((each) => reported(masked, each) as number);
    expect(of).toBeCloseTo(without! * (4 / 5), 14);
  });
});

test("what is refused is told of the example and the step in it", () => {
  const examples = [
    {
      prediction: [
        [1, 2],
        [3, 4],
      ],
      target: [-1, 0],
    },
    {
      prediction: [
        [1, 2],
        [3, 4],
      ],
      target: [-1, 5],
    },
  ];
  for (const metric of [
    new Precision({ average: "micro", classNumbers: true }),
    new TopKAccuracy({ k: 1, classNumbers: true }),
  ]) {
    expect(() => reported(maskedMetric(metric as Metric, { maskValue: -1 }), examples)).toThrow(
      `${metric.name} takes class numbers, whole numbers from 0 to 1 for 2 outputs, but the target of example 1 of the data, counted from 0, row 1, is 5.`,
    );
  }
});

test("what is no metric, and no mask, is refused", () => {
  expect(() => maskedMetric("accuracy" as never, { maskValue: 0 })).toThrow(
    "maskedMetric takes a metric first, such as sparseCategoricalAccuracy, but got",
  );
  expect(() => maskedMetric(rSquared, { maskValue: Number.NaN })).toThrow(
    "maskedMetric: maskValue must be a finite number, but is NaN.",
  );
  expect(maskedMetric(rSquared, { maskValue: 3 }).name).toBe("rSquared, mask 3");
});
