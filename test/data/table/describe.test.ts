import { Table } from "@nn/data";
import { penguins } from "@nn/data/sets";
import fc from "fast-check";
import { expect, test } from "vitest";

test("describe prints what a person wants to know", async () => {
  expect(String((await penguins()).describe())).toMatchInlineSnapshot(`
    "penguins: 344 rows, 8 columns

    column             holds     gaps  values
    species            texts        0  3: Adelie 152, Gentoo 124, Chinstrap 68
    island             texts        0  3: Biscoe 168, Dream 124, Torgersen 52
    bill_length_mm     numbers      2  ▂██▇██▁▁  32.1 to 59.6, mean 43.92 ± 5.452
    bill_depth_mm      numbers      2  ▃▆▅▆██▄▂  13.1 to 21.5, mean 17.15 ± 1.972
    flipper_length_mm  numbers      2  ▁▄█▆▃▆▄▂  172 to 231, mean 200.9 ± 14.04
    body_mass_g        numbers      2  ▂██▆▅▄▃▁  2700 to 6300, mean 4202 ± 800.8
    sex                texts       11  2: male 168, female 165
    year               numbers      0  █   █  █  2007 to 2009, mean 2008 ± 0.8172"
  `);
});

test("describe cuts no number: it writes fewer digits, or fewer numbers, and whole ones as they are", () => {
  const summary = Table.fromColumns({
    "nonflavanoid phenols": [0.1312, 0.66, 0.3641],
    "a column of a very long name": [-1.2345e-7, 1.2345e-7, 3.1e-8],
    another: [-1.7976931348623157e308, 1.7976931348623157e308, 0],
    rooms: [12007, 15110, 15008],
    small: [1.23456e-300, 2.34567e-300, 1.23456e-300],
  }).describe();
  expect(String(summary)).toMatchInlineSnapshot(`
    "The table: 3 rows, 5 columns

    column                holds     gaps  values
    nonflavanoid phenols  numbers      0  █  █   █  0.1312 to 0.66, mean 0.3851
    a column of a very …  numbers      0  █    █ █  -1.235e-7 to 1.235e-7
    another               numbers      0  █   █  █  -1.80e+308 to 1.80e+308, mean 0
    rooms                 numbers      0  ▄      █  12007 to 15110, mean 14040
    small                 numbers      0  █      ▄  1.235e-300 to 2.346e-300"
  `);
  for (const line of String(summary).split("\n").slice(3)) {
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line.replace(/^.{20}/, "")).not.toContain("…");
  }
});

test("describe tells numbers, texts, booleans, mixed values and nothing apart", () => {
  const table = Table.fromColumns({
    numbers: ["1.5", 3, null],
    texts: ["a", "b", "a"],
    booleans: [true, null, false],
    mixed: ["1", "x", null],
    codes: ["007", "012", "007"],
    nothing: [null, null, null],
    constant: [2, 2, 2],
  });
  const summary = table.describe();
  expect(summary.columns.map(({ column, type, gaps }) => [column, type, gaps])).toEqual([
    ["numbers", "numbers", 1],
    ["texts", "texts", 0],
    ["booleans", "booleans", 1],
    ["mixed", "mixed", 1],
    ["codes", "texts", 0],
    ["nothing", "nothing", 3],
    ["constant", "numbers", 0],
  ]);
  expect(summary.columns[0]).toEqual({
    column: "numbers",
    type: "numbers",
    gaps: 1,
    minimum: 1.5,
    maximum: 3,
    mean: 2.25,
    deviation: 0.75,
    median: 2.25,
    histogram: [1, 0, 0, 0, 0, 0, 0, 1],
  });
  expect(summary.columns[1]).toEqual({
    column: "texts",
    type: "texts",
    gaps: 0,
    classes: [
      { value: "a", count: 2 },
      { value: "b", count: 1 },
    ],
  });
});

test("no line is wider than 80 columns, whatever stands in the table", () => {
  const text = fc.string({ unit: fc.constantFrom(..."ab1 é李😀\u0301\u001b\n"), maxLength: 60 });
  const cell = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null), fc.boolean());
  const columns = fc.uniqueArray(
    text.filter((name) => name !== ""),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(
      columns,
      fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 12 }),
      text,
      (names, rows, source) => {
        const given = Object.fromEntries(names.map((name, at) => [name, rows.map((row) => row[at]!)]));
        for (const line of String(Table.fromColumns(given, { source }).describe()).split("\n")) {
          const wide = line.match(/[李😀]/gu)?.length ?? 0;
          const none = line.match(/\u0301/g)?.length ?? 0;
          expect([...line].length + wide - none).toBeLessThanOrEqual(80);
          expect(line).not.toMatch(/\p{Cc}/u);
        }
      },
    ),
    { seed: 18, numRuns: 200 },
  );
});
