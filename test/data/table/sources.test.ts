import { Table } from "@nn/data";
import { describe, expect, test } from "vitest";

describe("rows that are objects", () => {
  test("give a column for each name, in the order of the names", () => {
    const table = Table.fromRows([
      { weight: 133, gender: "F" },
      { gender: "M", weight: 160 },
    ]);
    expect(table.columns).toEqual(["weight", "gender"]);
    expect([table.numbers("weight"), table.strings("gender")]).toEqual([
      [133, 160],
      ["F", "M"],
    ]);
  });

  test("have missing values where a name, or a value, is missing", () => {
    const rows = [{ a: 1 }, { b: "x" }, { a: undefined, b: null }, { a: Number.NaN, b: "NA" }, {}, { a: true, b: "0" }];
    const table = Table.fromRows<{ a?: unknown; b?: unknown }>(rows);
    expect(table.cells("a")).toEqual([1, null, null, null, null, true]);
    expect(table.cells("b")).toEqual([null, "x", null, null, null, "0"]);
  });

  test("come from whatever can be gone through", () => {
    function* generate() {
      yield { a: 1 };
      yield { a: 2 };
    }
    expect(Table.fromRows(generate()).numbers("a")).toEqual([1, 2]);
    expect(Table.fromRows(new Set([{ a: 1 }])).numbers("a")).toEqual([1]);
    expect(Table.fromRows(new Map([["x", { a: 3 }]]).values()).numbers("a")).toEqual([3]);
  });

  test.each<[string, unknown, string]>([
    [
      "nothing",
      [],
      'The table: expected at least one row, an object such as { weight: 133, gender: "F" }, but there is none.',
    ],
    ["no name", [{}], "expected at least one row"],
    [
      "rows that are arrays",
      [[1, 2]],
      "The table, row 0: expected an object with the names of columns, as in { weight: 133 }, but got an array of 2.",
    ],
    ["a map", [new Map([["a", 1]])], "but got a Map. Object.fromEntries(map) makes one of it."],
    ["a typed array", [Float64Array.of(1)], "The table, row 0: expected an object with the names of columns"],
    [
      "one object",
      { a: 1 },
      "Table.fromRows takes rows in an array, as in [{ weight: 133 }, { weight: 160 }], but got",
    ],
    [
      "a text",
      "a,b",
      'Table.fromRows takes rows in an array, as in [{ weight: 133 }, { weight: 160 }], but got "a,b".',
    ],
    [
      "an object in a cell",
      [{ a: 1 }, { a: {} }],
      'The table, row 1, column "a": expected text, a finite number, true, false, or null for a missing value, but got',
    ],
    ["a date", [{ a: new Date(0) }], "date.toISOString() is its text."],
    ["an endless number", [{ a: Infinity }], "but got Infinity."],
    ["a bigint", [{ a: 1n }], "Number(x) or String(x) makes one of it."],
    ["a promise", [{ a: Promise.resolve(1) }], "Wait for it first, with await."],
    ["a column without a name", [{ "": 1 }], "The table, row 0: a column has no name. Give it one."],
    [
      "places without anything",
      new Array(2 ** 32 - 1),
      "The table, row 0: expected an object with the names of columns, as in { weight: 133 }, but got undefined.",
    ],
  ])("refuse %s", (_, rows, message) => expect(() => Table.fromRows(rows as never)).toThrow(message));

  test("with other names in each row are refused before they fill the memory", () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => ({ [`id ${i}`]: i }));
    expect(() => Table.fromRows(rows)).toThrow(/there are \d+ names of columns by now, and hardly a row has a value/);
  });
});

describe("JSON lines", () => {
  test("are rows, and keep their lines", () => {
    const table = Table.fromJsonLines('\uFEFF{"a": 1, "b": "x"}\r\n\n{"a": null}\n', { source: "log.jsonl" });
    expect(table.cells("a")).toEqual([1, null]);
    expect(table.lineOf(1)).toBe(3);
    expect(() => table.numbers("a")).toThrow(
      'log.jsonl, line 3, column "a": expected a number, but the value is missing.',
    );
  });

  test.each([
    ['{"a": 1}\n{"a": 2', 'JSON lines, line 2: expected a JSON object, but got "{\\"a\\": 2".'],
    [
      "[\n1]",
      'JSON lines, line 1: expected a JSON object, but got "[". If all of it is one array, it is Table.fromRows(JSON.parse(text)).',
    ],
    ["people.jsonl", "That looks like a file's name: read the file, and pass its text."],
    ["1", "JSON lines, line 1: expected an object with the names of columns, as in { weight: 133 }, but got 1."],
    ['{"a": [1]}', 'JSON lines, line 1, column "a": expected text, a finite number'],
    ["", "JSON lines: expected at least one row"],
    [5, "JSON lines: expected text, or its bytes in a Uint8Array, but got 5."],
  ])("that aren't are refused: %j", (text, message) =>
    expect(() => Table.fromJsonLines(text as string)).toThrow(message),
  );
});

describe("columns", () => {
  test("are arrays, or whatever can be gone through", () => {
    const table = Table.fromColumns({ a: Float32Array.of(1, 2), b: new Set(["x", "NA"]), c: [true, null] });
    expect([table.cells("a"), table.cells("b"), table.cells("c")]).toEqual([
      [1, 2],
      ["x", null],
      [true, null],
    ]);
  });

  test.each<[string, unknown, string]>([
    [
      "of different lengths",
      { a: [1, 2], b: [1] },
      'The table: column "b" ends after 1 cell, and column "a" goes on. Each row has a cell in each column; null is one whose value is missing.',
    ],
    ["in an array", [[1], [2]], "Table.fromRows takes rows."],
    ["that are none", {}, "Table.fromColumns takes an object of columns by their names"],
    [
      "that are numbers",
      { a: 1 },
      'Table.fromColumns: column "a" must be an array, or something else to go through, but is 1.',
    ],
    [
      "with holes",
      { a: new Array(2 ** 32 - 1) },
      'The table, row 0, column "a": expected text, a finite number, true, false, or null for a missing value, but got undefined.',
    ],
    ["without a name", { "": [1] }, "Table.fromColumns takes an object of columns by their names"],
  ])("are refused %s", (_, columns, message) => expect(() => Table.fromColumns(columns as never)).toThrow(message));

  test("may be empty", () => expect(Table.fromColumns({ a: [], b: [] }).size).toBe(0));
});

test("names that objects have anyway are names like others, and no prototype is touched", () => {
  const line = '{"__proto__": 1, "constructor": 2, "toString": 3}';
  for (const table of [
    Table.fromJsonLines(line),
    Table.fromRows([JSON.parse(line) as object]) as Table,
    Table.fromColumns(JSON.parse(line.replace(/\d/g, "[$&]")) as Record<string, number[]>),
    Table.fromCsv("__proto__,constructor,toString\n1,2,3\n"),
  ]) {
    expect(table.columns).toEqual(["__proto__", "constructor", "toString"]);
    expect(table.rows("__proto__", "constructor")).toEqual([[1, 2]]);
    expect(JSON.stringify(table.toRows())).toBe('[{"__proto__":1,"constructor":2,"toString":3}]');
    expect(Object.getPrototypeOf(table.toRows()[0])).toBe(Object.prototype);
    expect(table.groupBy("__proto__").map(({ cells }) => JSON.stringify(cells).replaceAll('"1"', "1"))).toEqual([
      '{"__proto__":1}',
    ]);
    const filled = table.fillMissing(JSON.parse('{"__proto__": 2}') as never, { indicator: true });
    expect(filled.rows("__proto__", "__proto__ missing")).toEqual([[1, 0]]);
    expect(Table.fromCsv(table.toCsv()).columns).toEqual(table.columns);
  }
  expect(() => Table.fromRows([{ a: 1 }]).fillMissing({ toString: 0 } as never)).toThrow('no column "toString"');
});
