import { LabelEncoder, Table } from "@nn/data";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { millisecondsOf, SECOND } from "../../fixtures/computing.js";

/** What became of a text, in less than the work of five seconds. */
function outcome(task: () => unknown): string {
  let said = "read";
  const time = millisecondsOf(() => {
    try {
      task();
    } catch (error) {
      said = `${(error as Error).name}: ${(error as Error).message}`;
    }
  });
  expect(time).toBeLessThan(5 * SECOND);
  return said;
}

const DIGITS = "1".repeat(100_000);

describe("a long text is read, or refused, in a time that grows with its length", () => {
  test.each([
    ["digits and a letter", `${DIGITS}a`],
    ["digits, a point, digits and a letter", `${DIGITS}.${DIGITS}a`],
    ["digits and commas", "1,".repeat(50_000)],
    ["thousands", `1${" 000".repeat(50_000)}x`],
    ["digits and spaces", `1${" ".repeat(100_000)}x`],
    ["signs", "-".repeat(100_000)],
    ["exponents", "1e".repeat(50_000)],
    ["letters", "é".repeat(100_000)],
  ])("a cell of %s", (_, cell) => {
    const table = Table.fromCsv(`x\ty\n${cell}\t1\n`, { delimiter: "\t" });
    const said = outcome(() => table.numbers("x"));
    expect(said).toMatch(/^DataError: CSV, line 2, column "x": expected a number, but got ".*"… \(\d+ characters\)\.$/);
    expect(said.length).toBeLessThan(200);
  });

  test("100,000 columns, and the names of none, one and all", () => {
    const names = Array.from({ length: 100_000 }, (_, i) => `column ${i}`);
    const text = `${names.join()}\n${Array(100_000).fill("1").join()}\n`;
    const said = outcome(() => {
      const table = Table.fromCsv(text);
      expect(table.rows(...names)[0]!.length).toBe(100_000);
      table.numbers("colum 99999");
    });
    expect(said.length).toBeLessThan(1000);
    expect(outcome(() => Table.fromCsv(text.replace("column 99999", "column 0")))).toContain(
      'two columns are named "column 0"',
    );
  });

  const million = 200_000;
  test.each<[string, string, RegExp]>([
    ["line breaks", "\n".repeat(2 * million), /is empty/],
    ["carriage returns", "\r".repeat(2 * million), /is empty/],
    ["delimiters", ",".repeat(2 * million), /column 1 has no name/],
    ["four kinds of delimiters", ",;\t|".repeat(million / 2), /no name|Both fit/],
    ["spaces", " ".repeat(2 * million), /is empty/],
    ["spaces and marks", ' "'.repeat(million), /don't pair up/],
    ["quotation marks", '"'.repeat(2 * million), /no rows|don't pair up/],
    ["marks written twice, in one cell", `a\n"${'""'.repeat(million)}"`, /^read$/],
    ["marks written twice, in a cell that never ends", `a\n"${'""'.repeat(million)}`, /line 2, character 1: the quot/],
    ["broken marks in one cell", `a\n"${'x"'.repeat(million)}`, /line 2, character 1: the quotation marks/],
    ["broken marks in every row", `a,b\n${'"x"y,1\n'.repeat(million / 2)}`, /line 2, character 1: the quotation marks/],
    ["marks after spaces", `a,b\n${'1 ,  "2"\n'.repeat(million / 10)}`, /^read$/],
    ["marks inside cells", `a,b\n${'5" ,6" \n'.repeat(million / 10)}`, /^read$/],
    ["a long name", `${"n".repeat(2 * million)}\n1\n`, /^read$/],
    ["a name of marks", `${'"'.repeat(2 * million)},b\n1,2\n`, /^read$|no name/],
    ["bytes taken for text", "\0\uFFFD".repeat(million), /DataError: CSV, line 1: got the character/],
  ])("%s", (_, text, expected) => {
    const said = outcome(() => Table.fromCsv(text).lineOf(0));
    expect(said).toMatch(expected);
    expect(said.length).toBeLessThan(1000);
  });

  test("many classes", () => {
    const classes = Array.from({ length: 100_000 }, (_, i) => `class ${i}`);
    const encoder = new LabelEncoder(classes);
    const said = outcome(() => encoder.encode(["clas 5"]));
    expect(said.length).toBeLessThan(1000);
    expect(outcome(() => encoder.oneHot(classes))).toMatch(/10000000000 numbers, 80\.0 GB/);
  });
});

describe("what names and cells hold doesn't act on a terminal", () => {
  const ACTS = /[\p{Cc}\p{Cf}]/u;
  test.each(["\u001b[2J", "\u009b31m", "\u202e", "\u0007", "\u007f", "\u{e0041}"])("%j", (mark) => {
    const name = `weight${mark}`;
    const text = `${name},b\n1${mark}x,2\n`;
    const table = Table.fromCsv(text, { source: name });
    const said = [
      () => table.numbers(name),
      () => table.numbers(mark),
      () => table.numbers("quite another"),
      () => table.lineOf(9),
      () => Table.fromCsv(`${name},${name}\n1,2\n`),
      () => Table.fromCsv(`${name};b,c\n1;2,3\n`),
      () => Table.fromCsv(`${name},b\n1\n`, { source: name }),
      () => Table.fromCsv("a\n1\n", { [name]: 1 }),
      () => new LabelEncoder([name, "F"]).encode([mark]),
      () => new LabelEncoder([name, name]),
      () => new LabelEncoder([name]).decode([7]),
    ].map(outcome);
    for (const message of said) expect(message).toMatch(/^(Data|Option)Error: /);
    for (const message of said) expect(message).not.toMatch(ACTS);
  });
});

describe("text that was decoded wrongly is refused", () => {
  const bytes = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding);
  test("UTF-16 taken for UTF-8", () => {
    expect(() => Table.fromCsv(bytes("a,b\n1,2\n", "utf16le").toString("utf8"))).toThrowErrorMatchingInlineSnapshot(
      `[DataError: CSV, line 1: got the character "\\u0000", which no table has. It is no text, or UTF-16: Table.fromCsv(bytes) reads that.]`,
    );
    expect(() => Table.fromCsv(bytes("\uFEFFa,b\n1,2\n", "utf16le").toString("utf8"))).toThrow(/utf-16le|UTF-8/);
  });

  test("Windows-1252 taken for UTF-8: Zoé and Zoè would be one class", () => {
    const text = bytes("name,x\nAnn,1\nZoé,1\nZoè,2\n", "latin1").toString("utf8");
    expect(() => Table.fromCsv(text)).toThrowErrorMatchingInlineSnapshot(
      `[DataError: CSV, line 3: got the character "�", which no table has. Its bytes were no UTF-8: new TextDecoder("windows-1252").decode(bytes) reads what old Windows programs write.]`,
    );
  });
});

test("any text is a table with as many cells in each row, or a sentence", () => {
  const csvLike = fc.string({ unit: fc.constantFrom(...'aF1.5,;\t|"\n\r =-\uFEFF\0é'), maxLength: 40 });
  const anyText = fc.oneof({ arbitrary: csvLike, weight: 4 }, fc.string({ unit: "binary" }));
  const options = fc.record(
    { delimiter: fc.constantFrom(",", ";", " "), header: fc.boolean(), columns: fc.constantFrom(["a"], ["a", "b"]) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(anyText, options, (text, given) => {
      try {
        const table = Table.fromCsv(text, given);
        for (const name of table.columns) expect(table.strings(name).length).toBe(table.size);
        for (let row = 1; row < table.size; row++) expect(table.lineOf(row)).toBeGreaterThan(table.lineOf(row - 1));
        expect(table.size).toBeGreaterThan(0);
      } catch (error) {
        expect((error as Error).name).toMatch(/^(Data|Option)Error$/);
        expect((error as Error).message).toMatch(/^(CSV|Table\.fromCsv)[^\n]*[.?)]$/);
      }
    }),
    { seed: 14, numRuns: Number(process.env.FUZZ_CASES ?? 500) },
  );
});
