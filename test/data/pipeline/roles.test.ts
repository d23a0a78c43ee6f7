import { CategoryCode, label, numeric, oneHot, Pipeline, Table } from "@nn/data";
import { describe, expect, test } from "vitest";

const letters = [..."abcdefghijkl"];
/** The names of the inputs that a column becomes, beside a label. */
const inputsOf = (cells: readonly (string | number | boolean | null)[]): readonly string[] =>
  Pipeline.fit(
    cells.map((x, i) => ({ x, y: i % 2 === 0 ? "no" : "yes" })),
    { target: "y" },
  ).inputNames;

describe("what a column holds says how it is prepared", () => {
  test.each([
    ["numbers", [1, 2.5, 3], ["x"]],
    ["texts of numbers, and spaces around them", ["1", " 2.5 ", "3e2"], ["x"]],
    ["texts, some of which begin with numbers", ["3rd", "1st", "2nd", "1st"], ["x = 1st", "x = 2nd", "x = 3rd"]],
    ["truth values", [true, false, true], ["x = false", "x = true"]],
    ["few texts, each another one", ["b", "a", "c"], ["x = a", "x = b", "x = c"]],
    ["categories of which a few are numbers", ["a", "b", "7", "a"], ["x = 7", "x = a", "x = b"]],
  ] as const)("%s", (_, cells, names) => {
    expect([...inputsOf(cells)].sort()).toEqual([...names]);
  });

  test.each([
    ["a word", [1, 2, "heavy"], 'Row 2, counted from 0, column "x": expected a number, but got "heavy".'],
    [
      "a decimal comma",
      ["1.5", "2,5", "3.5"],
      'Row 1, counted from 0, column "x": expected a number, but got "2,5". Decimals take a point',
    ],
    [
      "commas alone",
      ["1,5", "2,5"],
      'Row 0, counted from 0, column "x": expected a number, but got "1,5". Decimals take a point',
    ],
    ["a percent sign", ["12 %", "13 %"], 'expected a number, but got "12 %". Take the sign away'],
    ["a mark of what is missing", [1, 2, "n/a"], 'expected a number, but got "n/a". If that marks a missing value'],
  ] as const)(
    "among numbers, %s is refused in its place, and is no reason for an input for each number",
    (_, cells, message) => {
      expect(() => inputsOf(cells)).toThrow(message);
    },
  );

  test("names and dates are refused, unless they are asked for", () => {
    const message =
      'The column "x" has 12 different texts in 12 rows, as names and dates have, of which a network learns the rows by heart. Leave it out: ignored: ["x"]. If they are categories: inputs: { …, "x": oneHot() }, ignored: [].';
    expect(() => inputsOf(letters)).toThrow(message);
    expect(() => inputsOf(letters.map((_, i) => `2024-03-${10 + i}`))).toThrow("as names and dates have");
    expect(() => inputsOf(Array.from({ length: 300 }, (_, i) => `street ${i % 150}`))).toThrow(
      "150 different texts in 300 rows",
    );
    const rows = letters.map((x, i) => ({ x, y: i % 2 }));
    expect(Pipeline.fit(rows, { inputs: { x: oneHot() }, target: "y" }).inputSize).toBe(12);
  });
});

describe("a target", () => {
  test.each([[[0, 1, 1]], [["0", "1", "0"]], [[3, 5, 9]], [[true, false]], [["b", "a"]]])(
    "of %j is labels",
    (cells) => {
      const rows = cells.map((y, x) => ({ x, y }));
      expect(Pipeline.fit(rows, { target: "y" }).targetColumns[0]!.code.kind).toBe("CategoryCode");
    },
  );

  test.each([[[0.5, 1, 1]], [["0.5", "1.25"]]])("of %j is asked about", (cells) => {
    const rows = cells.map((y, x) => ({ x, y }));
    expect(() => Pipeline.fit(rows, { target: "y" })).toThrow(
      'The column "y" has 2 different numbers, some of which aren\'t whole, as labels are. Write target: { y: numeric() } to predict numbers, or { y: label() } if they are labels.',
    );
    expect(Pipeline.fit(rows, { target: { y: numeric() } }).targetColumns[0]!.code.kind).toBe("NumberCode");
    expect(Pipeline.fit(rows, { target: { y: label() } }).targetColumns[0]!.code.kind).toBe("CategoryCode");
  });

  test.each([
    [[[1], [0]]],
    [[[0], [2]]],
    [
      [
        [0, 1],
        [1, 0],
      ],
    ],
    [
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
    ],
  ])("with the codes %j is refused, as answers would be of the wrong label", (codes) => {
    const code = new CategoryCode({ name: "own", categories: ["a", "b"], codes, unknown: null, missing: null });
    const x = numeric().fit([1, 2], (row) => `row ${row}`);
    expect(() => new Pipeline({ inputs: [{ column: "x", code: x }], targets: [{ column: "y", code }] })).toThrow(
      'Pipeline: the target "y" must be numbers without an indicator, or classes with the codes of label(), but is own of ',
    );
  });
});

test("a table's texts are read as rows' numbers are", () => {
  const table = Table.fromCsv("a,b,y\n1,north,F\n2,south,M\n4,north,F\n");
  const rows = [
    { a: 1, b: "north", y: "F" },
    { a: 2, b: "south", y: "M" },
    { a: 4, b: "north", y: "F" },
  ];
  const [one, other] = [Pipeline.fit(table, { target: "y" }), Pipeline.fit(rows, { target: "y" })];
  expect(one.settings()).toEqual(other.settings());
  expect(one.inputs(table)).toEqual(other.inputs(rows));
});
