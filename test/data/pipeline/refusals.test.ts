import { DataError, OptionError, Sequential, ShapeError } from "@nn/core";
import { label, numeric, Pipeline, Table } from "@nn/data";
import { Dense, identity } from "@nn/layers";
import { describe, expect, test } from "vitest";
import { lab, people } from "./people.js";

describe("what is wrong is said with its place", () => {
  const network = new Sequential([new Dense(2, 1)], { pipeline: lab });
  test.each([
    [
      { weight: 128, hieght: 63 },
      'The row has no column "height", which the pipeline takes, but has "hieght". A cell without a value is null.',
    ],
    [{}, 'The row has no column "weight", which the pipeline takes. A cell without a value is null.'],
    [{ weight: 128, height: "tall" }, 'The row, column "height": expected a number, but got "tall".'],
    [
      { weight: "1,5", height: 60 },
      'The row, column "weight": expected a number, but got "1,5". Decimals take a point',
    ],
    [{ weight: 128, height: null }, 'The row, column "height": the number is missing. Leave the row out, or fill gaps'],
    [{ weight: Number.NaN, height: 60 }, 'The row, column "weight": the number is missing.'],
    [
      { weight: Number.POSITIVE_INFINITY, height: 60 },
      'The row, column "weight": expected a number, but got Infinity.',
    ],
    [
      [{ weight: 128, height: 63 }, { weight: 1 }],
      'Row 1, counted from 0, has no column "height", which the pipeline takes.',
    ],
    [
      Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`w${i}`, i])),
      'has no column "weight", which the pipeline takes, but has "w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9" and 2 more.',
    ],
    [[{ weight: 128, height: 63 }, 7], "Row 1, counted from 0, must be an object"],
  ])("%j", (row, message) => {
    expect(() => network.predict(row as never)).toThrow(DataError);
    expect(() => network.predict(row as never)).toThrow(message);
  });

  test("in a table, with the line of the file", () => {
    const table = Table.fromCsv("weight,height\n1,2\n3,\n", { source: "new.csv" });
    expect(() => network.predict(table as never)).toThrow('Line 3, column "height": the number is missing.');
  });

  test.each([
    [() => Pipeline.fit(people, { target: "sex" }), 'The table has no column "sex".'],
    [
      () => Pipeline.fit(people, { target: "gender", ignored: ["nmae"] }),
      'The table has no column "nmae". Did you mean "name"?',
    ],
    [() => Pipeline.fit([], { target: "gender" }), "A pipeline learns from at least one row, but got none."],
    [() => Pipeline.fit(people.take([0, 3]), { target: "gender" }), 'the labels of all rows are "F"'],
    [
      () => Pipeline.fit(people, { target: { gender: label(["M", "W"]) } }),
      'Line 2, column "gender": "F" is none of its categories. It has: "M", "W". An answer must be one of them: mend it, or leave the row out.',
    ],
    [
      () => lab.data([{ weight: 133, height: 65, gender: "f" }]),
      'The row, column "gender": "f" is none of its categories. Did you mean "F"? An answer must be one of them: mend it, or leave the row out.',
    ],
    [
      () => Pipeline.fit(people, { inputs: { weight: 3 as never }, target: "gender" }),
      "Pipeline.fit: inputs must name columns",
    ],
    [() => Pipeline.fit(people, { target: "gender", target_: 1 } as never), 'Pipeline.fit has no option "target_".'],
    [
      () =>
        Pipeline.fit(
          Array.from({ length: 30 }, (_, i) => ({ x: i, price: i / 7 })),
          { target: "price" },
        ),
      "Write target: { price: numeric() } to predict numbers",
    ],
  ])("%s", (make, message) => {
    expect(make).toThrow(message);
  });

  test("a network of other sizes, or whose outputs are no probabilities", () => {
    expect(() => new Sequential([new Dense(3, 1)], { pipeline: lab })).toThrow(ShapeError);
    expect(() => new Sequential([new Dense(2, 1, { activation: identity })], { pipeline: lab })).toThrow(OptionError);
    const unchecked = new Sequential([new Dense(2, 1, { activation: identity })], { pipeline: { ...own(lab) } });
    unchecked.setParameters({ "0.weight": [1, 1], "0.bias": [5] });
    expect(() => unchecked.predict({ weight: 200, height: 80 })).toThrow("are no probabilities. Let the last layer");
  });
});

/** A pipeline that says nothing of the outputs that it takes. */
function own(pipeline: typeof lab) {
  return {
    ...{ kind: "own", inputSize: 2, outputSize: 1, settings: () => ({}) },
    takes: (value: unknown) => pipeline.takes(value),
    isRow: (value: unknown): value is { weight: number; height: number } => pipeline.isRow(value),
    inputs: (rows: never) => pipeline.inputs(rows),
    data: (table: never) => pipeline.data(table),
    answers: (outputs: readonly ArrayLike<number>[]) => pipeline.answers(outputs),
  };
}

test("a wrong cell is named by its row where there are no lines", () => {
  const pipeline = Pipeline.fit(people, { inputs: { weight: numeric() }, target: "gender" });
  const table = Table.fromRows([{ weight: 1 }, { weight: null }]);
  expect(() => pipeline.inputs(table)).toThrow('Row 1, counted from 0, column "weight": the number is missing.');
  expect(() => pipeline.inputs({ weight: undefined })).toThrow('The row, column "weight": the number is missing.');
});
