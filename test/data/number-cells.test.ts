import { Table } from "@nn/data";
import fc from "fast-check";
import { expect, test } from "vitest";

const numberOf = (cell: string) => Table.fromCsv(`x\ty\n${cell}\t\n`).numbers("x")[0];

test.each([
  [
    "1,234",
    'Decimals take a point, unless Table.fromCsv(text, { decimal: "," }) says otherwise, and thousands no mark.',
  ],
  ["1,234,567", "Thousands take no mark or space between them, and decimals a point."],
  ["1.234.567", "Thousands take no mark or space between them, and decimals a point."],
  ["1.234,5", "Thousands take no mark or space between them, and decimals a point."],
  ["1 000", "Thousands take no mark or space between them, and decimals a point."],
  ["1\u202f000", "Thousands take no mark or space between them, and decimals a point."],
  ["1\u00a0000\u00a0000", "Thousands take no mark or space between them, and decimals a point."],
  ["1'000", "Thousands take no mark or space between them, and decimals a point."],
  ["1’000.5", "Thousands take no mark or space between them, and decimals a point."],
  ["1_000", "Thousands take no mark or space between them, and decimals a point."],
  ["50%", "Take the sign away, and say what the numbers are in the column's name."],
  ["12,5 %", "Take the sign away, and say what the numbers are in the column's name."],
  ["3\u202f‰", "Take the sign away, and say what the numbers are in the column's name."],
  ["−5", "The minus sign is -, right before the digits."],
  ["–5.2", "The minus sign is -, right before the digits."],
  ["- 5", "The minus sign is -, right before the digits."],
  ["12kg", "Take the unit away, and say it in the column's name."],
  ["37.5 °C", "Take the unit away, and say it in the column's name."],
  ['66"', "Take the unit away, and say it in the column's name."],
  ["€ 20", "Take the sign of the currency away."],
  ["20\u00a0$", "Take the sign of the currency away."],
  ["١٢", "Digits are 0 to 9."],
  ["１２", "Digits are 0 to 9."],
  ["none", 'If that marks a missing value, list it, as in Table.fromCsv(text, { missing: ["", "-"] }).'],
  ["-", 'If that marks a missing value, list it, as in Table.fromCsv(text, { missing: ["", "-"] }).'],
  ["...", 'If that marks a missing value, list it, as in Table.fromCsv(text, { missing: ["", "-"] }).'],
  ["1e999", "The largest number is 1.8e308."],
])("%j is refused with the remedy", (cell, remedy) => {
  expect(() => numberOf(cell)).toThrow(/^CSV, line 2, column "x": expected a number, but got/);
  expect(() => numberOf(cell)).toThrow(remedy);
});

test.each(["tall", "0x1F", "Infinity", "1/2", "5'11", "+", "e", "--1", "1-2"])("%j is refused without one", (cell) => {
  expect(() => numberOf(cell)).toThrow(/: expected a number, but got "[^"]*"\.$/);
});

test("every way in which JavaScript writes a finite number is read to the same number", () => {
  const written = fc.double({ noNaN: true, noDefaultInfinity: true });
  const forms = [String, (x: number) => x.toExponential(), (x: number) => x.toExponential(20), (x: number) => `+${x}`];
  fc.assert(
    fc.property(written, fc.constantFrom(...forms), (value, form) => {
      const text = form(value).replace("+-", "-");
      expect(numberOf(text)).toBe(text === "0" || text === "+0" ? 0 : value);
    }),
    { seed: 14 },
  );
});

test("a cell is a number exactly where JSON and a leading plus, zero or point say so", () => {
  const cell = fc.string({ unit: fc.constantFrom(..."0123.eE+-"), minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(cell, (text) => {
      const digits = /^[+-]?(?<whole>\d*)(?<point>\.?)(?<rest>\d*)(?<power>[eE][+-]?\d+)?$/.exec(text)?.groups;
      const expected =
        digits !== undefined && digits.whole!.length + digits.rest!.length > 0 && Math.abs(Number(text)) < Infinity;
      if (expected) expect(numberOf(text)).toBe(Number(text));
      else expect(() => numberOf(text)).toThrow("expected a number");
    }),
    { seed: 14, numRuns: 500 },
  );
});
