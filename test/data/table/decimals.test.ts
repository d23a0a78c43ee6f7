import { mean, Table } from "@nn/data";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const weights = (text: string, options = {}) => Table.fromCsv(text, options).numbers("weight");

describe("a decimal comma is found from the rows", () => {
  test.each<[string, string, number[]]>([
    ["one decimal", "weight;sex\n60,5;F\n72;M\n", [60.5, 72]],
    ["three decimals in some rows", "weight;sex\n60,125;F\n72,5;M\n", [60.125, 72.5]],
    ["nothing before the comma", "weight;sex\n,5;F\n-,25;M\n", [0.5, -0.25]],
    ["three decimals after a zero", "weight;sex\n0,125;F\n0,250;M\n", [0.125, 0.25]],
    ["more than three digits before it", "weight;sex\n1234,567;F\n1;M\n", [1234.567, 1]],
    ["exponents", "weight;sex\n1,5e-3;F\n2E3;M\n", [0.0015, 2000]],
    ["tabs", "weight\tsex\n60,5\tF\n72\tM\n", [60.5, 72]],
    ["bars", "weight|sex\n60,5|F\n72|M\n", [60.5, 72]],
    ["commas in quotation marks", 'weight,sex\n"60,5",F\n"72,25",M\n', [60.5, 72.25]],
    ["a column of words and points", "weight;note\n60,5;a.b\n72;1.5 or so\n", [60.5, 72]],
    ["another column that says it", "weight;height\n1,234;60,5\n2,345;72\n", [1.234, 2.345]],
  ])("%s", (_, text, expected) => expect(weights(text)).toEqual(expected));

  test("gaps don't hide it, and cells have a point for all that read them", () => {
    const table = Table.fromCsv("weight;sex\n60,5;F\nNA;M\n;F\n");
    expect(table.cells("weight")).toEqual(["60.5", null, null]);
    expect(table.toRows()[0]).toEqual({ weight: 60.5, sex: "F" });
  });

  test.each([
    ["three digits each, which may be thousands", "weight;sex\n1,234;F\n2,345;M\n", "1,234"],
    ["a column with points beside it", "weight;height\n60,5;1.65\n72;1.8\n", "60,5"],
  ])("but not from %s", (_, text, cell) => {
    expect(() => weights(text)).toThrow(
      `CSV, line 2, column "weight": expected a number, but got "${cell}". Decimals take a point`,
    );
  });
});

describe("a decimal mark that is given", () => {
  test("decides", () => {
    expect(weights("weight;sex\n1,234;F\n2,345;M\n", { decimal: "," })).toEqual([1.234, 2.345]);
    expect(() => weights("weight;sex\n60,5;F\n", { decimal: "." })).toThrow('expected a number, but got "60,5".');
  });

  test("decides between two delimiters as well", () => {
    const text = "weight,kg;sex\n60,5;0\n61,5;1\n";
    expect(Table.fromCsv(text, { decimal: "," }).numbers("weight,kg")).toEqual([60.5, 61.5]);
    expect(() => Table.fromCsv(text)).toThrow("Both fit every line.");
  });

  test.each([";", "", "point", 1, null])("is a point or a comma: %o", (decimal) => {
    expect(() => weights("weight\n1\n", { decimal })).toThrow(/^Table\.fromCsv: decimal must be "\." or ",", but is /);
  });

  test("refuses what would be 1000 times too small, however it is read", () => {
    const table = Table.fromCsv("rent;rooms\n1.234;2,5\n900;1\n", { decimal: ",", source: "rents.csv" });
    const said =
      'rents.csv, line 2, column "rent": expected a number, but got "1.234". Decimals have a comma in this table, and ' +
      'thousands no mark. If they have a point, say { decimal: "." }.';
    for (const read of [
      () => table.numbers("rent"),
      () => table.cells("rent"),
      () => table.toRows(),
      () => table.toCsv(),
      () => table.filter((row) => row.number("rent") > 1),
      () => table.fillMissing({ rent: mean }),
    ])
      expect(read).toThrow(said);
    expect(table.numbers("rooms")).toEqual([2.5, 1]);
    expect(String(table.describe())).toContain("rent");
  });

  test.each([
    ["1.234,5", "Thousands take no mark or space between them, and decimals a comma."],
    ["1 234,5", "Thousands take no mark or space between them, and decimals a comma."],
    ["12,5 %", "Take the sign away, and say what the numbers are in the column's name."],
  ])("refuses %j with the remedy", (cell, remedy) => {
    expect(() => weights(`weight;sex\n${cell};F\n`, { decimal: "," })).toThrow(`but got "${cell}". ${remedy}`);
  });

  test("leaves texts as they are, and dates", () => {
    const table = Table.fromCsv("day;note;weight\n01.02.2024;2,5 or 3;60,5\n", { decimal: "," });
    expect(table.cells("day")).toEqual(["01.02.2024"]);
    expect(table.cells("note")).toEqual(["2,5 or 3"]);
  });
});

test("any numbers written with commas are read as those with points", () => {
  const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
  fc.assert(
    fc.property(numbers, (values) => {
      const text = `weight;sex\n${values.map((x) => `${String(x).replace(".", ",")};F`).join("\n")}`;
      expect(weights(text, { decimal: "," }).map(String)).toEqual(values.map(String));
    }),
    { seed: 18 },
  );
});
