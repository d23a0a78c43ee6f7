import { Sequential, type Warning } from "@nn/core";
import { label, NumberCode, numeric, Pipeline, shift, Table, trainTestSplit } from "@nn/data";
import { Dense, softmax, tanh } from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError, sparseCategoricalCrossEntropy } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

/** Twelve people: in each third row a woman of little weight, in a year that is the same for all. */
const people = Array.from({ length: 12 }, (_, i) => {
  const isWoman = i % 3 === 0;
  return { weight: isWoman ? 110 + i : 150 + i, year: 2021, code: isWoman ? 1 : 2, sex: isWoman ? "F" : "M" };
});
const optimizer = new SGD({ learningRate: 0.01 });
const messages = (warnings: readonly Warning[]): string[] => warnings.map(({ kind, message }) => `${kind}: ${message}`);

test("a fit tells of a constant column, of a leak and of a class that one part lacks, each once, and of none where all is well", async () => {
  const pipeline = Pipeline.fit(people, { target: "sex" });
  const network = new Sequential([new Dense(3, 1)], { pipeline });
  const told: Warning[] = [];
  const options = {
    loss: meanSquaredError,
    optimizer,
    epochs: 4,
    batchSize: 4,
    onWarning: (each: Warning) => told.push(each),
  };
  const men = people.filter(({ sex }) => sex === "M");
  const { warnings } = await network.fit(people, { ...options, validation: men });
  expect(warnings).toEqual(told);
  expect(warnings).toMatchInlineSnapshot(`
    [
      {
        "columns": [
          1,
        ],
        "kind": "constant column",
        "message": "The column "year" has one value in all 12 rows, of which nothing can be learnt. Leave it out, with ignored.",
      },
      {
        "columns": [
          2,
        ],
        "kind": "leak",
        "message": "The column "code" tells "sex" in each of the 12 rows: most likely it is the answer in another form, and the network learns no more than that. Leave out, with ignored, what isn't known before the answer.",
      },
      {
        "kind": "missing class",
        "message": "No row of the validation has the label "F" of "sex". Divide the rows so that each part has some of each: trainTestSplit(table, { testFraction: 0.25, stratify: "sex" }).",
      },
    ]
  `);
  const other = new Sequential([new Dense(1, 1)], {
    pipeline: Pipeline.fit(people, { target: "sex", ignored: ["year", "code"] }),
  });
  expect((await other.fit(people, { ...options, validation: people })).warnings).toEqual([]);
});

test("columns that inputs leaves out are a note, which is in the history and told to nothing else", async () => {
  const pipeline = Pipeline.fit(people, { inputs: { weight: numeric() }, target: "sex" });
  const told: Warning[] = [];
  const options = {
    loss: meanSquaredError,
    optimizer,
    epochs: 1,
    batchSize: 4,
    onWarning: (each: Warning) => told.push(each),
  };
  const { warnings } = await new Sequential([new Dense(1, 1)], { pipeline }).fit(people, options);
  expect(told).toEqual([]);
  expect(warnings).toEqual([
    {
      kind: "left out",
      message:
        'The columns "year" and "code" have no part in this, as inputs names all that the network takes. With ignored: [] beside it, the others are taken too.',
      isNote: true,
    },
  ]);
  const ignoring = Pipeline.fit(people, { inputs: { weight: numeric() }, target: "sex", ignored: ["year", "code"] });
  expect(ignoring.warnings(people)).toEqual([]);
  expect(new Pipeline(pipeline.settings()).warnings(people)).toEqual([]);
});

test("a column that numbers the rows is told, in whichever order they are, unless it is all that is known", () => {
  const count = 60;
  const rows = Array.from({ length: count }, (_, i) => ({
    ...{ id: 1000 + ((7 * i) % count), size: (i * i) % 17, big: 10 * i, half: i / 2, pair: i >> 1, gap: i || null },
    price: Math.sin(i),
  }));
  const target = { price: numeric() };
  const inputs = { gap: numeric({ missing: 0 }) };
  const pipeline = Pipeline.fit(rows, { inputs, target, ignored: [] });
  const running = {
    kind: "running number",
    message:
      'The column "id" most likely numbers the rows: whole numbers, each of them once, and hardly any left out. Leave it out, with ignored; or, of what is learnt from, such as days, say so: inputs: { "id": numeric() }, ignored: [].',
    columns: [0],
  };
  expect(pipeline.warnings(rows)).toEqual([running]);
  const { train, test: kept } = trainTestSplit(Table.fromRows(rows), { testFraction: 0.25, seed: 1 });
  expect(pipeline.warnings(train)).toEqual([running]);
  expect(pipeline.warnings(kept)).toEqual([]);
  expect(pipeline.warnings(rows.slice(0, 9))).toEqual([]);
  const named = Pipeline.fit(rows, { inputs: { ...inputs, id: numeric() }, target, ignored: [] });
  expect(named.warnings(rows)).toEqual([]);
  const alone = Pipeline.fit(rows, { target, ignored: ["size", "big", "half", "pair", "gap"] });
  expect(alone.warnings(rows)).toEqual([]);
});

test("arrays are not looked at for what only rows can show", async () => {
  const pipeline = Pipeline.fit(people, { target: "sex" });
  const network = new Sequential([new Dense(3, 1)], { pipeline });
  const history = await network.fit(pipeline.data(people), {
    loss: meanSquaredError,
    optimizer,
    epochs: 1,
    batchSize: 4,
  });
  expect(history.warnings).toEqual([]);
});

test("several columns are named in one sentence, and told by the numbers that they become", () => {
  const csv = "a,b,place,y,label\n".concat(
    ...Array.from({ length: 10 }, (_, i) => `7,,north,${i % 2},${i % 2 ? "yes" : "no"}\n`),
  );
  const table = Table.fromCsv(csv);
  const inputs = {
    a: numeric(),
    b: numeric({ missing: 0, indicator: true }),
    y: numeric(),
    place: label(["north", "south"]),
  };
  const warnings = Pipeline.fit(
    {
      columns: table.columns,
      size: table.size,
      cells: (name) => (name === "b" ? new Array(10).fill(3) : table.cells(name)),
    },
    { inputs, target: { label: label() } },
  ).warnings(table);
  expect(messages(warnings)).toMatchInlineSnapshot(`
    [
      "constant column: The columns "a", "b" and "place" have one value each in all 10 rows, of which nothing can be learnt. Leave them out, with ignored.",
      "leak: The column "y" tells "label" in each of the 10 rows: most likely it is the answer in another form, and the network learns no more than that. Leave out, with ignored, what isn't known before the answer.",
    ]
  `);
  expect(warnings.map(({ columns }) => columns)).toEqual([[0, 1, 2, 4], [3]]);
});

const bySex = Pipeline.fit(people, { target: { sex: label() }, ignored: ["year"] });

test.each([
  ["two rows go together by chance", bySex, people.slice(0, 2), []],
  ["one row has no constant column", bySex, people.slice(0, 1), ["missing class"]],
  ["labels that no training row has", bySex, people.slice(1, 3), ["constant column", "missing class"]],
  ["labels in another form", bySex, people, ["leak"]],
])("%s", (_, pipeline, rows, kinds) => {
  expect(pipeline.warnings(rows).map(({ kind }) => kind)).toEqual(kinds);
});

test("a number tells a number that it is equal to, whatever it is written as", () => {
  const rows = people.map((row) => ({ ...row, again: row.weight.toFixed(1), more: row.weight + 1 }));
  const inputs = { again: numeric(), more: numeric() };
  const ignored = ["year", "code", "sex"];
  const pipeline = Pipeline.fit(rows, { inputs, target: { weight: numeric() }, ignored });
  expect(pipeline.warnings(rows)).toMatchObject([{ kind: "leak", columns: [0] }]);
});

test("warnings of core name the columns", async () => {
  const inputs = { weight: numeric({ scale: shift([0]) }), 'code "x"': numeric({ scale: shift([0]) }) };
  const rows = people.map((row, i) => ({ ...row, 'code "x"': 1000 * (i + 1) }));
  const saturated = new Sequential([new Dense(2, 4, { activation: tanh }), new Dense(4, 1)], {
    pipeline: Pipeline.fit(rows, { inputs, target: "sex", ignored: ["year", "code"] }),
  });
  const options = { loss: meanSquaredError, optimizer, epochs: 1, batchSize: 4, onWarning: () => {} };
  const history = await saturated.fit(rows, options);
  expect(messages(history.warnings)).toMatchInlineSnapshot(`
    [
      "saturated: Before the first step, every unit of layer 0, Dense(2 → 4, tanh), gives the same for every example, an end of its range (numbers from -1 to 1), where hardly any gradient comes through. The inputs are large (column "weight" goes from 110 to 161, column "code \\"x\\"" goes from 1000 to 12000): scale them to about -1 to 1 (standardize, minMax).",
    ]
  `);
  const pipeline = Pipeline.fit(rows, {
    target: { weight: numeric(), year: numeric({ scale: shift([0]) }) },
    ignored: ['code "x"', "sex"],
  });
  const unreachable = await new Sequential([new Dense(1, 2)], { pipeline }).fit(rows, options);
  expect(messages(unreachable.warnings)).toMatchInlineSnapshot(`
    [
      "unreachable targets: The targets of columns "weight" and "year" go from -1.62 to 2021, but layer 0, Dense(1 → 2, sigmoid), the last one, gives numbers from 0 to 1: the loss can't come near its least value. End the network in identity, or scale the targets into that range (minMax).",
    ]
  `);
});

test("labels are numbers for a loss that takes them so", async () => {
  const rows = [..."abcabc"].map((sort, x) => ({ x, sort }));
  const make = () =>
    new Sequential([new Dense(1, 3, { activation: softmax })], { pipeline: Pipeline.fit(rows, { target: "sort" }) });
  const [one, other] = [make(), make()];
  const options = { optimizer, epochs: 3, batchSize: 2 };
  const sparse = await one.fit(rows, { ...options, loss: sparseCategoricalCrossEntropy });
  const oneHot = await other.fit(rows, { ...options, loss: categoricalCrossEntropy });
  expect(sparse.reports).toEqual(oneHot.reports);
  expect(one.evaluate(rows, { loss: sparseCategoricalCrossEntropy })).toEqual(
    other.evaluate(rows, { loss: categoricalCrossEntropy }),
  );
});

test("a formula is of one number, so that a row is the same beside any others", () => {
  const code = (formula: string, constants = {}) =>
    new NumberCode({ name: "own", formula, inverse: "y", constants, missing: null, indicator: false });
  const place = (row: number) => `row ${row}`;
  for (const name of ["mean(x)", "x - sum(x)", "x / batch", "index", "size"]) {
    expect(() => code(name)).toThrow("which is of all that are prepared together");
  }
  expect([...code("x - mean", { mean: 2 }).encode([3, 5], place)]).toEqual([1, 3]);
  expect([...code("max(x)").encode([3, 5], place)]).toEqual([3, 5]);
  expect([...code("max(x, 4)").encode([3, 5], place)]).toEqual([4, 5]);
});
