import { arranged } from "@nn/core/component";
import { expect, test } from "vitest";

const six = Float64Array.of(1, 2, 3, 4, 5, 6);

test("numbers are taken, transposed, followed by zeros and shaped, in this order", () => {
  const arrangement = { take: [1, 1, 0], transpose: [1, 0], zeros: 1, shape: [2, 5] };
  expect(arranged(six, [2, 3], arrangement)).toEqual({
    values: Float64Array.of(4, 4, 1, 5, 5, 2, 6, 6, 3, 0),
    shape: [2, 5],
  });
  expect(arranged(Float32Array.of(1, 2, 3), [2], { zeros: 1 })).toEqual({
    values: Float32Array.of(1, 2, 0),
    shape: [3],
  });
});

test.each<[unknown[], string]>([
  [
    [six, [2, 4], {}],
    "arranged takes a Float32Array or Float64Array of the 8 numbers that [2, 4] are, but got one of 6.",
  ],
  [
    [[1, 2], [2], {}],
    "arranged takes a Float32Array or Float64Array of the 2 numbers that [2] are, but got an array of 2.",
  ],
  [[six, 6, {}], "arranged: the second argument must be a shape, whole numbers of at least 1 as in [2, 3], but is 6."],
  [
    [six, [2, 0.5], {}],
    "arranged: the second argument must be a shape, whole numbers of at least 1 as in [2, 3], but is [2, 0.5].",
  ],
  [
    [six, Object.defineProperty(["a"], "constructor", { value: "odd" }), {}],
    'arranged: the second argument must be a shape, whole numbers of at least 1 as in [2, 3], but is ["a"].',
  ],
  [
    [six, [2, 3], { shape: "6" }],
    'arranged: shape must be a shape, whole numbers of at least 1 as in [2, 3], but is "6".',
  ],
  [
    [six, [2, 3], { shape: [-6] }],
    "arranged: shape must be a shape, whole numbers of at least 1 as in [2, 3], but is [-6].",
  ],
  [[six, [2, 3], { shape: [2, 2] }], "6 numbers can't be arranged as [2, 2], which are 4."],
  [[six, [2, 3], { zeros: 1, shape: [6] }], "7 numbers can't be arranged as [6], which are 6."],
  [[six, [2, 3], { take: [2] }], "take names 2, but the first dimension of [2, 3] has 2."],
  [[six, [2, 3], { transpose: [0] }], "transpose must name each dimension of [2, 3] once, but is an array of 1."],
])("arranged(...%j) is refused", (given, message) => {
  expect(() => arranged(...(given as Parameters<typeof arranged>))).toThrow(message);
});
