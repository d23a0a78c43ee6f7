import { Table } from "@nn/data";
import { describe, expect, test } from "vitest";

const columnsOf = (text: string, options = {}) => Table.fromCsv(text, options).columns;

describe("a first line of numbers is no header, as far as can be told", () => {
  test("it asks", () => {
    expect(() => columnsOf("133,65\n160,72\n", { source: "people.csv" })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: people.csv, line 1: expected the names of the columns, but got numbers, "133", "65". If they are a row, name the columns in a line above, or in Table.fromCsv(text, { columns: ["…", "…"] }). If they are names, say so: { header: true }.]`,
    );
  });

  test.each([
    ["one column", "5\n6\n7\n"],
    ["decimal commas", "60,5;1\n61;0\n"],
    ["exponents and signs", "1e5,-2\n3,4\n"],
    ["quoted numbers", '"1","2"\n"3","4"\n'],
    ["many", `${Array.from({ length: 785 }, (_, i) => i).join()}\n${Array(785).fill(0).join()}\n`],
  ])("%s", (_, text) => expect(() => columnsOf(text)).toThrow("expected the names of the columns, but got numbers"));

  test("names with a number among them are names", () => {
    expect(columnsOf("name,2019,2020\nAnn,1,2\n")).toEqual(["name", "2019", "2020"]);
  });

  test("a row with some numbers is suspected when a name isn't found", () => {
    expect(() => Table.fromCsv("Ann,133,65\nBob,160,72\n").numbers("weight")).toThrow(
      'CSV has no column "weight". It has: "Ann", "133", "65". If its first line is a row, give their names, as in ' +
        'Table.fromCsv(text, { columns: ["…", "…"] }).',
    );
  });

  test("with columns no row is lost", () => {
    const table = Table.fromCsv("133,65\n160,72\n", { columns: ["weight", "height"] });
    expect(table.rows("height", "weight")).toEqual([
      [65, 133],
      [72, 160],
    ]);
    expect([table.size, table.lineOf(0)]).toEqual([2, 1]);
  });

  test("without a header and without names, columns are numbered", () => {
    const table = Table.fromCsv("133;65;F\n160;72;M\n", { header: false });
    expect(table.columns).toEqual(["1", "2", "3"]);
    expect([table.numbers("2"), table.strings("3")]).toEqual([
      [65, 72],
      ["F", "M"],
    ]);
    expect(Table.fromCsv("1,2", { header: false, columns: ["a", "b"] }).rows("b")).toEqual([[2]]);
  });

  test("names that are numbers are taken where they are said to be names", () => {
    expect(Table.fromCsv("2019,2020\n1,2\n", { header: true }).rows("2020")).toEqual([[2]]);
  });
});

describe("names that can't be the columns' are refused", () => {
  const text = "a,b\n1,2\n";
  test.each([
    [{ columns: ["x"] }, "CSV, line 1: expected 1 cell, as columns has names, but got 2."],
    [{ columns: ["x", "x"] }, 'CSV: columns: two columns are named "x". Rename one of them.'],
    [{ columns: ["x", ""] }, "CSV: columns: column 2 has no name. Give it one."],
    [{ columns: ["x", 2] }, "CSV: columns: the name of column 2 must be text, but is 2."],
    [{ columns: new Array(2) }, "CSV: columns: the name of column 1 must be text, but is undefined."],
    [{ columns: ["a", "b"] }, "CSV, line 1: the line names the columns, just as columns does, so it is no row."],
    [{ columns: "ab" }, 'Table.fromCsv: columns must be an array of names, but is "ab".'],
    [{ columns: new Set(["x", "y"]) }, "Table.fromCsv: columns must be an array of names, but is a Set."],
    [{ header: true, columns: ["x", "y"] }, "but header says it isn't. Leave one of them out."],
    [{ header: "no" }, 'Table.fromCsv: header must be true or false, but is "no".'],
    [{ source: 5 }, "Table.fromCsv: source must be text, such as a file's name, but is 5."],
  ])("%o", (options, message) => expect(() => columnsOf(text, options)).toThrow(message));
});

test("names that objects have anyway are names like others", () => {
  const names = ["__proto__", "constructor", "toString", "length", "hasOwnProperty"];
  const table = Table.fromCsv(`${names.join()}\n1,2,3,4,5\n`);
  expect(table.columns).toEqual(names);
  expect(table.rows(...names)).toEqual([[1, 2, 3, 4, 5]]);
  const other = Table.fromCsv("a,b\n1,2\n");
  for (const name of names) expect(() => other.numbers(name)).toThrow(`CSV has no column "${name}".`);
});

test("a name that holds a comma can be told from two", () => {
  const table = Table.fromCsv('"weight, kg",gender\n60,0\n');
  expect(() => table.numbers("salary")).toThrow('CSV has no column "salary". It has: "weight, kg", "gender".');
  expect(() => table.numbers("Weight, kg")).toThrow('Did you mean "weight, kg"?');
  expect(() => table.numbers('say "no"')).toThrow('CSV has no column "say \\"no\\"".');
});

test("a column without a name and without a value is left out, wherever it stands", () => {
  const table = Table.fromCsv("a;;b;;\n1,5;;2;;\n2,5; ;3;;\n");
  expect(table.toRows()).toEqual([
    { a: 1.5, b: 2 },
    { a: 2.5, b: 3 },
  ]);
  expect(columnsOf('a,b,""\n1,2,""\n')).toEqual(["a", "b"]);
  expect(Table.fromCsv("a,b,\n1,2,\n", { header: false }).columns).toEqual(["1", "2", "3"]);
  expect(() => columnsOf("a,,b,\n1,,2,\n3,,4,5\n")).toThrow("CSV, line 1: column 4 has no name.");
  expect(() => columnsOf(",a\n0,1\n")).toThrow("CSV, line 1: column 1 has no name.");
  expect(() => columnsOf(",,\n,,\n")).toThrow("CSV, line 1: column 1 has no name.");
  expect(() => columnsOf("a,b,\n1,2,NA\n")).toThrow("CSV, line 1: column 3 has no name.");
});

test("delimiters at the ends of some lines are refused with the remedy", () => {
  expect(() => columnsOf("a,b,\n1,2,3\n")).toThrow(
    "CSV, line 1: column 3 has no name. Give it one. If the line ends with a delimiter, take that away.",
  );
  expect(() => columnsOf("a,b\n1,2,,\n")).toThrow(
    "CSV, line 2: expected 2 cells, one for each column, but got 4. Take the delimiters at the end of the line away.",
  );
});

test("rows takes names", () => {
  const table = Table.fromCsv("name,weight,height\nAnn,133,65\n", { source: "people.csv" });
  expect(() => table.rows()).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv: rows takes the names of one column or more, as in rows("name", "weight"), but got none.]`,
  );
  expect(() => table.rows(["weight", "height"] as never)).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv: the name of a column is text, but got an array of 2. Names are given one by one; rows(...names) takes those of an array.]`,
  );
  expect(() => table.numbers(undefined as never)).toThrow(
    "people.csv: the name of a column is text, but got undefined.",
  );
});

test("the list of columns can't be changed", () => {
  const { columns } = Table.fromCsv("a,b\n1,2\n");
  expect(() => (columns as string[]).push("c")).toThrow(TypeError);
});
