import { Table } from "@nn/data";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";

const columnsOf = (text: string, options = {}) => Table.fromCsv(text, options).columns;

describe("the delimiter is the one that fits every line", () => {
  test.each([
    ["commas in names", "nom;taille, cm;poids, kg\nA;165,1;60,2\nB;170;60,2\n", ["nom", "taille, cm", "poids, kg"]],
    ["commas in the names and in one row", "a;b, c\n1;2\n3;4,5\n", ["a", "b, c"]],
    ["semicolons in a cell of each row but one", "id,note\n1,x; y\n2,z\n", ["id", "note"]],
    ["tabs between cells with semicolons", "a; b\tc\n1\t2\n3;4\t5\n", ["a; b", "c"]],
    ["bars", "a|b\n1|2\n", ["a", "b"]],
    ["a delimiter in quotation marks alone", '"a;b";"c,d"\n"1,5";"2,5"\n', ["a;b", "c,d"]],
    ["a delimiter in quotation marks, and one column", '"weight, kg"\n60\n', ["weight, kg"]],
    ["one column whose cells hold semicolons", "note\na; b\nc\n", ["note"]],
    ["one column whose cells hold a quotation mark and bars", 'note\na| "b\nc\n', ["note"]],
  ])("%s", (_, text, columns) => expect(columnsOf(text)).toEqual(columns));

  test("where none does, the error is about the one that goes furthest", () => {
    expect(() => columnsOf("a, b;c;d\n1;2;3\n4;5\n")).toThrowErrorMatchingInlineSnapshot(
      `[DataError: CSV, line 3: expected 3 cells, one for each column, but got 2.]`,
    );
    expect(() => columnsOf('a, b;c\n1;2\n3;"4\n')).toThrow(
      "CSV, line 3, character 3: the quotation marks don't pair up.",
    );
    expect(() => columnsOf("a;b\n1;2;\n")).toThrowErrorMatchingInlineSnapshot(
      `[DataError: CSV, line 2: expected 2 cells, one for each column, but got 3. Take the delimiters at the end of the line away.]`,
    );
  });

  test("cells that papaparse writes are read back, with spaces around their quotation marks", () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab1 ,;\t|"\n.') });
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom(",", ";", "\t", "|"), (written, delimiter) => {
        const line = (cells: readonly string[]) =>
          cells.map((each) => ` ${Papa.unparse([[each]], { quotes: true })}\u00a0 `).join(delimiter);
        const table = Table.fromCsv([["x", "y", "z"], ...written].map(line).join("\n"), { decimal: "." });
        const read = written.map((_, row) => table.columns.map((name) => table.strings(name)[row]));
        expect(read).toEqual(written.map((cells) => cells.map((each) => each.trim())));
      }),
      { seed: 14 },
    );
  });
});

describe("where two fit every line, it asks", () => {
  test("commas and semicolons", () => {
    expect(() => columnsOf("weight,kg;gender\n60,5;0\n61,5;1\n")).toThrowErrorMatchingInlineSnapshot(
      `[DataError: CSV: do commas stand between two cells, or semicolons? Both fit every line. With commas the columns are "weight" and "kg;gender"; with semicolons, "weight,kg" and "gender". Say which, as in Table.fromCsv(text, { delimiter: ";" }), or put quotation marks around the cells that hold the other.]`,
    );
    expect(() => columnsOf("nom;taille, cm;poids, kg\nA;165,1;60,2\n")).toThrow(
      'With commas the columns are "nom;taille", "cm;poids" and "kg"; with semicolons, "nom", "taille, cm" and "poids, kg".',
    );
  });

  test.each([
    ["tabs and commas", "a,b\tc\n1,2\t3\n"],
    ["bars and semicolons", "a;b|c\n1;2|3\n4;5|6\n"],
    ["commas and bars, of five columns", "a|,b|,c|,d|,e\n1|,2|,3|,4|,5\n"],
  ])("%s", (_, text) => expect(() => columnsOf(text)).toThrow(/Both fit every line\./));

  test("and is told by the option, or by the quotation marks that it asks for", () => {
    const text = "weight,kg;gender\n60,5;0\n61,5;1\n";
    const table = Table.fromCsv(text, { delimiter: ";" });
    expect(table.columns).toEqual(["weight,kg", "gender"]);
    expect(table.numbers("gender")).toEqual([0, 1]);
    expect(Table.fromCsv(text, { delimiter: "," }).numbers("weight")).toEqual([60, 61]);
    expect(columnsOf(text.replace("weight,kg", '"weight,kg"'))).toEqual(["weight,kg", "gender"]);
  });
});

describe("a delimiter that is given", () => {
  test("can be any character", () => {
    for (const delimiter of [",", ";", "\t", "|", ":", " ", "·", "\u001f"]) {
      const table = Table.fromCsv(`a${delimiter}b\n1${delimiter}"2"\n`, { delimiter });
      expect([delimiter, ...table.rows("a", "b")]).toEqual([delimiter, [1, 2]]);
    }
  });

  test("is tried on every line", () => {
    expect(() => columnsOf("a;b\n1,5;2\n", { delimiter: "," })).toThrow("CSV, line 2: expected 1 cell, but got 2.");
  });

  test.each([["; "], [""], ['"'], ["\n"], ["\r"], [";;"], [59], [null], [Symbol(";")], [[";"]]])(
    "is refused where it can't be one: %o",
    (delimiter) => {
      expect(() => columnsOf("a;b\n1;2\n", { delimiter })).toThrow(
        /^Table\.fromCsv: delimiter must be one character, such as "," or ";", .*, but is .*\.$/,
      );
    },
  );

  test("stands in a first line sep=, as spreadsheets write it, and lines keep their numbers", () => {
    const table = Table.fromCsv("sep=;\nweight,kg;gender\n60,5;0\n");
    expect(table.columns).toEqual(["weight,kg", "gender"]);
    expect(table.lineOf(0)).toBe(3);
    expect(columnsOf('\uFEFF"sep=\t"\r\na,b\tc\r\n1,2\t3\r\n')).toEqual(["a,b", "c"]);
    expect(columnsOf("SEP=|\na|b\n1|2")).toEqual(["a", "b"]);
    expect(columnsOf("sep=,\na;b\n1;2", { delimiter: ";" })).toEqual(["a", "b"]);
    expect(columnsOf("sep=;x,b\n1,2\n")).toEqual(["sep=;x", "b"]);
  });
});
