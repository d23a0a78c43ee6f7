import { type Dataset, datasetOf } from "@nn/core";
import {
  type BalanceOptions,
  type BatchesOptions,
  balanced,
  batches,
  binaryAddition,
  blobs,
  type Cell,
  type CsvOptions,
  type CsvWriting,
  circles,
  type Fill,
  type FillOptions,
  type FoldOptions,
  kFold,
  LabelEncoder,
  mean,
  minMax,
  moons,
  noisySine,
  type Pairs,
  type Rows,
  Scaler,
  type ScalerData,
  type SortOptions,
  type SplitOptions,
  shift,
  shuffled,
  spirals,
  standardize,
  Table,
  type TableOptions,
  trainTestSplit,
  xor,
} from "@nn/data";
import { rowsOf } from "../row.js";

const TEXT = "name,weight,height\nAlice,133,65\nBob,160,72\n";

const people = (): number[][] => [
  [133, 65],
  [160, 72],
];

const ownDataset = (): Dataset => ({
  size: 3,
  inputShape: [2],
  targetShape: [1],
  read(inputs, targets, _rows, from, to) {
    inputs.fill(1, 0, 2 * (to - from));
    targets.fill(1, 0, to - from);
  },
});

/** Tables, scalers, labels, and ways to divide examples. */
export const dataRows = rowsOf("@nn/data", [
  {
    name: "new Table",
    // Its makers alone call it right.
    right: () => [],
    call: (...given: never[]) =>
      (given.length === 0 ? Table.fromCsv(TEXT) : Reflect.construct(Table, given)) as unknown,
  },
  {
    name: "Table.fromCsv",
    right: () => [TEXT, { source: "people.csv", delimiter: "," }],
    call: (text: string, options: CsvOptions) => Table.fromCsv(text, options).size,
  },
  {
    name: "Table.fromCsv, without a header",
    right: () => [TEXT, { columns: ["who", "weight", "height"] }],
    call: (text: string, options: CsvOptions) => Table.fromCsv(text, options).columns,
  },
  { name: "Table.numbers", right: () => ["weight"], call: (name: string) => Table.fromCsv(TEXT).numbers(name) },
  { name: "Table.strings", right: () => ["name"], call: (name: string) => Table.fromCsv(TEXT).strings(name) },
  {
    name: "Table.rows",
    right: () => ["weight", "height"],
    call: (...names: string[]) => expectMatrix(Table.fromCsv(TEXT).rows(...names)),
  },
  { name: "Table.cells", right: () => ["weight"], call: (name: string) => Table.fromCsv(TEXT).cells(name) },
  {
    name: "Table.take",
    right: () => [[1, 0]],
    call: (rows: number[]) => Table.fromCsv(TEXT).take(rows).rows("weight"),
  },
  {
    name: "Table.fromRows",
    right: () => [[{ weight: 133, gender: "F" }, { weight: 160 }], { source: "people" }],
    call: (rows: object[], options: TableOptions) => Table.fromRows(rows, options).toCsv(),
  },
  {
    name: "Table.fromJsonLines",
    right: () => ['{"weight": 133}\n{"weight": null}\n', { missing: [""] }],
    call: (text: string, options: TableOptions) => Table.fromJsonLines(text, options).toCsv(),
  },
  {
    name: "Table.fromColumns",
    right: () => [{ weight: [133, 160], gender: ["F", "M"] }, { source: "people" }],
    call: (columns: Record<string, Cell[]>, options: TableOptions) => Table.fromColumns(columns, options).toCsv(),
  },
  {
    name: "Table.select",
    right: () => ["weight", "name"],
    call: (...names: string[]) => Table.fromCsv(TEXT).select(...names).columns,
  },
  {
    name: "Table.drop",
    right: () => ["weight"],
    call: (...names: string[]) => Table.fromCsv(TEXT).drop(...names).columns,
  },
  {
    name: "Table.filter",
    right: () => [() => true],
    call: (keep: () => boolean) => Table.fromCsv(TEXT).filter(keep).size,
  },
  {
    name: "Table.map",
    right: () => ["double", () => 2],
    call: (name: string, value: () => Cell) => Table.fromCsv(TEXT).map(name, value).toCsv(),
  },
  {
    name: "Table.sort",
    right: () => ["weight", { descending: true }],
    call: (by: string, options: SortOptions) => Table.fromCsv(TEXT).sort(by, options).strings("name"),
  },
  {
    name: "Table.groupBy",
    right: () => ["weight"],
    call: (...names: string[]) =>
      Table.fromCsv(TEXT)
        .groupBy(...names)
        .map(({ count }) => count),
  },
  {
    name: "Table.dropMissing",
    right: () => ["weight"],
    call: (...names: string[]) => Table.fromCsv(TEXT).dropMissing(...names).size,
  },
  {
    name: "Table.fillMissing",
    right: () => [{ weight: mean, name: "x" }, { indicator: true }],
    call: (fills: Record<string, Fill>, options: FillOptions) =>
      Table.fromCsv(TEXT).fillMissing(fills, options).toCsv(),
  },
  { name: "Table.describe", right: () => [], call: () => String(Table.fromCsv(TEXT).describe()) },
  { name: "Table.toRows", right: () => [], call: () => Table.fromCsv(TEXT).toRows() },
  {
    name: "Table.toCsv",
    right: () => [{ delimiter: ";" }],
    call: (options: CsvWriting) => Table.fromCsv(TEXT).toCsv(options),
  },
  { name: "Table.lineOf", right: () => [1], call: (row: number) => expectNumbers([Table.fromCsv(TEXT).lineOf(row)]) },
  {
    name: "new Scaler",
    right: () => [{ name: "own", offset: [1, 2], scale: [3, 4] }],
    call: (data: ScalerData) => expectMatrix(new Scaler(data).transform([new Scaler(data).offset.map(() => 1)])),
  },
  { name: "Scaler.transform", right: () => [people()], call: (rows: Rows) => expectMatrix(own().transform(rows)) },
  { name: "Scaler.inverse", right: () => [people()], call: (rows: Rows) => expectMatrix(own().inverse(rows)) },
  { name: "Scaler.toJSON", right: () => [], call: () => own().toJSON() },
  { name: "shift", right: () => [[135, 66]], call: (offset: number[]) => shift(offset) },
  { name: "standardize", right: () => [people()], call: (rows: Rows) => standardize(rows) },
  { name: "minMax", right: () => [people()], call: (rows: Rows) => minMax(rows) },
  {
    name: "new LabelEncoder",
    right: () => [["M", "F"]],
    call: (classes: string[]) => expectMatrix(new LabelEncoder(classes).oneHot([...classes])),
  },
  {
    name: "LabelEncoder.fit",
    right: () => [["M", "F", "M"]],
    call: (labels: string[]) => expectNumbers(LabelEncoder.fit(labels).encode(labels)),
  },
  {
    name: "LabelEncoder.encode",
    right: () => [["F"]],
    call: (labels: string[]) => expectNumbers(encoder.encode(labels)),
  },
  {
    name: "LabelEncoder.oneHot",
    right: () => [["F"]],
    call: (labels: string[]) => expectMatrix(encoder.oneHot(labels)),
  },
  {
    name: "LabelEncoder.decode",
    right: () => [[0, 1]],
    call: (indices: number[]) => expectLabels(encoder.decode(indices)),
  },
  {
    name: "LabelEncoder.decodeOneHot",
    right: () => [[[0.2, 0.8]]],
    call: (rows: Rows) => expectLabels(encoder.decodeOneHot(rows)),
  },
  {
    name: "trainTestSplit",
    right: () => [
      { inputs: people(), targets: [0, 1] },
      { testFraction: 0.5, seed: 1 },
    ],
    call: (data: Pairs<unknown, unknown>, options: SplitOptions) => trainTestSplit(data, options),
  },
  ...(["stratify", "groups", "time"] as const).map((way) => ({
    name: `trainTestSplit, with ${way}`,
    right: () => [
      { inputs: people(), targets: [0, 1] },
      { testFraction: 0.5, [way]: way === "stratify" ? [0, 0] : ["2024-01-01", "2024-01-02"] },
    ],
    call: (data: Pairs<unknown, unknown>, options: SplitOptions) => trainTestSplit(data, options),
  })),
  {
    name: "kFold",
    right: () => [
      { inputs: people(), targets: [0, 1] },
      { folds: 2, seed: 1 },
    ],
    call: (data: Pairs<unknown, unknown>, options: FoldOptions) => kFold(data, options),
  },
  {
    name: "balanced",
    right: () => [
      { inputs: people(), targets: [0, 1] },
      { by: ["F", "M"], sampling: "oversample", seed: 1 },
    ],
    call: (data: Pairs<unknown, unknown>, options: BalanceOptions) => balanced(data, options),
  },
  ...Object.entries({ moons, circles, blobs, spirals, noisySine, binaryAddition }).map(([name, generate]) => ({
    name,
    right: () => [{ ...(name === "binaryAddition" ? { bits: 3 } : { noise: 0.1 }), examples: 5, seed: 1 }],
    call: (options: object) => expectNumbers(generate(options).inputs.flat(2)),
  })),
  { name: "xor", right: () => [], call: () => xor() },
  {
    name: "shuffled",
    right: () => [["Alice", "Bob"], "lab-0"],
    call: (items: string[], seed: string) => shuffled(items, seed),
  },
  {
    name: "batches",
    right: () => [ownDataset(), { batchSize: 2, shuffle: true, seed: 1 }],
    call: (data: Dataset, options: BatchesOptions) => [...batches(data, options)].map(({ size }) => size),
  },
  {
    name: "batches, of rows in memory",
    right: () => [{ batchSize: 2 }],
    call: (options: BatchesOptions) => [
      ...batches(datasetOf({ inputs: people(), targets: [0, 1] }, [2], [1]), options),
    ],
  },
]);

const encoder = new LabelEncoder(["M", "F"]);
const own = (): Scaler => new Scaler({ name: "own", offset: [1, 2], scale: [3, 4] });

/** What is given in answer to a call that wasn't refused is right, too: a hole or NaN would be silent misuse. */
function expectNumbers(numbers: readonly number[]): void {
  for (let i = 0; i < numbers.length; i++) {
    if (!Number.isFinite(numbers[i])) throw new Error(`gives ${String(numbers[i])} at ${i}`);
  }
}

function expectMatrix(rows: readonly (readonly number[])[]): void {
  for (let i = 0; i < rows.length; i++) expectNumbers(rows[i]!);
  if (rows.some((row) => row.length === 0)) throw new Error("gives rows without numbers");
}

function expectLabels(labels: readonly string[]): void {
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== "M" && labels[i] !== "F") throw new Error(`gives ${String(labels[i])} at ${i}`);
  }
}
