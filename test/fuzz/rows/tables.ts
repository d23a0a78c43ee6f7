import {
  type Cell,
  type CsvOptions,
  type CsvWriting,
  type Fill,
  type FillOptions,
  mean,
  type SortOptions,
  Table,
  type TableOptions,
} from "@nn/data";
import { expectMatrix, expectNumbers } from "../answers.js";
import { rowsOf } from "../row.js";

const TEXT = "name,weight,height\nAlice,133,65\nBob,160,72\n";

/** Tables, and what is done with them. */
export const tableRows = rowsOf("@nn/data", [
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
  { name: "Table.describe", right: () => [], call: (...given: []) => String(Table.fromCsv(TEXT).describe(...given)) },
  { name: "Table.toRows", right: () => [], call: (...given: []) => Table.fromCsv(TEXT).toRows(...given) },
  {
    name: "Table.toCsv",
    right: () => [{ delimiter: ";" }],
    call: (options: CsvWriting) => Table.fromCsv(TEXT).toCsv(options),
  },
  { name: "Table.lineOf", right: () => [1], call: (row: number) => expectNumbers([Table.fromCsv(TEXT).lineOf(row)]) },
]);
