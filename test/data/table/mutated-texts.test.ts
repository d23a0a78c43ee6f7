import { DataError, OptionError } from "@nn/core";
import { mostFrequent, Table } from "@nn/data";
import fc from "fast-check";
import { expect, test } from "vitest";
import { millisecondsOf, SECOND } from "../../fixtures/computing.js";

/** `npm run check:tables` mutates 100,000 texts; the tests a few. */
const CASES = Number(process.env.TABLE_CASES ?? 1500);

const TEXTS = [
  "name,weight,height,gender\nAlice,133,65,F\nBob,160,72,M\nCharlie,NA,70,M\n",
  'sep=;\r\nnom;"taille; cm";poids\r\nZoé;1,65;"60,5"\r\n"Anne ""A"" B";1,8;\r\n',
  '\uFEFFid\tday\tnote\n007\t2024-03-01\t"two\nlines"\n008\t?\tx\n',
  "60.5;0\n61.5;1\n",
  "__proto__,constructor,toString\n1,2,3\n4,5,6\n",
  "a|b\n1e5|-.5\n+3|null\n",
];
const PIECES = [
  ",",
  ";",
  "\t",
  "|",
  '"',
  '""',
  "\n",
  "\r\n",
  "\r",
  " ",
  "\u00a0",
  "\uFEFF",
  "\0",
  "\uFFFD",
  "sep=,\n",
  "NA",
  "1,5",
];
const MORE = [
  ...PIECES,
  "1.234,5",
  "12 %",
  "__proto__",
  "constructor",
  "é",
  "😀",
  "-",
  "1e999",
  "=cmd()",
  "\u001b[2J",
  "x".repeat(300),
];

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  taken: fc.nat(12),
  put: fc.oneof(fc.constantFrom(...MORE), fc.string({ unit: "binary", maxLength: 3 })),
  times: fc.oneof({ arbitrary: fc.constant(1), weight: 9 }, { arbitrary: fc.nat(2000), weight: 1 }),
});

const mutated = fc
  .tuple(fc.constantFrom(...TEXTS), fc.array(change, { minLength: 1, maxLength: 5 }))
  .map(([text, changes]) =>
    changes.reduce((now, { at, taken, put, times }) => {
      const place = Math.floor(at * now.length);
      return now.slice(0, place) + put.repeat(times) + now.slice(place + taken);
    }, text),
  );

const options = fc.record(
  {
    delimiter: fc.constantFrom(",", ";", "\t"),
    decimal: fc.constantFrom(".", ","),
    header: fc.boolean(),
    missing: fc.constantFrom([], ["-"], ["", "x"]),
  },
  { requiredKeys: [] },
);

const inherited = (): string =>
  [Object.prototype, Array.prototype, String.prototype]
    .map((each) => Object.getOwnPropertyNames(each).join())
    .join(";");

/** All that a table can be asked, each with a result or a sentence. */
function ask(table: Table): void {
  const [name] = table.columns;
  const questions: readonly (() => unknown)[] = [
    () => table.numbers(name!),
    () => table.cells(name!),
    () => table.toRows(),
    () => Table.fromCsv(table.toCsv(), { header: true, delimiter: "," }),
    () => String(table.describe()),
    () => table.sort(name!).groupBy(name!),
    () => table.fillMissing({ [name!]: mostFrequent }, { indicator: true }).dropMissing(),
  ];
  for (const question of questions) answered(question);
}

function answered<T>(question: () => T): T | undefined {
  try {
    return question();
  } catch (error) {
    expect(error instanceof DataError || error instanceof OptionError, String(error)).toBe(true);
    expect((error as Error).message).toMatch(/^[^\n]*[.?)]$/);
    return undefined;
  }
}

test("a mutated text is a table or a sentence, in less than the work of a second, and no prototype is touched", {
  timeout: 3_600_000,
}, () => {
  const before = inherited();
  fc.assert(
    fc.property(mutated, options, fc.boolean(), (text, given, asBytes) => {
      const time = millisecondsOf(() => {
        const table = answered(() => Table.fromCsv(asBytes ? Buffer.from(text) : text, given as object));
        if (table !== undefined) ask(table);
      });
      expect(time).toBeLessThan(SECOND);
    }),
    { seed: Number(process.env.FUZZ_SEED ?? 18), numRuns: CASES },
  );
  expect(inherited()).toBe(before);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
