import { type Dataset, datasetOf } from "@nn/core";
import {
  type BalanceOptions,
  type BatchesOptions,
  balanced,
  batches,
  binaryAddition,
  blobs,
  circles,
  type FoldOptions,
  kFold,
  LabelEncoder,
  minMax,
  moons,
  noisySine,
  type Pairs,
  type Rows,
  Scaler,
  type ScalerData,
  type SplitOptions,
  shift,
  shuffled,
  spirals,
  standardize,
  trainTestSplit,
  xor,
} from "@nn/data";
import { expectMatrix, expectNumbers } from "../answers.js";
import { rowsOf } from "../row.js";

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

/** Scalers, labels, and ways to divide examples. */
export const dataRows = rowsOf("@nn/data", [
  {
    name: "new Scaler",
    right: () => [{ name: "own", offset: [1, 2], scale: [3, 4] }],
    call: (data: ScalerData) => expectMatrix(new Scaler(data).transform([new Scaler(data).offset.map(() => 1)])),
  },
  { name: "Scaler.transform", right: () => [people()], call: (rows: Rows) => expectMatrix(own().transform(rows)) },
  { name: "Scaler.inverse", right: () => [people()], call: (rows: Rows) => expectMatrix(own().inverse(rows)) },
  { name: "Scaler.toJSON", right: () => [], call: (...given: []) => own().toJSON(...given) },
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
  { name: "xor", right: () => [], call: (...given: []) => xor(...given) },
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

function expectLabels(labels: readonly string[]): void {
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== "M" && labels[i] !== "F") throw new Error(`gives ${String(labels[i])} at ${i}`);
  }
}
