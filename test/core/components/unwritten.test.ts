import { Sequential } from "@nn/core";
import type { FloatArray, Initializer, Loss, Metric, MetricFrame, Optimizer, UpdateFrame } from "@nn/core/component";
import { Constant, Dense, identity } from "@nn/layers";
import { meanAbsoluteError, meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { data, network, returning, sgd, step } from "./unwritten.js";

/*
 * Components that return their numbers, or forget some: each is noticed at the first pass, with its name. What they are
 * written like is what JavaScript suggests.
 */

describe("a metric", () => {
  const evaluate = (metric: Metric) => () =>
    network().evaluate(data, { loss: meanSquaredError, metrics: { before: meanAbsoluteError, own: metric } });

  test("that returns its value doesn't report its neighbour's", () => {
    expect(evaluate({ name: "own", value: returning(0.5) })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: own: value hasn't written values[0]. Each number is to be written into the array that is given, as in values[i] = …, instead of being returned.]`,
    );
    expect(evaluate({ name: "own", value: returning([1, 2, 3]) })).toThrow(/^own: value hasn't written values\[0\]/);
    expect(evaluate({ name: "own", value: () => {} })).toThrow(/^own: value hasn't written values\[0\]/);
  });

  test("that stops too early", () => {
    const first: Metric["value"] = ({ values }) => void values.fill(1, 0, 1);
    expect(evaluate({ name: "own", value: first })).toThrow(/^own: value hasn't written values\[1\]/);
  });

  test("that writes, and returns something beside it, is fine", () => {
    const both = (({ values }: MetricFrame) => values.fill(0.5)) as unknown as Metric["value"];
    expect(evaluate({ name: "own", value: both })().own).toBe(0.5);
  });

  test("in fit, before anything moves", () => {
    const options = { loss: meanSquaredError, optimizer: sgd, batchSize: 1, epochs: 1 };
    const own: Metric = { name: "own", value: returning(1) };
    expect(() => network().fit(data, { ...options, metrics: { own } })).toThrow(/^own: value hasn't written/);
  });
});

describe("a loss", () => {
  test("that returns its value", () => {
    const loss: Loss = {
      ...meanSquaredError,
      name: "own",
      value: ({ prediction: p, target: t }) => void (p[0]! - t[0]!),
    };
    expect(() => step(network(), loss)).toThrow(/^own: value hasn't written values\[0\]/);
    expect(() => network().evaluate(data, { loss })).toThrow(/^own: value hasn't written values\[0\]/);
  });

  test("that returns its gradient", () => {
    const gradient: Loss["gradient"] = ({ prediction: p, target: t }) =>
      p.map((value, i) => value - t[i]!) as unknown as undefined;
    expect(() => step(network(), { ...meanSquaredError, name: "own", gradient })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: own: gradient hasn't written dprediction[0]. Each number is to be written into the array that is given, as in dprediction[i] = …, instead of being returned.]`,
    );
  });

  test("that forgets the last example", () => {
    const gradient: Loss["gradient"] = ({ dprediction: g, prediction: p, target: t, batch }) => {
      for (let i = 0; i < batch - 1; i++) g[i] = p[i]! - t[i]!;
    };
    expect(() => step(network(), { ...meanSquaredError, name: "own", gradient })).toThrow(/dprediction\[2\]/);
  });
});

describe("an optimizer", () => {
  const own = (update: unknown): Optimizer => ({ name: "own", slots: [], update: update as Optimizer["update"] });

  test("that returns the new parameters", () => {
    const update = ({ value, gradient: g }: UpdateFrame) => value.map((w, i) => w - 0.1 * g[i]!);
    expect(() => step(network(), meanSquaredError, own(update))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: own: update returns a Float64Array, and hasn't moved value[0]. Each number is to be written into the array that is given, as in value[i] = …, instead of being returned.]`,
    );
    const list = ({ value, gradient: g }: UpdateFrame) => Array.from(value, (w, i) => w - 0.1 * g[i]!);
    expect(() => step(network(), meanSquaredError, own(list))).toThrow(/^own: update returns an array of 13/);
  });

  test("may stand still, or return something beside what it writes", () => {
    expect(() =>
      step(
        network(),
        meanSquaredError,
        own(() => {}),
      ),
    ).not.toThrow();
    expect(() =>
      step(
        network(),
        meanSquaredError,
        own(({ value }: UpdateFrame) => value.fill(1)),
      ),
    ).not.toThrow();
  });
});

describe("an initializer", () => {
  const built = (fill: unknown) => () =>
    new Sequential([new Dense(2, 1, { weightInitializer: { name: "own", fill: fill as Initializer["fill"] } })]);

  test("that returns its values, or some that aren't finite", () => {
    expect(built(() => [1, 2])).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: The initializer of 0.weight: fill hasn't written values[0]. Each number is to be written into the array that is given, as in values[i] = …, instead of being returned.]`,
    );
    expect(built((values: FloatArray) => void values.fill(1, 0, 1))).toThrow(/values\[1\]/);
    expect(built((values: FloatArray) => values.fill(Number.NaN))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: The initializer of 0.weight: fill must write finite numbers, but values[0] isn't one.]`,
    );
    expect(built((values: FloatArray) => values.fill(1))).not.toThrow();
  });
});

describe("what is NaN by calculation isn't taken for unwritten", () => {
  const nan: Metric = { name: "nan", value: ({ values }) => void values.fill(Number.NaN) };

  test.each(["float32", "float64"] as const)("in %s", (dtype) => {
    const built = new Sequential([new Dense(2, 1, { activation: identity, weightInitializer: new Constant(1) })], {
      dtype,
    });
    const options = { loss: meanSquaredError, metrics: { nan, own: { name: "own", value: returning(1) } } };
    expect(built.evaluate(data, { loss: meanSquaredError, metrics: { nan } }).nan).toBeNaN();
    expect(() => built.evaluate(data, options)).toThrow(/own: value hasn't written/);
  });
});
