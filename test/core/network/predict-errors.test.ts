import { DataError, Sequential, ShapeError } from "@nn/core";
import { Activate, Dense, identity, relu } from "@nn/layers";
import { describe, expect, test } from "vitest";

const network = new Sequential([new Dense(2, 1, { activation: identity })]);
const pictures = new Sequential([new Activate(relu)], { inputShape: [2, 3] });

/** What the compiler would refuse, as a program without types passes it. */
const untyped = (inputs: unknown) => () => network.predict(inputs as number[]);

describe("predict refuses examples of another size", () => {
  test("too wide, too narrow, ragged, and it counts the examples", () => {
    expect(() => network.predict([1, 2, 3])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The inputs take 2 numbers an example, but example 0 has 3. Counts start at 0.]`,
    );
    expect(() => network.predict([[1, 2], [3]])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The inputs take 2 numbers an example, but example 1 has 1. Counts start at 0.]`,
    );
    expect(() => network.predict([[]])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The inputs take 2 numbers an example, but example 0 has 0. Counts start at 0.]`,
    );
    expect(() => network.predict([Float64Array.of(1, 2), Float64Array.of(1)])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The inputs take 2 numbers an example, but example 1 has 1. Counts start at 0.]`,
    );
  });

  test("a typed array that doesn't divide into examples", () => {
    expect(() => network.predict(Float32Array.of(1, 2, 3))).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The inputs take 2 numbers an example, but the typed array holds 3, which 2 doesn't divide.]`,
    );
  });

  test("a list in which one example is a number: it isn't told that 3 numbers came", () => {
    expect(untyped([[1, 2], 3])).toThrow(/example 1\b/);
    expect(untyped([[1, 2], 3])).not.toThrow(/has 3\b/);
  });

  test("examples nested too deep", () => {
    expect(untyped([[[1, 2]]])).toThrow(ShapeError);
  });

  test("an example far down a long list", () => {
    const inputs = Array.from({ length: 600 }, (_, i) => (i === 300 ? [1] : [1, 2]));
    expect(() => network.predict(inputs)).toThrow(/example 300 has 1\./);
  });
});

describe("predict refuses pictures of another shape", () => {
  test("too many rows", () => {
    expect(() =>
      pictures.predict([
        [
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ],
      ]),
    ).toThrow(ShapeError);
  });

  test("a flat one: it isn't told that 6 numbers are not 2×3 numbers", () => {
    expect(() => pictures.predict([1, 2, 3, 4, 5, 6])).toThrow(ShapeError);
    expect(() => pictures.predict([1, 2, 3, 4, 5, 6])).not.toThrow(/take 2×3 numbers.*has 6\./);
  });

  test("a ragged one: it is told which row", () => {
    const ragged = [
      [1, 2, 3],
      [4, 5],
    ];
    expect(() => pictures.predict(ragged)).toThrow(ShapeError);
    expect(() => pictures.predict(ragged)).toThrow(/row 1|\[1\]/);
  });
});

describe("predict refuses what isn't a finite number", () => {
  test("NaN and infinities, and says where", () => {
    expect(() => network.predict([1, Number.NaN])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs must be finite numbers, but example 0, number 1, is NaN. Counts start at 0.]`,
    );
    expect(() =>
      network.predict([
        [1, 2],
        [-Infinity, 2],
      ]),
    ).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs must be finite numbers, but example 1, number 0, is -Infinity. Counts start at 0.]`,
    );
    expect(() => network.predict(Float64Array.of(1, 2, 3, 4, Number.NaN, 6))).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs must be finite numbers, but example 2, number 0, is NaN. Counts start at 0.]`,
    );
    expect(() => network.predict([Float32Array.of(1, Infinity)])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs must be finite numbers, but example 0, number 1, is Infinity. Counts start at 0.]`,
    );
  });

  test("text and nothing", () => {
    expect(untyped([["1", 2]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs must be finite numbers, but example 0, number 0, is "1". Counts start at 0. Number(text) makes a number of a text, LabelEncoder of @nn/data one of a label, and Table reads files.]`,
    );
    expect(untyped([1, null])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs must be finite numbers, but example 0, number 1, is null. Counts start at 0.]`,
    );
  });

  test.each([
    ["text, as a form gives it", ["1", "2"]],
    ["nothing", [null, 2]],
    ["a hole", new Array(2)],
    ["a yes", [true, 2]],
    ["big integers", [1n, 2n]],
  ])("%s at the start of an example", (_, example) => {
    expect(untyped(example)).toThrow(DataError);
    expect(untyped([example])).toThrow(DataError);
  });

  test("a number in a picture, by its row and its place there", () => {
    expect(() =>
      pictures.predict([
        [1, 2, 3],
        [4, Number.NaN, 6],
      ]),
    ).toThrow(/example 0, number \[1\]\[1\], is NaN/);
  });

  test("a number that is infinite in the network's single precision", () => {
    const single = new Sequential([new Dense(2, 1)], { dtype: "float32" });
    expect(() => single.predict([1e300, 1])).toThrow(DataError);
    expect(() => single.predict([1e38, -1e38])).not.toThrow();
  });
});

describe("predict refuses what isn't a list of examples", () => {
  test("none", () => {
    expect(() => network.predict([])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs are empty: at least one example is needed.]`,
    );
    expect(() => network.predict(new Float64Array(0))).toThrow(DataError);
  });

  test("something else altogether", () => {
    expect(untyped(null)).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs must be an array of numbers, plain or typed, or a list of those, but got null.]`,
    );
    expect(untyped(undefined)).toThrow(DataError);
    expect(untyped(3)).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs must be an array of numbers, plain or typed, or a list of those, but got 3.]`,
    );
    expect(untyped("12")).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs must be an array of numbers, plain or typed, or a list of those, but got "12". Number(text) makes a number of a text, LabelEncoder of @nn/data one of a label, and Table reads files.]`,
    );
    expect(untyped({ inputs: [1, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs must be an array of numbers, plain or typed, or a list of those, but got an object. Give the inputs alone: data.inputs.]`,
    );
  });

  test("a typed array of another kind, and says which kinds there are", () => {
    expect(untyped(BigInt64Array.of(1n, 2n))).toThrow(DataError);
    expect(untyped(new DataView(new ArrayBuffer(16)))).toThrow(/plain or typed/);
  });
});

test("a refused prediction leaves the next one right", () => {
  network.setParameters({ "0.weight": [1, 10], "0.bias": [0] });
  expect(() => network.predict([[1, 2], [3]])).toThrow();
  expect(network.predict([3, 4])).toEqual([43]);
});
