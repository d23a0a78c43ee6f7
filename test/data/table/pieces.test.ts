import { Table } from "@nn/data";
import fc from "fast-check";
import { expect, test } from "vitest";

/** What a cell holds, and ways to write it. */
const CELLS: readonly (readonly [string, string])[] = [
  ['"path, meadow"', "path, meadow"],
  ['"two\nlines"', "two\nlines"],
  ['"a ""mark"""', 'a "mark"'],
  [' "spaced" ', "spaced"],
  ['5" wide', '5" wide'],
  ['""', ""],
  ['" in spaces "', "in spaces"],
  ["  ", ""],
];

/** Long enough for several pieces, with odd cells in some rows. */
test("a long text is read the same whatever its pieces hold", () => {
  const odd = fc.dictionary(fc.integer({ min: 0, max: 5999 }).map(String), fc.constantFrom(...CELLS), { maxKeys: 6 });
  fc.assert(
    fc.property(odd, fc.boolean(), fc.boolean(), (oddly, isQuoted, endsInBreak) => {
      const [texts, expected, lines]: [string[], string[][], number[]] = [[], [], []];
      let line = 2;
      for (let i = 0; i < 6000; i++) {
        const [written, held] = oddly[i] ?? [isQuoted ? `"n${i}"` : `n${i}`, `n${i}`];
        texts.push(`${written},"${i % 3 === 0 ? "north" : "by the sea"}",${i}.25`);
        expected.push([held, i % 3 === 0 ? "north" : "by the sea", `${i}.25`]);
        lines.push(line);
        line += written.split("\n").length;
      }
      const table = Table.fromCsv(`a,b,c\n${texts.join("\n")}${endsInBreak ? "\n" : ""}`, {
        missing: [],
        delimiter: ",",
      });
      const cells = ["a", "b", "c"].map((name) => table.cells(name));
      expect(expected.map((_, row) => cells.map((column) => column[row]))).toEqual(expected);
      expect(expected.map((_, row) => table.lineOf(row))).toEqual(lines);
    }),
    { numRuns: 20, seed: 18 },
  );
});

test("what is wrong beyond the first pieces is told with its line", () => {
  const rows = (count: number) => Array.from({ length: count }, (_, i) => `"${i}","north"`).join("\n");
  const text = (wrong: string) => `a,b\n${rows(9000)}\n${wrong}\n${rows(9000)}\n`;
  expect(() => Table.fromCsv(text('"1",2,3'))).toThrow(
    "CSV, line 9002: expected 2 cells, one for each column, but got 3.",
  );
  expect(() => Table.fromCsv(text('"1"2,3'))).toThrow(
    "CSV, line 9002, character 1: the quotation marks don't pair up.",
  );
  expect(() => Table.fromCsv(text('"1,3'))).toThrow("the quotation marks don't pair up.");
  expect(Table.fromCsv(text('1,"2, 3"')).cells("b")[9000]).toBe("2, 3");
});

test("words that come again are as many texts, and very many different ones are kept as well", () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `${["north", "south"][i % 2]},word ${i % 1000}`);
  const table = Table.fromCsv(`side,word\n${rows.join("\n")}\n`);
  expect(table.cells("side")).toEqual(rows.map((row) => row.split(",")[0]));
  expect(table.cells("word")).toEqual(rows.map((row) => row.split(",")[1]));
});

test("numbers that were found in reading are the table's own, and a number may mark a gap", () => {
  const table = Table.fromCsv("a,b\n1.5,2\n-200,3\n.5,1e3\n");
  const numbers = table.numbers("a");
  numbers[0] = 99;
  expect(table.numbers("a")).toEqual([1.5, -200, 0.5]);
  expect(table.take([2, 0]).numbers("a")).toEqual([0.5, 1.5]);
  expect(table.cells("b")).toEqual(["2", "3", "1e3"]);
  expect(Table.fromCsv("1.5,2\n3,4\n", { header: false }).numbers("1")).toEqual([1.5, 3]);
  expect(() => Table.fromCsv("a,b\n1,2\n-200,3\n", { missing: ["-200"] }).numbers("a")).toThrow("the value is missing");
  expect(() => Table.fromCsv("a;b\n1.234;x\n2.5;y\n", { decimal: "," }).numbers("a")).toThrow('got "1.234"');
  expect(Table.fromCsv("a;b\n1;2,5\n2;3\n").numbers("a")).toEqual([1, 2]);
});
