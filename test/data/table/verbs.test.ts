import { Table } from "@nn/data";
import { describe, expect, test } from "vitest";

const people = Table.fromCsv("name,weight,gender\nAlice,133,F\nBob,1600,M\nCharlie,,M\nDiana,20,F\n", {
  source: "people.csv",
});

describe("columns", () => {
  test("are selected in the order of the names, and dropped", () => {
    expect(people.select("gender", "name").columns).toEqual(["gender", "name"]);
    expect(people.drop("gender", "name").columns).toEqual(["weight"]);
    expect(people.columns).toEqual(["name", "weight", "gender"]);
  });

  test.each<[() => unknown, string]>([
    [() => people.select("wieght"), 'people.csv has no column "wieght". Did you mean "weight"?'],
    [
      () => people.select(),
      'people.csv: select takes the names of one column or more, as in select("name", "weight"), but got none.',
    ],
    [() => people.select("name", "name"), 'people.csv: select takes each column once, but got "name" twice.'],
    [() => people.select(["name"] as never), "people.csv: the name of a column is text, but got an array of 1."],
    [() => people.drop("wieght"), 'people.csv has no column "wieght". Did you mean "weight"?'],
    [() => people.drop(), "people.csv: drop takes the names of one column or more"],
    [() => people.drop("name", "weight", "gender"), "people.csv: drop would leave no column."],
  ])("%s is refused", (call, message) => expect(call).toThrow(message));

  test("are made anew, on the right or in the place of one", () => {
    const table = people.map("initial", (row) => row.text("name").slice(0, 1)).map("gender", (row) => row.index);
    expect(table.columns).toEqual(["name", "weight", "gender", "initial"]);
    expect([table.strings("initial"), table.numbers("gender")]).toEqual([
      ["A", "B", "C", "D"],
      [0, 1, 2, 3],
    ]);
  });
});

describe("rows", () => {
  test("are filtered, and keep their lines", () => {
    const heavy = people.filter((row) => row.cell("weight") !== null && row.number("weight") > 100);
    expect(heavy.strings("name")).toEqual(["Alice", "Bob"]);
    expect(people.filter((row) => row.text("gender") === "M").lineOf(1)).toBe(4);
    expect(people.filter(() => false).size).toBe(0);
  });

  test.each<[string, readonly [string, { descending?: boolean }?], string[]]>([
    ["by number", ["weight"], ["Diana", "Alice", "Bob", "Charlie"]],
    [
      "the largest first, and missing values last",
      ["weight", { descending: true }],
      ["Bob", "Alice", "Diana", "Charlie"],
    ],
    ["by text", ["name", { descending: true }], ["Diana", "Charlie", "Bob", "Alice"]],
    ["equal rows as they were", ["gender"], ["Alice", "Diana", "Bob", "Charlie"]],
    [
      "equal rows as they were, the other way round",
      ["gender", { descending: true }],
      ["Bob", "Charlie", "Alice", "Diana"],
    ],
  ])("are sorted %s", (_, [by, options], names) => expect(people.sort(by, options).strings("name")).toEqual(names));

  test("are sorted by what a function gives", () => {
    expect(people.sort((row) => row.text("name").length).strings("name")).toEqual(["Bob", "Alice", "Diana", "Charlie"]);
    expect(
      Table.fromColumns({ a: [true, false, null] })
        .sort("a")
        .cells("a"),
    ).toEqual([false, true, null]);
    expect(
      Table.fromColumns({ a: ["b", 10, "9"] })
        .sort("a")
        .cells("a"),
    ).toEqual([10, "9", "b"]);
  });

  test("are grouped, with counts", () => {
    const groups = people.groupBy("gender");
    expect(groups.map(({ cells, count, table }) => [cells.gender, count, table.strings("name")])).toEqual([
      ["F", 2, ["Alice", "Diana"]],
      ["M", 2, ["Bob", "Charlie"]],
    ]);
    const mixed = Table.fromColumns({ a: [1, "1", null, 1, true], b: ["x", "x", "x", "x", null] });
    expect(mixed.groupBy("a", "b").map(({ cells, count }) => [cells.a, cells.b, count])).toEqual([
      [1, "x", 2],
      ["1", "x", 1],
      [null, "x", 1],
      [true, null, 1],
    ]);
  });
});

describe("what a function gives, or isn't, is refused with a sentence", () => {
  test.each<[string, () => unknown, string]>([
    [
      "nothing from filter",
      () => people.filter((() => undefined) as never),
      "people.csv: filter's function must give true or false, but gave undefined for row 0.",
    ],
    [
      "a promise from filter",
      () => people.filter((async () => true) as never),
      "people.csv: filter's function must give true or false, but gave a Promise for row 0.",
    ],
    [
      "no function",
      () => people.filter("weight" as never),
      'people.csv: filter takes a function of a row, as in filter((row) => row.number("weight") > 100), but got "weight".',
    ],
    [
      "nothing from map",
      () => people.map("x", (() => undefined) as never),
      'people.csv: map\'s function, row 0, column "x": expected text, a finite number, true, false, or null for a missing value, but got undefined.',
    ],
    ["NaN from map", () => people.map("x", () => Number.NaN), "or null for a missing value, but got NaN."],
    [
      "a column without a name",
      () => people.map("", () => 1),
      "people.csv: map takes the name of a column and a function of a row",
    ],
    [
      "a value in place of map's function",
      () => people.map("x", 1 as never),
      "people.csv: map takes a function of a row beside the name of a column, but got 1.",
    ],
    [
      "an object from sort",
      () => people.sort((() => ({})) as never),
      "people.csv: sort's function, row 0: expected text",
    ],
    [
      "a column that a row doesn't have",
      () => people.filter((row) => row.number("wieght") > 1),
      'people.csv has no column "wieght". Did you mean "weight"?',
    ],
    [
      "words as numbers",
      () => people.map("x", (row) => row.number("name")),
      'people.csv, line 2, column "name": expected a number, but got "Alice".',
    ],
    [
      "a sorting option",
      () => people.sort("name", { desc: true } as never),
      'sort has no option "desc". Did you mean "descending"?',
    ],
  ])("%s", (_, call, message) => expect(call).toThrow(message));

  test("what it throws comes out as it is", () => {
    const own = new Error("mine");
    expect(() =>
      people.map("x", () => {
        throw own;
      }),
    ).toThrow(own);
  });
});

test("a table of a part of its rows, or none, has verbs as well", () => {
  const none = people.take([]);
  expect(none.sort("name").size).toBe(0);
  expect(none.groupBy("gender")).toEqual([]);
  expect(none.toRows()).toEqual([]);
  expect(none.dropMissing().map("x", () => 1).columns).toEqual(["name", "weight", "gender", "x"]);
  expect(String(none.describe())).toContain("people.csv: 0 rows, 3 columns");
});
