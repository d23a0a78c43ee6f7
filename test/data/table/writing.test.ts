import { type Cell, Table } from "@nn/data";
import fc from "fast-check";
import { expect, test } from "vitest";

test("what toCsv writes, fromCsv reads", () => {
  // A text has no spaces around it, and doesn't mark a missing value: those aren't read as they were written.
  const text = fc
    .string({ unit: fc.constantFrom(..."aF1.5,;\t|\"'\n =é") })
    .filter((each) => each.trim() === each && !["", "NA", "N/A", "?"].includes(each));
  const cell = fc.oneof(text, fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
  const rows = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
  fc.assert(
    fc.property(rows, fc.constantFrom(",", ";", "\t", "|"), (written, delimiter) => {
      const names = written[0]!.map((_, index) => `column ${index}`);
      const table = Table.fromRows(
        written.map((cells) => Object.fromEntries(cells.map((each, at) => [names[at], each]))),
      );
      const read = Table.fromCsv(table.toCsv({ delimiter }), { delimiter, decimal: "." });
      expect(read.columns).toEqual(names);
      const said = (each: Cell) => (each === null ? null : String(each));
      for (const name of names) expect(read.cells(name)).toEqual(table.cells(name).map(said));
    }),
    { seed: 18, numRuns: 200 },
  );
});

test("toCsv writes points, and nothing where a value is missing", () => {
  const table = Table.fromCsv('weight;note\n60,5;"a,b"\nNA;\n');
  expect(table.toCsv()).toBe('weight,note\n60.5,"a,b"\n,\n');
  expect(table.toCsv({ delimiter: ";" })).toBe("weight;note\n60.5;a,b\n;\n");
  expect(Table.fromColumns({ a: [1, null] }).toCsv()).toBe("a\n1\nNA\n");
  expect(() => table.toCsv({ delimiter: "x" } as never)).toThrow(
    'toCsv: delimiter must be ",", ";", "\\t" or "|", but is "x".',
  );
});

test("toRows has numbers where a column holds numbers, and codes as they are", () => {
  const table = Table.fromCsv("weight,code,card,mixed,gap\n60.50,007,1234567890123456,1,\n7,012,1,x,NA\n");
  expect(table.toRows()).toEqual([
    { weight: 60.5, code: "007", card: "1234567890123456", mixed: "1", gap: null },
    { weight: 7, code: "012", card: "1", mixed: "x", gap: null },
  ]);
});
