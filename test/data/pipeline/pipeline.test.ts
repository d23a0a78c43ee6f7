import { DataError, OptionError, Sequential, ShapeError } from "@nn/core";
import { Registry } from "@nn/core/component";
import {
  type ClassAnswer,
  label,
  mean,
  minMax,
  numeric,
  oneHot,
  ordinal,
  Pipeline,
  pipelineKinds,
  type RawRow,
  shift,
  Table,
} from "@nn/data";
import { Dense, identity, sigmoid, softmax } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { describe, expect, expectTypeOf, test } from "vitest";

const CSV = `name,weight,height,island,gender
Alice,133,65,north,F
Bob,160,72,south,M
Charlie,152,70,north,M
Diana,120,60,east,F
`;
const people = Table.fromCsv(CSV, { source: "people.csv" });
const lab = Pipeline.fit(people, {
  inputs: { weight: numeric({ scale: shift([135]) }), height: numeric({ scale: shift([66]) }) },
  target: { gender: label(["M", "F"]) },
});
const options = { optimizer: new Adam({ learningRate: 0.1 }), epochs: 60, batchSize: 4, onWarning: () => {} };

test("raw rows go in and labels come out, with the numbers of the lab", async () => {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { pipeline: lab, seed: "lab-0" });
  const plain = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
  const data = {
    inputs: [
      [-2, -1],
      [25, 6],
      [17, 4],
      [-15, -6],
    ],
    targets: [1, 0, 0, 1],
  };
  const { reports } = await network.fit(people, { ...options, loss: meanSquaredError });
  const other = await plain.fit(data, { ...options, loss: meanSquaredError });
  expect(reports.map(({ loss }) => loss)).toEqual(other.reports.map(({ loss }) => loss));
  const answer = network.predict({ weight: 128, height: 63 });
  expectTypeOf(answer).toEqualTypeOf<ClassAnswer>();
  const [p] = plain.predict([-7, -3]);
  expect(answer).toEqual({ label: "F", probabilities: { M: 1 - p!, F: p } });
  expect(
    network.predict([
      { weight: 128, height: 63 },
      { weight: "155", height: "68" },
    ]),
  ).toEqual([answer, { label: "M", probabilities: expect.anything() }]);
  expect(network.predict([-7, -3])).toEqual([p]);
  expect(network.evaluate(people, { loss: meanSquaredError })).toEqual(
    plain.evaluate(data, { loss: meanSquaredError }),
  );
});

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
    'Row 3, counted from 0, column "weight": the number is missing. Leave the row out, or fill gaps: inputs: { …: numeric({ missing: mean }) }, ignored: [] in Pipeline.fit.',
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
    'Row 0, counted from 0, has no column "height". Did you mean "weight"? A cell without a value is null.';
  expect(() => Pipeline.fit(rows, { target: "sex" })).toThrow(message);
});

test("a wrong cell is named by its row where there are no lines, and where it is undefined", () => {
  const pipeline = Pipeline.fit(people, { inputs: { weight: numeric() }, target: "gender" });
  const table = Table.fromRows([{ weight: 1 }, { weight: null }]);
  expect(() => pipeline.inputs(table)).toThrow('Row 1, counted from 0, column "weight": the number is missing.');
  expect(() => pipeline.inputs({ weight: undefined as never })).toThrow(
    'The row has undefined as its "weight". A cell without a value is null.',
  );
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

test("numbers are answered in the column's own unit", () => {
  const houses = [
    { size: 100, price: 1000 },
    { size: 200, price: 3000 },
  ];
  const pipeline = Pipeline.fit(houses, { target: { price: numeric() } });
  const network = new Sequential([new Dense(1, 1, { activation: identity })], { pipeline });
  network.setParameters({ "0.weight": [1], "0.bias": [0] });
  const price = network.predict({ size: 200 });
  expectTypeOf(price).toEqualTypeOf<number>();
  expect(price).toBe(3000);
  expect(network.predict([{ size: 100 }, { size: 150 }])).toEqual([1000, 2000]);
});

test("several targets are answered by their names", () => {
  const rows = [
    { x: 0, colour: "red", price: 1 },
    { x: 1, colour: "blue", price: 3 },
    { x: 2, colour: "green", price: 5 },
  ];
  const pipeline = Pipeline.fit(rows, {
    inputs: { x: numeric() },
    target: { colour: label(), price: numeric() },
    outputs: "logits",
  });
  const network = new Sequential([new Dense(1, 4, { activation: identity })], { pipeline });
  network.setParameters({ "0.weight": [0, 0, 0, 0], "0.bias": [0, Math.log(2), 0, 0] });
  const answer = network.predict({ x: 1 });
  expectTypeOf(answer).toEqualTypeOf<{ readonly colour: ClassAnswer; readonly price: number }>();
  expect(answer.colour.label).toBe("green");
  expect(answer.colour.probabilities).toEqual({ blue: 0.25, green: 0.5, red: 0.25 });
  expect(answer.price).toBe(3);
});

test("classes are told apart by probabilities that add up to 1", async () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({ x: i, class: ["low", "middle", "high"][Math.floor(i / 10)]! }));
  const pipeline = Pipeline.fit(rows, { target: { class: label(["low", "middle", "high"]) } });
  const network = new Sequential([new Dense(1, 3, { activation: softmax })], { pipeline, seed: 1 });
  await network.fit(rows, { ...options, loss: categoricalCrossEntropy, epochs: 200 });
  const { label: found, probabilities } = network.predict({ x: 28 });
  expect(found).toBe("high");
  expect(Object.keys(probabilities)).toEqual(["low", "middle", "high"]);
  expect(Object.values(probabilities).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
});

test("labels that are numbers or true and false come back as they are", async () => {
  const rows = [
    { x: 0, y: false },
    { x: 1, y: true },
  ];
  const pipeline = Pipeline.fit(rows, { target: "y" });
  const network = new Sequential([new Dense(1, 1)], { pipeline, seed: 1 });
  await network.fit(rows, { ...options, loss: binaryCrossEntropy });
  expect(network.predict(rows).map(({ label: found }) => found)).toEqual([false, true]);
});

test("a registry writes a pipeline down, and makes an equal one", () => {
  const pipeline = Pipeline.fit(people, {
    inputs: { weight: numeric({ missing: mean }), island: ordinal(["south", "north", "east"]) },
    target: { gender: label() },
  });
  const registry = new Registry(pipelineKinds);
  const written = JSON.parse(JSON.stringify(registry.describe(pipeline)));
  const made: Pipeline = registry.make(written);
  expect(registry.describe(made)).toEqual(written);
  expect(made.inputs(people)).toEqual(pipeline.inputs(people));
  expect(written.settings.inputs[1]).toEqual({
    column: "island",
    code: {
      kind: "CategoryCode",
      settings: {
        name: "ordinal",
        categories: ["south", "north", "east"],
        codes: [[0], [1], [2]],
        unknown: null,
        missing: null,
      },
    },
  });
});

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
    [{ weight: Number.NaN, height: 60 }, 'The row, column "weight": expected a number, but got NaN.'],
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
    [() => Pipeline.fit(people, { target: { gender: label(["M", "W"]) } }), '"F" is none of its categories.'],
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
