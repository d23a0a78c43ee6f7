import { Sequential } from "@nn/core";
import { mean, minMax, numeric, oneHot, Pipeline, type RawRow, Table } from "@nn/data";
import { Dense, sigmoid } from "@nn/layers";
import { expect, test } from "vitest";
import { people } from "./people.js";

test("columns are taken by what they hold, unless they are told", () => {
  const pipeline = Pipeline.fit(people, { target: "gender", ignored: ["name"] });
  expect(pipeline.inputNames).toEqual(["weight", "height", "island = east", "island = north", "island = south"]);
  expect(pipeline.targetNames).toEqual(["gender"]);
  expect(pipeline.inputColumns.map(({ code }) => code.name)).toEqual(["standardize", "standardize", "oneHot"]);
  expect(pipeline.inputs({ weight: 133, height: 65, island: "north" }).at(0)?.slice(2)).toEqual([0, 1, 0]);
});

test("a column is prepared by hand, and the others are kept where ignored says which are not", () => {
  const gaps = [
    { name: "Alice", weight: 133, height: 65, island: "north", gender: "F" },
    { name: "Bob", weight: 160, height: 72, island: "south", gender: "M" },
    { name: "Diana", weight: 120, height: 60, island: "east", gender: "F" },
    { name: "Eve", weight: null, height: 66, island: "east", gender: "F" },
  ];
  expect(() => Pipeline.fit(gaps, { target: "gender", ignored: ["name"] }).inputs(gaps)).toThrow(
    'Row 3, counted from 0, column "weight": the number is missing. Leave the row out, or fill gaps: the column as numeric({ missing: mean }) in the inputs of Pipeline.fit, with ignored: [] to keep the others.',
  );
  const pipeline = Pipeline.fit(gaps, {
    inputs: { weight: numeric({ missing: 0 }) },
    target: "gender",
    ignored: ["name"],
  });
  expect(pipeline.inputNames).toEqual(["weight", "height", "island = east", "island = north", "island = south"]);
  const network = new Sequential([new Dense(5, 1)], { pipeline });
  expect(network.predict({ weight: null, height: 66, island: "east" }).label).toMatch(/[FM]/);
  const alone = Pipeline.fit(gaps, { inputs: { weight: numeric({ missing: 0 }) }, target: "gender" });
  expect(alone.inputNames).toEqual(["weight"]);
  expect(() =>
    Pipeline.fit(gaps, { inputs: { weight: numeric() }, target: "gender", ignored: ["name", "weight"] }),
  ).toThrow('Pipeline.fit: the column "weight" is in inputs and in ignored, but can be in one of them.');
});

test("a column that is ignored has no other part in a pipeline", () => {
  const fitted = (options: object) => () => Pipeline.fit(people, { target: "gender", ...options } as never);
  const both = (part: string) =>
    `Pipeline.fit: the column "gender" is in ${part} and in ignored, but can be in one of them.`;
  expect(fitted({ ignored: ["gender"] })).toThrow(both("target"));
  expect(fitted({ inputs: { gender: oneHot() }, target: "island", ignored: ["gender"] })).toThrow(both("inputs"));
  expect(fitted({ ignored: null })).toThrow(
    'ignored takes an array of names of columns, as in ["name"], but got null.',
  );
});

test("a column is one of all rows, also where the first row lacks it", () => {
  const rows = [
    { weight: 110, sex: "F" },
    { weight: 120, height: 60, sex: "M" },
  ];
  const message =
    'Row 0, counted from 0, has no column "height", which other rows have. A cell without a value is null.';
  expect(() => Pipeline.fit(rows, { target: "sex" })).toThrow(message);
});

test("what is learnt is learnt from the rows that fit is given, and from no others", () => {
  const pipeline = Pipeline.fit(people.take([0, 1]), {
    inputs: {
      weight: numeric({ scale: minMax, missing: mean, indicator: true }),
      island: oneHot({ unknown: "zeros" }),
    },
    target: "gender",
  });
  expect(
    pipeline.inputs([
      { weight: null, island: "east" },
      { weight: 133, island: " south " },
    ]),
  ).toEqual([
    [0.5, 1, 0, 0],
    [0, 0, 0, 1],
  ]);
});

test("columns may have any names", () => {
  const names = ["__proto__", "constructor", "toString", "inputs", "targets"];
  const csv = `${names.join()},label\n1,2,3,4,5,__proto__\n5,4,3,2,2,constructor\n`;
  const table = Table.fromCsv(csv);
  const pipeline = Pipeline.fit(table, { target: "label" });
  const network = new Sequential([new Dense(5, 1, { activation: sigmoid })], { pipeline });
  const row: RawRow = JSON.parse('{ "__proto__": 1, "constructor": 2, "toString": 3, "inputs": 4, "targets": 5 }');
  const { label: found, probabilities } = network.predict(row);
  expect(["__proto__", "constructor"]).toContain(found);
  expect(Object.keys(probabilities)).toEqual(["__proto__", "constructor"]);
  expect(Object.hasOwn(Object.prototype, "label")).toBe(false);
});
