import { Table } from "@nn/data";
import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";

const people = "name,weight,height,gender\nAlice,133,65,F\nBob,160,72,M\nCharlie,152,70,M\nDiana,120,60,F\n";

test("gives columns and rows by name", () => {
  const table = Table.fromCsv(people);
  expect(table.columns).toEqual(["name", "weight", "height", "gender"]);
  expect(table.size).toBe(4);
  expect(table.numbers("weight")).toEqual([133, 160, 152, 120]);
  expect(table.strings("gender")).toEqual(["F", "M", "M", "F"]);
  expect(table.rows("height", "weight")).toEqual([
    [65, 133],
    [72, 160],
    [70, 152],
    [60, 120],
  ]);
});

test.each([
  ["commas", "a,b\n1,x\n2,y\n"],
  ["semicolons", "a;b\n1;x\n2;y\n"],
  ["tabs", "a\tb\n1\tx\n2\ty\n"],
  ["Windows' line breaks", "a,b\r\n1,x\r\n2,y\r\n"],
  ["old Macs' line breaks", "a,b\r1,x\r2,y\r"],
  ["mixed line breaks", 'a,b\n1,"x"\r\n2,y'],
  ["a byte-order mark", "\uFEFFa,b\n1,x\n2,y"],
  ["a byte-order mark before a quoted name", '\uFEFF"a",b\n1,x\n2,y'],
  ["spaces around cells", " a , b\n 1\t, x \n2 ,y"],
  ["quoted cells", '"a","b"\n"1","x" \n"2","y"'],
  ["blank lines", "\n\na,b\n\n1,x\n   \n2,y\n\n\n"],
])("reads %s", (_, text) => {
  const table = Table.fromCsv(text);
  expect(table.numbers("a")).toEqual([1, 2]);
  expect(table.strings("b")).toEqual(["x", "y"]);
});

test("gives cells, with null where a value is missing", () => {
  const table = Table.fromCsv("x,y\n1,NA\n,?\nNaN,null\nN/A,a\n");
  expect(table.cells("x")).toEqual(["1", null, null, null]);
  expect(table.cells("y")).toEqual([null, null, null, "a"]);
  expect(() => table.cells("z")).toThrow('CSV has no column "z".');
});

test("takes rows by their numbers, in any order, and they keep their lines", () => {
  const table = Table.fromCsv(people, { source: "people.csv" });
  const taken = table.take([3, 0, 3]);
  expect(taken.strings("name")).toEqual(["Diana", "Alice", "Diana"]);
  expect([taken.size, taken.columns, taken.lineOf(0)]).toEqual([3, table.columns, 5]);
  expect(() => taken.numbers("name")).toThrow('people.csv, line 5, column "name": expected a number, but got "Diana".');
  expect(() => table.take([0, 4])).toThrow("people.csv has rows 0 to 3, but row 4 was asked for.");
  expect(() => table.take([0.5])).toThrow("but row 0.5 was asked for.");
  expect(() => table.take(1 as never)).toThrow(
    "people.csv: take takes an array of row numbers, as in [0, 2], but got 1.",
  );
  expect(() => table.take(new Array(2 ** 32 - 1))).toThrow("people.csv: take: the array has nothing at 0");
  const none = table.take([]);
  expect([none.size, none.numbers("weight"), none.columns]).toEqual([0, [], table.columns]);
  expect(() => none.take([0])).toThrow("people.csv has no rows, but row 0 was asked for.");
});

test("tells a decimal comma from a delimiter", () => {
  expect(Table.fromCsv("weight;height\n60,3;165,1\n").numbers("height")).toEqual([165.1]);
});

test("takes decimal numbers", () => {
  const cells = ["1e3", "-2.5E-1", "+7", ".5", "5.", "007", "1e-400"];
  expect(Table.fromCsv(`x\n${cells.join("\n")}`).numbers("x")).toEqual([1000, -0.25, 7, 0.5, 5, 7, 0]);
});

test.each(["12kg", "Infinity", "-Infinity", "1e999", "0x1F", "1 000", "1_000", "--1", "e3", ".", "1.2.3", "−5"])(
  "refuses %j as a number",
  (cell) => {
    const table = Table.fromCsv(`x\n1\n${cell}\n`);
    expect(() => table.numbers("x")).toThrow(`CSV, line 3, column "x": expected a number, but got "${cell}".`);
    expect(table.strings("x")).toEqual(["1", cell]);
  },
);

test("names the line and the column of what isn't a number", () => {
  const table = Table.fromCsv('name,height,weight\n"Ann\nLee",65,\n\nBob,tall,"1,5"\n', { source: "people.csv" });
  expect(() => table.numbers("height")).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv, line 5, column "height": expected a number, but got "tall".]`,
  );
  expect(() => table.rows("weight")).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv, line 2, column "weight": expected a number, but the value is missing. table.dropMissing("weight") leaves such rows out; table.fillMissing({ weight: mean }) fills them in.]`,
  );
  const last = Table.fromCsv('name;weight\n"Ann\nLee";60\nBob;1,500\n');
  expect(() => last.numbers("weight")).toThrowErrorMatchingInlineSnapshot(
    `[DataError: CSV, line 4, column "weight": expected a number, but got "1,500". Decimals take a point, unless Table.fromCsv(text, { decimal: "," }) says otherwise, and thousands no mark.]`,
  );
});

test("knows where each row begins", () => {
  const table = Table.fromCsv('\nnote,n\r\n"two\r\nlines",1\r\n\r\n"three\n\nlines","\n2"\r\nlast,3');
  expect([0, 1, 2].map((row) => table.lineOf(row))).toEqual([3, 6, 10]);
  expect(table.strings("note")).toEqual(["two\nlines", "three\n\nlines", "last"]);
  expect(() => table.lineOf(3)).toThrowErrorMatchingInlineSnapshot(
    `[DataError: CSV has rows 0 to 2, but row 3 was asked for.]`,
  );
  expect(() => table.lineOf(-1)).toThrow("row -1");
});

test("refuses columns that don't exist", () => {
  const table = Table.fromCsv(people, { source: "people.csv" });
  expect(() => table.numbers("wieght")).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv has no column "wieght". Did you mean "weight"?]`,
  );
  expect(() => table.strings("salary in euros")).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv has no column "salary in euros". It has: "name", "weight", "height", "gender".]`,
  );
  expect(() => table.rows("weight", "toString")).toThrow('people.csv has no column "toString".');
});

test("refuses files that aren't tables", () => {
  const read = (text: string) => () => Table.fromCsv(text, { source: "people.csv" });
  expect(read("")).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv is empty: expected a line of column names, then rows.]`,
  );
  expect(read("\n  \n")).toThrow("people.csv is empty");
  expect(read("weight,height\n\n")).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv has a line of column names, but no rows below it.]`,
  );
  expect(read("weight,,height\n1,2,3")).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv, line 1: column 2 has no name. Give it one.]`,
  );
  expect(read("\nweight, weight\n1,2")).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv, line 2: two columns are named "weight". Rename one of them.]`,
  );
  expect(read('a,b\n"1\n",2\n3\n')).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv, line 4: expected 2 cells, one for each column, but got 1.]`,
  );
  expect(read("a,b\n1,2\n1,5,2\n")).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv, line 3: expected 2 cells, one for each column, but got 3. A cell that holds the delimiter needs quotation marks around it.]`,
  );
  expect(read("name\nLee, Ann\n")).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv, line 2: expected 1 cell, but got 2. A cell that holds the delimiter needs quotation marks around it.]`,
  );
});

test("refuses quotation marks that don't pair up", () => {
  expect(() => Table.fromCsv('a,b\n"1\n1",2\n3,"4\n5,6\n')).toThrowErrorMatchingInlineSnapshot(
    `[DataError: CSV, line 4, character 3: the quotation marks don't pair up. A cell that begins with " ends with ", and a " inside it is written twice.]`,
  );
  expect(() => Table.fromCsv('a,b\n1,2\n3,"4"th\n5,6\n')).toThrow(
    "CSV, line 3, character 3: the quotation marks don't pair up.",
  );
  expect(() => Table.fromCsv('a,"b\n1,2\n')).toThrow("CSV, line 1, character 3: the quotation marks don't pair up.");
  expect(Table.fromCsv('a,b\n5" pipe,2\n').strings("a")).toEqual(['5" pipe']);
});

test("refuses what isn't text, and options that don't exist", () => {
  const bytes = new TextEncoder().encode(people);
  expect(() => Table.fromCsv(bytes.buffer as never, { source: "people.csv" })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: people.csv: expected text, or its bytes in a Uint8Array, but got an ArrayBuffer. new Uint8Array(buffer) has its bytes.]`,
  );
  const options = { sourc: "people.csv" } as object;
  expect(() => Table.fromCsv(people, options)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Table.fromCsv has no option "sourc". Did you mean "source"?]`,
  );
});

test("reads back any text that papaparse writes, and knows its lines", () => {
  const cell = fc.string({ unit: fc.constantFrom(..."ab1,;\t\"'\n\r \uFEFF=é\u2028😀") });
  const format = fc.record({ delimiter: fc.constantFrom(",", ";", "\t"), newline: fc.constantFrom("\n", "\r\n") });
  const rows = fc
    .integer({ min: 2, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
  fc.assert(
    fc.property(rows, format, (written, options) => {
      const header = written[0]!.map((_, column) => `column ${column}`);
      const table = Table.fromCsv(Papa.unparse([header, ...written], options), { decimal: "." });
      const read = written.map((_, row) => table.columns.map((column) => table.strings(column)[row]));
      expect(read).toEqual(written.map((cells) => cells.map((text) => text.replace(/\r\n?/g, "\n").trim())));
      for (let row = 0; row < table.size; row++) {
        const before = Papa.unparse([header, ...written.slice(0, row)], options);
        expect(table.lineOf(row)).toBe(before.split(/\r\n|\r|\n/).length + 1);
      }
    }),
  );
});
