import {
  label,
  logarithm,
  mean,
  median,
  minMax,
  mostFrequent,
  NumberCode,
  numeric,
  oneHot,
  robust,
  shift,
  standardize,
} from "@nn/data";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const place = (row: number): string => `row ${row}`;

/** Ways to scale, and a number that all of them take. */
const scales = { standardize, minMax, robust, logarithm, shift: shift([12.5]) };
const numbers = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 20 });

describe.each(Object.entries(scales))("%s", (name, scale) => {
  test("the inverse gives numbers back", () => {
    fc.assert(
      fc.property(numbers, (cells) => {
        const code = numeric({ scale }).fit(cells, place);
        const decoded = code.decode(code.encode(cells, place));
        const largest = Math.max(...cells.map(Math.abs), 1);
        cells.forEach((cell, i) => {
          expect(Math.abs(decoded[i]! - cell)).toBeLessThanOrEqual(1e-9 * largest);
        });
      }),
      { seed: 18, numRuns: 50 },
    );
  });

  test("settings make an equal one", () => {
    const code = numeric({ scale, missing: median, indicator: true }).fit([1, null, 5, 9], place);
    expect(code.name).toBe(name);
    const equal = new NumberCode(JSON.parse(JSON.stringify(code.settings())));
    expect(equal.encode([2, null], place)).toEqual(code.encode([2, null], place));
  });
});

test("a scaled number is the scaler's, to the bit", () => {
  const rows = [[133], [160], [152], [120]];
  const cells = rows.flat();
  for (const scale of [standardize, minMax, robust]) {
    const code = numeric({ scale }).fit(cells, place);
    expect([...code.encode(cells, place)]).toEqual(scale(rows).transform(rows).flat());
  }
});

test("formulas of an author's are as good", () => {
  const halves = { name: "halves", formula: "x / two", inverse: "y * two", constants: { two: 2 } };
  const code = numeric({ scale: halves }).fit(["3", 5], place);
  expect([...code.encode(["3", 5], place)]).toEqual([1.5, 2.5]);
  expect([...code.decode([1.5])]).toEqual([3]);
});

test.each([
  [mean, [1, 2, 6], 3],
  [median, [6, 1, 2, 100], 4],
  [mostFrequent, [2, 1, 2, 1, 3], 2],
] as const)("%o fills gaps", (missing, cells, filled) => {
  const code = numeric({ scale: shift([0]), missing }).fit([...cells, null, ""], place);
  expect([...code.encode([null], place)]).toEqual([filled]);
});

test("numbers near the largest have the median and the quartiles that they have", () => {
  expect(robust([[1e308], [1.2e308], [1.4e308]]).offset).toEqual([1.2e308]);
});

test("gaps of categories are refused, zeros, or what is chosen", () => {
  const cells = ["b", "a", "b", null];
  expect(() => oneHot().fit(cells, place).encode([null], place)).toThrow("row 0: the category is missing.");
  expect([...oneHot({ missing: "zeros" }).fit(cells, place).encode([null], place)]).toEqual([0, 0]);
  expect([...oneHot({ missing: mostFrequent }).fit(cells, place).encode([null], place)]).toEqual([0, 1]);
});

test("unknown categories are refused with the nearest, or zeros", () => {
  const cells = ["Biscoe", "Dream"];
  expect(() => oneHot().fit(cells, place).encode(["Bisco"], place)).toThrow(
    'row 0: "Bisco" is none of its categories. Did you mean "Biscoe"?',
  );
  expect([...oneHot({ unknown: "zeros" }).fit(cells, place).encode(["Torgersen"], place)]).toEqual([0, 0]);
});

test("labels are sorted, numbers by their size", () => {
  expect(label().fit([10, 9, 2], place).categories).toEqual([2, 9, 10]);
  expect(label().fit(["10", "9", "2"], place).categories).toEqual(["10", "2", "9"]);
});

test.each([
  [() => numeric({ scale: logarithm }).fit([1, -1], place), "logarithm takes numbers above -1, but got -1."],
  [
    () => numeric({ scale: logarithm }).fit([1, 2], place).encode([-3], place),
    "row 0: -3 has no finite value by logarithm",
  ],
  [() => numeric().fit([null, ""], place), "row 0: the column has no number to learn from."],
  [() => numeric({ scale: "minMax" as never }), "numeric: scale must be a way to scale"],
  [
    () => numeric({ scale: shift([1, 2]) }).fit([1], place),
    "numeric: scale must be for one column, but shift is for 2.",
  ],
  [
    () => numeric({ scale: { name: "x", formula: "x +", inverse: "y", constants: {} } }).fit([1], place),
    "ends before it is complete",
  ],
  [() => oneHot({ unknown: "zero" as never }), 'oneHot: unknown must be "refuse" or "zeros", but is "zero".'],
  [() => label(["a", "a"]), "label takes a list of at least two categories, each once"],
  [() => label().fit([Symbol("a") as never, "b"], place), "row 0: a cell is a number, a text, true, false or null"],
])("%s", (make, message) => {
  expect(make).toThrow(message);
});

test("a function's name in the place of the function is answered with how it is imported", () => {
  const remedy = (name: string) =>
    `Write the function ${name} without quotation marks: import { ${name} } from "@nn/data".`;
  expect(() => numeric({ missing: "mean" as never })).toThrow(
    `numeric: missing must be a finite number, or a function such as mean, but is "mean". ${remedy("mean")}`,
  );
  expect(() => numeric({ missing: "average" as never })).toThrow(/but is "average"\.$/);
  expect(() => numeric({ scale: "minMax" as never })).toThrow(`but is "minMax". ${remedy("minMax")}`);
  expect(() => oneHot({ missing: "mostFrequent" as never })).toThrow(
    `but is "mostFrequent". ${remedy("mostFrequent")}`,
  );
});
