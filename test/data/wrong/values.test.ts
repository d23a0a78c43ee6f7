import { DataError } from "@nn/core";
import { balanced, blobs, circles, moons, Pipeline, Table, trainTestSplit } from "@nn/data";
import { describe, expect, test } from "vitest";

/** A value where the compiler expects another. */
const as = <T>(value: unknown): T => value as T;

describe("what is no value, no marker and no size is refused in its place", () => {
  const people = { inputs: [[1], [2], [3], [4]], targets: [0, 1, 0, 1] };
  const endless = new Array(2 ** 32 - 1);
  const itself: unknown[] = [];
  itself.push(itself, itself);

  test.each<[string, unknown, string]>([
    ["a list of symbols", [Symbol("a")], "an array of 1"],
    ["an endless list", endless, "an array of 4294967295"],
    ["a list of itself", itself, "an array of 2"],
    ["a list of lists", [["a"]], "an array of 1"],
    ["an object that can't be a text", Object.create(null), "an object"],
    ["whole numbers of any length", BigInt64Array.of(1n), "a BigInt64Array"],
  ])("%s among groups, strata and classes", (_, value, shown) => {
    const values = as<string[]>([value, "a", "b", "b"]);
    for (const [where, call] of [
      ["trainTestSplit: groups", () => trainTestSplit(people, { testFraction: 0.5, groups: values })],
      ["trainTestSplit: stratify", () => trainTestSplit(people, { testFraction: 0.5, stratify: values })],
      ["balanced: by", () => balanced(people, { by: values })],
    ] as const) {
      expect(call).toThrow(`${where}: row 0, counted from 0, has ${shown}`);
    }
    expect(() =>
      Pipeline.fit(
        as([
          { x: 1, y: value },
          { x: 2, y: "a" },
        ]),
        { target: "y" },
      ),
    ).toThrow(DataError);
  });

  test("endless markers of gaps", () => {
    expect(() => Table.fromCsv("a\n1\n", { missing: endless })).toThrow(
      'Table.fromCsv: missing must be an array of the texts that mark a missing value, such as ["", "-"], but is an array with undefined.',
    );
  });

  test("a list that says another constructor is gone through like any other", () => {
    const odd = (list: readonly unknown[]) => as<never>(Object.assign([...list], { constructor: 0 }));
    const table = Table.fromCsv("name\nAlice\nBob\n", { missing: odd(["Bob"]) });
    expect(table.take(odd([1, 0])).cells("name")).toEqual([null, "Alice"]);
    const inOrder = trainTestSplit(people, { testFraction: 0.5, time: odd([4, 3, 2, 1]) });
    expect(inOrder.train.inputs).toEqual([[4], [3]]);
  });

  test.each([
    ["moons: noise", () => moons({ noise: 1e308 })],
    ["circles: noise", () => circles({ noise: 1e308 })],
    ["blobs: radius", () => blobs({ radius: 1e308 })],
  ])("%s that leads to infinity", (where, call) => {
    expect(call).toThrow(`${where} must be a finite number of at least 0 and below 1e+100, but is 1e+308.`);
  });
});
