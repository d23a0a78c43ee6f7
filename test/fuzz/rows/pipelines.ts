import {
  CategoryCode,
  type CategoryCodeSettings,
  type CategoryOptions,
  type Cell,
  type CellPlace,
  label,
  logarithm,
  mean,
  median,
  minMax,
  mostFrequent,
  NamedArrays,
  NumberCode,
  type NumberCodeSettings,
  type NumericOptions,
  numeric,
  oneHot,
  ordinal,
  Pipeline,
  type PipelineOptions,
  type PipelineSettings,
  type RawRows,
  type Rows,
  robust,
} from "@nn/data";
import { rowsOf } from "../row.js";

const people = (): RawRows => [
  { weight: 133, island: "north", gender: "F" },
  { weight: 160, island: "south", gender: "M" },
];
const place = (row: number): string => `row ${row}`;
const number = (): NumberCodeSettings => ({
  ...{ name: "shift", formula: "x - offset", inverse: "y + offset", constants: { offset: 135 } },
  ...{ missing: 135, indicator: false },
});
const category = (): CategoryCodeSettings => ({
  ...{
    name: "oneHot",
    categories: ["north", "south"],
    codes: [
      [1, 0],
      [0, 1],
    ],
  },
  ...{ unknown: null, missing: [0, 0] },
});
const named = (): NamedArrays => new NamedArrays({ inputs: { user: [2], item: [1] }, outputs: { rating: [1] } });
const arrays = (): object => ({ inputs: { user: [[1, 2]], item: [3] }, targets: { rating: [4] } });
const pipeline = (): Pipeline => Pipeline.fit(people(), { target: "gender" });

/** What is learnt from columns, and what becomes of rows by that. */
export const pipelineRows = rowsOf("@nn/data", [
  {
    name: "Pipeline.fit",
    right: () => [people(), { inputs: { weight: numeric() }, target: "gender", ignored: [], outputs: "logits" }],
    call: (rows: RawRows, options: PipelineOptions) => Pipeline.fit(rows, options),
  },
  {
    name: "new Pipeline",
    right: () => [pipeline().settings()],
    call: (settings: PipelineSettings) => new Pipeline(settings),
  },
  { name: "Pipeline.takes", right: () => [people()], call: (value: unknown) => pipeline().takes(value) },
  { name: "Pipeline.check", right: () => [[0.5]], call: (value: unknown) => pipeline().check(value) },
  { name: "Pipeline.isRow", right: () => [{ weight: 1 }], call: (value: unknown) => pipeline().isRow(value) },
  { name: "Pipeline.inputs", right: () => [people()], call: (rows: RawRows) => pipeline().inputs(rows) },
  {
    name: "Pipeline.data",
    right: () => [people(), [1]],
    call: (rows: RawRows, shape: readonly number[]) => pipeline().data(rows, shape),
  },
  {
    name: "Pipeline.warnings",
    right: () => [people(), people()],
    call: (rows: RawRows, validation: RawRows) => pipeline().warnings(rows, validation),
  },
  {
    name: "Pipeline.answers",
    right: () => [[[0.25], [0.75]]],
    call: (outputs: readonly ArrayLike<number>[]) => pipeline().answers(outputs),
  },
  {
    name: "new NamedArrays",
    right: () => [named().settings()],
    call: (settings: never) => new NamedArrays(settings),
  },
  { name: "NamedArrays.takes", right: () => [arrays()], call: (value: unknown) => named().takes(value) },
  {
    name: "NamedArrays.isRow",
    right: () => [{ user: [1, 2], item: 3 }],
    call: (value: unknown) => named().isRow(value),
  },
  {
    name: "NamedArrays.inputs",
    right: () => [[{ user: [1, 2], item: 3 }]],
    call: (rows: never) => named().inputs(rows),
  },
  {
    name: "NamedArrays.data",
    right: () => [arrays(), [1]],
    call: (table: never, shape: readonly number[]) => named().data(table, shape),
  },
  {
    name: "NamedArrays.answers",
    right: () => [[[0.25], [0.75]]],
    call: (outputs: readonly ArrayLike<number>[]) => named().answers(outputs),
  },
  { name: "new NumberCode", right: () => [number()], call: (given: NumberCodeSettings) => new NumberCode(given) },
  { name: "NumberCode.names", right: () => ["weight"], call: (name: string) => new NumberCode(number()).names(name) },
  {
    name: "NumberCode.encode",
    right: () => [[133, "160", null], place],
    call: (cells: Cell[], at: CellPlace) => new NumberCode(number()).encode(cells, at),
  },
  {
    name: "NumberCode.decode",
    right: () => [[-2, 25]],
    call: (values: number[]) => new NumberCode(number()).decode(values),
  },
  {
    name: "new CategoryCode",
    right: () => [category()],
    call: (given: CategoryCodeSettings) => new CategoryCode(given),
  },
  {
    name: "CategoryCode.names",
    right: () => ["island"],
    call: (name: string) => new CategoryCode(category()).names(name),
  },
  {
    name: "CategoryCode.encode",
    right: () => [["north", null], place],
    call: (cells: Cell[], at: CellPlace) => new CategoryCode(category()).encode(cells, at),
  },
  {
    name: "numeric",
    right: () => [{ scale: minMax, missing: mean, indicator: true }],
    call: (options: NumericOptions) => numeric(options).fit([1, null, 3], place),
  },
  {
    name: "oneHot",
    right: () => [{ unknown: "zeros", missing: mostFrequent }],
    call: (options: CategoryOptions) => oneHot(options).fit(["a", "b", null], place),
  },
  {
    name: "ordinal",
    right: () => [["small", "large"], { unknown: "zeros", missing: "zeros" }],
    call: (order: string[], options: CategoryOptions) => ordinal(order, options).fit(["small", "large"], place),
  },
  { name: "label", right: () => [["M", "F"]], call: (classes: string[]) => label(classes).fit(["M", "F"], place) },
  { name: "logarithm", right: () => [[[1], [10]]], call: (rows: Rows) => logarithm(rows) },
  { name: "robust", right: () => [[[1], [10]]], call: (rows: Rows) => robust(rows).offset },
  { name: "mean", right: () => [[1, 2]], call: (values: number[]) => mean(values) },
  { name: "median", right: () => [[1, 2]], call: (values: number[]) => median(values) },
  { name: "mostFrequent", right: () => [["a", "b"]], call: (values: string[]) => mostFrequent(values) },
]);
