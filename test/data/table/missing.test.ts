import { DataError, OptionError } from "@nn/core";
import { mean, median, mostFrequent, Table } from "@nn/data";
import { describe, expect, test } from "vitest";

const text = "weight,gender\n133,F\nNA,M\n153,?\n,F\n";
const people = Table.fromCsv(text, { source: "people.csv" });

test("each marker is a missing value, and nothing else is", () => {
  const markers = ["NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "?"];
  const others = ["None", "-", "0", "na", "Null", "??", "NA 1", "missing"];
  const table = Table.fromCsv(`x,y\n,1\n${[...markers, ...others].map((each) => `${each},1`).join("\n")}\n`);
  expect(table.cells("x")).toEqual([null, ...markers.map(() => null), ...others]);
  expect(table.strings("x")).toEqual(["", ...markers.map(() => ""), ...others]);
});

test("the markers are the caller's to say", () => {
  const read = (missing: readonly string[]) => Table.fromCsv(text, { missing }).cells("weight");
  expect(read(["NA", "153"])).toEqual(["133", null, null, ""]);
  expect(read([])).toEqual(["133", "NA", "153", ""]);
  expect(Table.fromRows([{ x: "-" }, { x: "" }], { missing: [" - "] }).cells("x")).toEqual([null, ""]);
  for (const missing of ["NA", [1], [null], null, new Array(1)]) {
    expect(() => read(missing as never)).toThrow(
      /^Table\.fromCsv: missing must be an array of the texts that mark a missing value, such as \["", "-"\], but is /,
    );
  }
});

test("a number that is asked for and missing is refused with its place", () => {
  const said =
    'people.csv, line 3, column "weight": expected a number, but the value is missing. table.dropMissing("weight") ' +
    "leaves such rows out; table.fillMissing({ weight: mean }) fills them in.";
  expect(() => people.numbers("weight")).toThrow(said);
  expect(() => people.rows("weight")).toThrow(said);
  expect(() => people.map("half", (row) => row.number("weight") / 2)).toThrow(said);
  expect(() => people.filter((row) => row.text("gender") === "F")).toThrow(
    'people.csv, line 4, column "gender": expected text, but the value is missing. table.dropMissing("gender") leaves ' +
      "such rows out; table.fillMissing({ gender: mostFrequent }) fills them in.",
  );
  expect(() => Table.fromRows([{ "body mass": null }]).numbers("body mass")).toThrow(
    'The table, row 0, column "body mass": expected a number, but the value is missing. table.dropMissing("body mass") ' +
      'leaves such rows out; table.fillMissing({ "body mass": mean }) fills them in.',
  );
});

test("dropMissing leaves rows out, by some columns or by all, and the others keep their lines", () => {
  expect(people.dropMissing("weight").rows("weight")).toEqual([[133], [153]]);
  expect(people.dropMissing("gender").size).toBe(3);
  expect(people.dropMissing().size).toBe(1);
  expect(people.dropMissing("weight").lineOf(1)).toBe(4);
  expect(() => people.dropMissing("wieght")).toThrow('people.csv has no column "wieght". Did you mean "weight"?');
});

describe("fillMissing", () => {
  test("fills by each policy", () => {
    const table = Table.fromCsv("a;b;c;d;e\n1;1;x;;1,5\n2;9;y;7;\n;;y;;2\n6;2;;8;4\n");
    const whole = table.fillMissing({ a: mean, b: median, c: mostFrequent, d: 0, e: mean });
    expect(whole.rows("a", "b", "d", "e")).toEqual([
      [1, 1, 0, 1.5],
      [2, 9, 7, 2.5],
      [3, 2, 0, 2],
      [6, 2, 8, 4],
    ]);
    expect(whole.cells("c")).toEqual(["x", "y", "y", "y"]);
    expect(table.cells("a")).toEqual(["1", "2", null, "6"]);
  });

  test("takes the mean of two in the middle, and the first of two that are equally frequent", () => {
    const table = Table.fromColumns({ a: [4, null, 1, 3, 2], b: ["y", null, "x", "x", "y"] });
    const whole = table.fillMissing({ a: median, b: mostFrequent });
    expect([whole.cells("a")[1], whole.cells("b")[1]]).toEqual([2.5, "y"]);
    const huge = Table.fromColumns({ a: [1.7e308, null, 1.6e308] });
    expect(huge.fillMissing({ a: median }).numbers("a")[1]! / 1.65e308).toBeCloseTo(1, 14);
    expect(huge.fillMissing({ a: mean }).numbers("a")[1]! / 1.65e308).toBeCloseTo(1, 14);
  });

  test("leaves what is there as it is written, and fills in the same way", () => {
    const table = Table.fromCsv("zip,n\n00701,1\n,2\n00701,\n01002,4\n");
    expect(table.fillMissing({ zip: mostFrequent, n: median }).toRows()).toEqual([
      { zip: "00701", n: 1 },
      { zip: "00701", n: 2 },
      { zip: "00701", n: 2 },
      { zip: "01002", n: 4 },
    ]);
    const flags = Table.fromColumns({ smoker: [true, null, true, false], age: [1, null, 3, "4"] });
    expect(
      flags.fillMissing({ smoker: mostFrequent, age: (values: readonly number[]) => Math.max(...values) }).toRows()[1],
    ).toEqual({
      smoker: true,
      age: 4,
    });
  });

  test("reads decimal commas, also of a column that was one of texts", () => {
    const table = Table.fromCsv("a;b\n1,5;x\n;y\nthe last;z\n2,5;z\n", { decimal: "," });
    const numbers = table.filter((row) => row.text("b") !== "z" || row.cell("a") === "2,5");
    expect(numbers.fillMissing({ a: mean }).cells("a")).toEqual([1.5, 2, 2.5]);
    expect(numbers.fillMissing({ a: 0 }).cells("a")).toEqual([1.5, 0, 2.5]);
    expect(table.fillMissing({ a: "none" }).cells("a")).toEqual(["1,5", "none", "the last", "2,5"]);
  });

  test("passes on what a function of one's own throws", () => {
    const failure = new RangeError("no");
    const fill = () => {
      throw failure;
    };
    expect(() => people.fillMissing({ gender: fill })).toThrow(failure);
    expect(() => people.fillMissing({ weight: "mean" })).toThrow(OptionError);
    expect(() => people.fillMissing({ gender: mean })).toThrow(DataError);
  });

  test("says in a column of its own where values were missing, if asked", () => {
    const whole = people.fillMissing({ weight: mean }, { indicator: true });
    expect(whole.columns).toEqual(["weight", "weight missing", "gender"]);
    expect(whole.numbers("weight missing")).toEqual([0, 1, 0, 1]);
    expect(() => whole.fillMissing({ weight: mean }, { indicator: true })).toThrow(
      'people.csv: fillMissing would add a column "weight missing", but there is one already.',
    );
  });

  test("fills in a text that marks missing values elsewhere", () => {
    expect(people.fillMissing({ gender: "NA" }).strings("gender")).toEqual(["F", "M", "NA", "F"]);
  });

  test.each<[string, unknown, unknown, string]>([
    [
      "a function's name",
      { weight: "mean" },
      {},
      'people.csv, column "weight": fillMissing takes a function, and not its name, but got "mean". Write the function mean ' +
        'without quotation marks: import { mean } from "@nn/data".',
    ],
    [
      "a text among numbers",
      { weight: "average" },
      {},
      'people.csv, column "weight": all that is there are numbers, so a missing value becomes a number, or what a function ' +
        'makes of the others, such as mean or median, but got "average".',
    ],
    [
      "a constant in an object",
      { weight: { constant: 0 } },
      {},
      'people.csv, column "weight": a missing value becomes a value, such as 0 or "unknown", or what a function makes of the ' +
        "others, such as mean, median or mostFrequent, but got an object.",
    ],
    ["a constant that is missing", { weight: null }, {}, "but got null."],
    [
      "a constant that isn't finite",
      { weight: Number.NaN },
      {},
      'people.csv, column "weight": fillMissing: expected text, a finite number',
    ],
    [
      "a function that gives nothing",
      { weight: () => undefined },
      {},
      'people.csv, column "weight": the function of fillMissing must give the value of a cell, but gave undefined.',
    ],
    [
      "a function that gives NaN",
      { weight: (values: number[]) => values.reduce((a, b) => a - b) / 0 - Infinity },
      {},
      'people.csv, column "weight": fillMissing: expected text, a finite number',
    ],
    ["a column that doesn't exist", { wieght: mean }, {}, 'people.csv has no column "wieght". Did you mean "weight"?'],
    ["a mean of words", { gender: mean }, {}, 'people.csv, line 2, column "gender": expected a number, but got "F".'],
    ["one policy for all", mean, {}, "people.csv: fillMissing takes what to fill by the names of columns"],
    ["nothing to fill", {}, {}, "people.csv: fillMissing takes what to fill by the names of columns"],
    [
      "an option that doesn't exist",
      { weight: mean },
      { indicators: true },
      'fillMissing has no option "indicators". Did you mean "indicator"?',
    ],
    [
      "an indicator by its name",
      { weight: mean },
      { indicator: "gap" },
      'fillMissing: indicator must be true or false, but is "gap".',
    ],
  ])("refuses %s", (_, fills, options, message) => {
    expect(() => people.fillMissing(fills as never, options as never)).toThrow(message);
  });

  test("refuses a column without any value", () => {
    expect(() => Table.fromCsv("a,b\n1,\n2,NA\n").fillMissing({ b: mean })).toThrow(
      'CSV, column "b": there is no value from which missing ones could be filled. Drop the column.',
    );
  });
});
