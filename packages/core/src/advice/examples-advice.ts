import { isRecord, kindOf, printable, show } from "@nn/numerics";
import { onPromise } from "./component-advice.js";

const PIPELINE =
  "Rows by the names of columns are for a network with a pipeline: new Sequential(layers, { pipeline: Pipeline.fit(table, " +
  '{ target: "gender" }) }), of @nn/data.';

/** What to do about something else than a number, with a space before it. */
export function onNumber(value: unknown): string {
  if (typeof value === "string")
    return " Number(text) makes a number of a text, LabelEncoder of @nn/data one of a label, and Table reads files.";
  if (typeof value === "bigint") return " Number(value) makes a number of it.";
  if (ArrayBuffer.isView(value)) {
    return kindOf(value).startsWith("Big") ? " Float64Array.from(array, Number) makes one that is taken." : "";
  }
  if (!isRecord(value)) return "";
  if ("inputs" in value) return " Give the inputs alone: data.inputs.";
  if (holdsLists(value)) return "";
  const names = Object.keys(value)
    .slice(0, 4)
    .map((name) => printable(name).slice(0, 20));
  return names.length === 0
    ? ""
    : ` List its numbers in one order: [${names.map((name) => `row.${name}`).join(", ")}]. ${PIPELINE}`;
}

/** Several examples in one list are easily taken for one. */
export function onRow(values: unknown, size: number, axes: number, what: string): string {
  if (size === 1 && isOneHot(values)) {
    return " If its 1 marks a class: give the number of the class, or take categoricalCrossEntropy with an output for each.";
  }
  if (axes > 1 && isRow(values) && values.length === size) return " Flat, it is taken as Float64Array.from(list).";
  if (what === "The targets" && axes > 1 && isRow(values)) {
    return " For one answer an example, put a Flatten before the last layers, or leave out returnSequences.";
  }
  if (what === "The inputs" && axes === 1 && isListOfRows(values, size)) {
    return ` A Dense takes lists of rows as well: new Sequential(layers, { inputShape: [${values.length}, ${size}] }).`;
  }
  if (axes > 1 || !Array.isArray(values) || values.length <= size || values.length % size !== 0) return "";
  return ` If they are ${values.length / size} examples, give each its own list, or all in a Float64Array.`;
}

function isListOfRows(values: unknown, size: number): values is readonly unknown[] {
  return (
    Array.isArray(values) &&
    values.length > 0 &&
    !hasHoles(values) &&
    values.every((row) => isRow(row) && row.length === size)
  );
}

function isRow(values: unknown): values is readonly number[] {
  return Array.isArray(values) && !hasHoles(values) && values.every((value) => typeof value === "number");
}

/** `every` passes over holes, and an array may have room for billions of them. */
function hasHoles(values: readonly unknown[]): boolean {
  for (let i = 0; i < values.length; i++) if (!(i in values)) return true;
  return false;
}

function isOneHot(values: unknown): boolean {
  if (!Array.isArray(values) || values.length < 2 || hasHoles(values)) return false;
  return values.every((value) => value === 0 || value === 1) && values.filter((value) => value === 1).length === 1;
}

/** What to do about data without inputs or targets, with a space before it. */
export function onData(data: unknown): string {
  return `${onPromise(data)}${onPairs(data)}`;
}

/** What to do about a list of pairs, as other libraries take it, with a space before it. */
function onPairs(data: unknown): string {
  const [first]: unknown[] = Array.isArray(data) ? data : [];
  // What has columns, or rows of cells, is a table.
  if (isRecord(data) && "columns" in data) return ` ${PIPELINE}`;
  if (!isRecord(first)) return "";
  if (!("input" in first) && !holdsLists(first)) return ` ${PIPELINE}`;
  const [input = "input", output = "output"] = Object.keys(first).map((name) => printable(name));
  return ` A list of pairs becomes { inputs: pairs.map((pair) => pair.${input}), targets: pairs.map((pair) => pair.${output}) }.`;
}

/** Whether an object holds what no cell of a table is; a date may be one, and nothing is a gap. */
function holdsLists(value: object): boolean {
  return Object.values(value).some((cell) => Array.isArray(cell) || ArrayBuffer.isView(cell) || isRecord(cell));
}

/** What is wrong with the examples that steps are to be made on. */
export function onRows(data: { readonly size: number }, rows: ArrayLike<unknown>, from: number, to: number): string {
  if (typeof (data as { readonly read?: unknown } | undefined)?.read !== "function") {
    return "stepRows takes a Dataset. From { inputs, targets }, datasetFor makes one.";
  }
  if (!Array.isArray(rows) && !ArrayBuffer.isView(rows)) {
    return `stepRows takes the numbers of examples as a list, but got ${show(rows)}.`;
  }
  if (!Number.isInteger(from) || !Number.isInteger(to)) {
    return `stepRows goes from one place in rows to another, but got ${show(from)} and ${show(to)}.`;
  }
  if (from > to) return `stepRows goes from one place in rows to a later one, but got ${from} and ${to}.`;
  const { size } = data;
  if (!Number.isInteger(size)) {
    return `The data set's size must be a whole number of at least 1, but is ${show(size)}.`;
  }
  let at = from;
  while (Number.isInteger(rows[at]) && (rows[at] as number) >= 0 && (rows[at] as number) < size) at++;
  return `stepRows takes the numbers of examples, from 0 to ${size - 1} for this data set, but rows[${at}] is ${show(rows[at])}.`;
}
