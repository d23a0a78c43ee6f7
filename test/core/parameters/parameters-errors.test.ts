import { Sequential } from "@nn/core";
import { Activate, Dense, relu } from "@nn/layers";
import { beforeEach, describe, expect, test } from "vitest";

let network: Sequential;
beforeEach(() => {
  network = new Sequential([new Dense(2, 3), new Activate(relu), new Dense(3, 1)], { seed: "parameters" });
});

const numbers = (of: Sequential): Record<string, number[]> =>
  Object.fromEntries(Object.entries(of.getParameters()).map(([name, values]) => [name, [...values]]));

describe("setParameters refuses", () => {
  const set = (values: unknown) => () => network.setParameters(values as Record<string, number[]>);

  test("a name that doesn't exist, and suggests the nearest one", () => {
    expect(set({ bias: [0] })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: The network has no parameter "bias". Did you mean "0.bias"?]`,
    );
    expect(set({ "2.weights": [0] })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: The network has no parameter "2.weights". Did you mean "2.weight"?]`,
    );
    expect(set({ kernel: [0] })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: The network has no parameter "kernel". It has: 0.weight, 0.bias, 2.weight, 2.bias.]`,
    );
  });

  test("a wrong number of values, and says the shape", () => {
    expect(set({ "0.weight": [1, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: Parameter "0.weight" has 6 numbers (2×3, row-major), but got 2.]`,
    );
    expect(set({ "2.bias": [1, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: Parameter "2.bias" has 1 number (1, row-major), but got 2.]`,
    );
  });

  test("a number or nothing in place of a list: it isn't told that one number came", () => {
    expect(set({ "2.bias": 1 })).toThrow(/"2\.bias"/);
    expect(set({ "2.bias": 1 })).not.toThrow(/but got 1\./);
    expect(set({ "2.bias": null })).toThrow(/"2\.bias".*null/);
  });

  test("a nested matrix", () => {
    expect(
      set({
        "0.weight": [
          [1, 2, 3],
          [4, 5, 6],
        ],
      }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: Parameter "0.weight" has 6 numbers (2×3, row-major), but got 2. Flatten it: rows.flat().]`,
    );
    expect(set({ "2.weight": [[1], [2], [3]] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: Parameter "2.weight" must hold finite numbers, but number 0 is an array of 1.]`,
    );
  });

  test("values that aren't finite numbers", () => {
    expect(set({ "2.weight": [1, Number.NaN, 3] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: Parameter "2.weight" must hold finite numbers, but number 1 is NaN.]`,
    );
    expect(set({ "2.bias": [-Infinity] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: Parameter "2.bias" must hold finite numbers, but number 0 is -Infinity.]`,
    );
    expect(set({ "2.bias": ["1"] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: Parameter "2.bias" must hold finite numbers, but number 0 is "1".]`,
    );
    expect(set({ "2.bias": new Array(1) })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: Parameter "2.bias" must hold finite numbers, but number 0 is undefined.]`,
    );
  });

  test("a value that is infinite in the network's single precision", () => {
    const single = new Sequential([new Dense(2, 1)], { dtype: "float32" });
    expect(() => single.setParameters({ "0.bias": [1e300] })).toThrow(/0\.bias/);
    expect([...single.getParameters()["0.bias"]!].every(Number.isFinite)).toBe(true);
  });

  test("nothing and text in place of the object, in a sentence of its own", () => {
    expect(set(null)).toThrow(/setParameters|parameters/);
    expect(set("0.bias")).toThrow(/setParameters|parameter/);
  });

  test("everything if anything is wrong: nothing is set", () => {
    const before = numbers(network);
    expect(set({ "0.bias": [1, 1, 1], "2.bias": [Number.NaN] })).toThrow();
    expect(set({ "0.bias": [1, 1, 1], "2.bias": [1, 2] })).toThrow();
    expect(set({ "0.bias": [1, 1, 1], "3.bias": [1] })).toThrow();
    expect(numbers(network)).toEqual(before);
  });
});
