import { Sequential } from "@nn/core";
import { reference } from "@nn/core/backend";
import { Constant, Dense, Normal, Uniform } from "@nn/layers";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

describe("values that settings can't have are refused by name", () => {
  test("sizes of Dense", () => {
    expect(() => new Dense(0, 1)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Dense(0, 1): the number of inputs must be a whole number of at least 1, but is 0.]`,
    );
    expect(() => new Dense(2, 1.5)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Dense(2, 1.5): the number of units must be a whole number of at least 1, but is 1.5.]`,
    );
    expect(() => new Dense(2, undefined as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Dense takes two sizes, new Dense(inputs, units, { activation }), but got Dense(2, undefined).]`,
    );
    expect(() => new Dense("2" as never, 1)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Dense(2, 1): the number of inputs must be a whole number of at least 1, but is "2".]`,
    );
  });

  test("a switch that isn't true or false", () => {
    expect(() => new Dense(2, 1, { useBias: "no" as never })).toThrow(/useBias/);
    expect(() => new SGD({ learningRate: 1, momentum: 0.9, nesterov: 1 as never })).toThrow(/nesterov/);
  });

  test("numbers of initializers", () => {
    expect(() => new Normal({ standardDeviation: -1 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Normal: standardDeviation must be a finite number of at least 0, but is -1.]`,
    );
    expect(() => new Normal({ mean: Number.NaN })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Normal: mean must be a finite number, but is NaN.]`,
    );
    expect(() => new Uniform({ low: 1, high: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Uniform: low must be below high, but 1 is not below 1.]`,
    );
    expect(() => new Uniform({ low: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Uniform: low must be below high, but 1 is not below 0.05.]`,
    );
    expect(() => new Uniform({ high: Infinity })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Uniform: high must be a finite number, but is Infinity.]`,
    );
    expect(() => new Constant("0" as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Constant: the value must be a finite number, but is "0".]`,
    );
  });

  test("a range wider than the largest number", () => {
    expect(() => new Uniform({ low: -1.7e308, high: 1.7e308 })).toThrow(/Uniform/);
  });

  test("the number format and the backend", () => {
    const build = (options: object) => () => new Sequential([new Dense(2, 1)], options);
    expect(build({ dtype: "float16" })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: dtype must be "float64" or "float32", but is "float16".]`,
    );
    expect(build({ backend: "wasm" })).toThrow(/backend/);
    expect(build({ backend: "wasm" })).not.toThrow(/not a function/);
    expect(build({ backend: Promise.resolve(reference) })).toThrow(/but is a Promise. Wait for it first/);
  });
});
