import { LabelEncoder, type Rows } from "@nn/data";
import fc from "fast-check";
import { expect, test } from "vitest";

test("numbers the classes in the order given", () => {
  const genders = new LabelEncoder(["M", "F"]);
  expect(genders.classes).toEqual(["M", "F"]);
  expect(genders.encode(["F", "M", "M", "F"])).toEqual([1, 0, 0, 1]);
  expect(genders.decode([1, 0, 0, 1])).toEqual(["F", "M", "M", "F"]);
});

test("fits sorted classes, whatever the order of the labels", () => {
  expect(LabelEncoder.fit(["b", "a", "é", "b", "Z"]).classes).toEqual(["Z", "a", "b", "é"]);
});

test("writes one 1 in each one-hot row, at the label's class", () => {
  expect(new LabelEncoder(["a", "b", "c"]).oneHot(["c", "a"])).toEqual([
    [0, 0, 1],
    [1, 0, 0],
  ]);
});

test("takes the label of the largest output, and the first of equal ones", () => {
  const encoder = new LabelEncoder(["a", "b", "c"]);
  const outputs = [
    [0.1, 0.2, 0.7],
    [-3, -1, -2],
    [0.4, 0.2, 0.4],
  ];
  expect(encoder.decodeOneHot(outputs)).toEqual(["c", "b", "a"]);
});

test("gives labels back that it encoded", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (labels) => {
      const encoder = LabelEncoder.fit(labels);
      expect(encoder.decode(encoder.encode(labels))).toEqual(labels);
      expect(encoder.decodeOneHot(encoder.oneHot(labels))).toEqual(labels);
    }),
  );
});

test("refuses labels that it doesn't know", () => {
  const genders = new LabelEncoder(["M", "F"]);
  expect(() => genders.encode(["M", "f"])).toThrowErrorMatchingInlineSnapshot(
    `[DataError: Label 1, counted from 0, is "f", which LabelEncoder("M", "F") doesn't know. Did you mean "F"?]`,
  );
  expect(() => genders.oneHot(["unknown"])).toThrowErrorMatchingInlineSnapshot(
    `[DataError: Label 0, counted from 0, is "unknown", which LabelEncoder("M", "F") doesn't know. It has: "M", "F".]`,
  );
  expect(() => genders.encode(["constructor"])).toThrow("doesn't know");
});

test("refuses numbers and rows that are none of its classes", () => {
  const genders = new LabelEncoder(["M", "F"]);
  expect(() => genders.decode([0, 2])).toThrowErrorMatchingInlineSnapshot(
    `[DataError: Number 1, counted from 0, is 2, but the classes are 0 to 1.]`,
  );
  expect(() => genders.decode([0.5])).toThrow("Number 0, counted from 0, is 0.5");
  expect(() => genders.decodeOneHot([[0.7]])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: The rows for decodeOneHot must have 2 numbers each, but row 0 has 1. Counts start at 0.]`,
  );
  expect(() => genders.decodeOneHot([0.2, 0.8] as unknown as Rows)).toThrow("row 0 is 0.2");
  expect(() => genders.decodeOneHot([[Number.NaN, 1]])).toThrow("row 0, number 0, is NaN");
});

test("refuses classes that can't be told apart", () => {
  expect(() => new LabelEncoder([])).toThrowErrorMatchingInlineSnapshot(
    `[DataError: A LabelEncoder needs at least one class, but got none.]`,
  );
  expect(() => LabelEncoder.fit([])).toThrow("at least one class");
  expect(() => new LabelEncoder(["M", "F", "M"])).toThrowErrorMatchingInlineSnapshot(
    `[DataError: The class "M" is there twice. Name each class once.]`,
  );
  expect(() => LabelEncoder.fit(["M", "", "F"])).toThrowErrorMatchingInlineSnapshot(
    `[DataError: A class is a text that isn't empty, but got "". Is a label missing?]`,
  );
  expect(() => LabelEncoder.fit([1, 2] as unknown as string[])).toThrow("but got 1");
});

test("takes an array, and what to do about anything else", () => {
  const genders = new LabelEncoder(["M", "F"]);
  const taken = (list: unknown) => list as string[] & number[];
  expect(() => genders.encode(taken("F"))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: encode takes an array of labels, as in ["M", "F"], but got "F".]`,
  );
  expect(() => new LabelEncoder(taken(new Set(["M", "F"])))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: A LabelEncoder takes an array of labels, as in ["M", "F"], but got a Set. Array.from makes one of it.]`,
  );
  expect(() => genders.oneHot(taken(Promise.resolve(["F"])))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: oneHot takes an array of labels, as in ["M", "F"], but got a Promise. Wait for it first, with await.]`,
  );
  expect(() => genders.decode(taken(Float64Array.of(0, 1)))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: decode takes an array of class numbers, as in [0, 1], but got a Float64Array. Array.from makes one of it.]`,
  );
  // The letters of a text, and the entries of a map, would be labels.
  expect(() => LabelEncoder.fit(taken("MF"))).toThrow('takes an array of labels, as in ["M", "F"], but got "MF".');
  expect(() => LabelEncoder.fit(taken(new Map([["M", 1]])))).toThrow("but got a Map.");
  expect(() => genders.decodeOneHot(taken(null) as never)).toThrow("decodeOneHot takes an array of rows");
});

test("notices what arrays leave out, and what looks like a place in one", () => {
  const genders = new LabelEncoder(["M", "F"]);
  expect(() => genders.encode(new Array(2))).toThrow("Label 0, counted from 0, is undefined, which");
  expect(() => genders.decode(new Array(2))).toThrow("Number 0, counted from 0, is undefined, but");
  expect(() => new LabelEncoder(new Array(2))).toThrow("but got undefined.");
  expect(() => LabelEncoder.fit([Symbol("M")] as never)).toThrow("but got Symbol(M).");
  for (const index of ["length", "0", "at", -1, 1.5, Number.NaN, 2, 1n, null, [0]]) {
    expect(() => genders.decode([index] as never)).toThrow("but the classes are 0 to 1.");
  }
  expect(genders.decode([-0])).toEqual(["M"]);
});

test("takes labels that objects have as properties", () => {
  const labels = ["__proto__", "constructor", "toString", "length"];
  const encoder = new LabelEncoder(labels);
  expect(encoder.decode(encoder.encode(labels))).toEqual(labels);
  expect(LabelEncoder.fit(labels).encode(["toString"])).toEqual([3]);
  expect(() => (encoder.classes as string[]).push("M")).toThrow(TypeError);
});
