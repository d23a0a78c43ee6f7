import { DataError } from "@nn/core";
import { type CsvOptions, Table, type TableProblem } from "@nn/data";
import { MOST_COLUMNS, MOST_LETTERS, MOST_ROWS } from "../../state/limits.js";
import type { AskedRow, DataState, Row } from "../../state/state.js";

/** What a column of a table is to be. */
export type Role = "name" | "feature" | "target" | "none";

/** A table that was read, and what its columns seem to be. */
export interface ReadTable {
  readonly table: Table;
  readonly roles: readonly Role[];
}

/** Why no rows come of a table. */
export type Problem =
  | TableProblem
  | { readonly kind: "no table" }
  | { readonly kind: "too many rows"; readonly rows: number; readonly most: number }
  | { readonly kind: "too many features"; readonly features: number; readonly most: number }
  | { readonly kind: "no feature" | "no target" | "two targets" | "no label" }
  | { readonly kind: "classes"; readonly column: string; readonly classes: number };

export class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** @throws Refusal for what is no table, and for more rows than the page takes. */
export function readTable(text: string | Uint8Array, source: string): ReadTable {
  const table = refusing(() => tableIn(text, source));
  if (table.size > MOST_ROWS) throw new Refusal({ kind: "too many rows", rows: table.size, most: MOST_ROWS });
  const isNumeric = table.columns.map((column) => isMostlyNumbers(table.strings(column)));
  const { length } = table.columns;
  // What is to be learnt stands last in most tables.
  const roles = isNumeric.map((isNumbers, i): Role => {
    if (i === length - 1) return "target";
    if (isNumbers) return "feature";
    return isNumeric.indexOf(false) === i ? "name" : "none";
  });
  return { table, roles };
}

function tableIn(text: string | Uint8Array, source: string): Table {
  const table = namedTable(text, { source });
  // A column's decimal commas are found where all of its cells are numbers: a wrong one among them mustn't hide them.
  const numbers = table.columns.map((column) => table.strings(column)).filter(isMostlyNumbers);
  const hasCommas = numbers.some((texts) => texts.some((cell) => DECIMAL_COMMA.test(cell)));
  const hasPoints = numbers.some((texts) => texts.some((cell) => cell.includes(".") && isNumberOrGap(cell)));
  return hasCommas && !hasPoints ? namedTable(text, { source, decimal: "," }) : table;
}

/** With a line of names or without one. */
function namedTable(text: string | Uint8Array, options: CsvOptions): Table {
  try {
    return Table.fromCsv(text, options);
  } catch (error) {
    if (problemOf(error)?.kind !== "numbers for names") throw error;
    return Table.fromCsv(text, { ...options, header: false });
  }
}

/** @throws Refusal for cells that aren't what their column is to be. */
export function dataOf({ table, roles }: ReadTable): DataState {
  const columnsOf = (role: Role): string[] => table.columns.filter((_, i) => roles[i] === role);
  const [names, columns, targets] = (["name", "feature", "target"] as const).map(columnsOf) as [
    string[],
    string[],
    string[],
  ];
  if (columns.length === 0) throw new Refusal({ kind: "no feature" });
  if (columns.length > MOST_COLUMNS) {
    throw new Refusal({ kind: "too many features", features: columns.length, most: MOST_COLUMNS });
  }
  if (targets.length !== 1) throw new Refusal({ kind: targets.length === 0 ? "no target" : "two targets" });
  const features = refusing(() => table.rows(...columns));
  const called = names.map((column) => table.strings(column));
  const { classes, labels } = labelsOf(table, targets[0]!);
  const nameOf = (place: number): string =>
    called
      .map((texts) => texts[place]!)
      .join(" ")
      .slice(0, MOST_LETTERS) || String(place + 1);
  const rows: Row[] = [];
  const asked: AskedRow[] = [];
  for (const [place, target] of labels.entries()) {
    const row = { name: nameOf(place), features: features[place]! };
    if (target === null) asked.push(row);
    else rows.push({ ...row, target });
  }
  if (rows.length === 0) throw new Refusal({ kind: "no label" });
  const cut = (name: string): string => name.slice(0, MOST_LETTERS);
  return {
    columns: columns.map(cut),
    rows,
    asked,
    prepare: "standardize",
    classes: [cut(classes[0]), cut(classes[1])],
  };
}

interface Labels {
  readonly classes: DataState["classes"];
  /** Null of a row to be predicted. */
  readonly labels: readonly (number | null)[];
}

/** Numbers as they are, and two different texts as 0 and 1. */
function labelsOf(table: Table, column: string): Labels {
  const texts = table.strings(column);
  const known = [...new Set(texts)].filter((text) => text !== "").sort();
  if (texts.every(isNumberOrGap)) {
    return { classes: ["0", "1"], labels: texts.map((text) => (text === "" ? null : Number(text))) };
  }
  if (known.length !== 2) throw new Refusal({ kind: "classes", column, classes: known.length });
  const labels = texts.map((text) => (text === "" ? null : known.indexOf(text)));
  return { classes: [known[0]!, known[1]!], labels };
}

/** A cell that is wrong is told, and doesn't leave its column out. */
function isMostlyNumbers(texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text !== "");
  return 2 * filled.filter((text) => isNumberOrGap(text.replace(",", "."))).length >= filled.length;
}

/** A comma that marks no thousands: other than three digits follow it, or 0 alone or more than three stand before it. */
const DECIMAL_COMMA = /^[+-]?(?:0*,\d+|\d*,(?:\d{0,2}|\d{4,})(?:e[+-]?\d+)?|\d{4,},\d+)$/i;

const isNumberOrGap = (text: string): boolean => Number.isFinite(Number(text));

function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    throw new Refusal(problemOf(error) ?? { kind: "no table" });
  }
}

/** What is wrong with a table; null of any other error. */
function problemOf(error: unknown): TableProblem | null {
  return error instanceof DataError && "problem" in error ? (error.problem as TableProblem) : null;
}
