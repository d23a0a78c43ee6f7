import { OptionError } from "@nn/core";
import { checkOptions, show } from "@nn/core/component";
import Papa from "papaparse";
import { cellsOf, numberOf } from "../cell-reading.js";
import type { Cell } from "../columnar.js";
import type { Content } from "../content.js";

/** How a table is written. */
export interface CsvWriting {
  /** The character between two cells: a comma unless given. */
  readonly delimiter?: "," | ";" | "\t" | "|";
}

/** A CSV text, with a line of names, points before decimals, and nothing where a value is missing. */
export function csvOf(content: Content, options: CsvWriting): string {
  checkOptions("toCsv", options, ["delimiter"]);
  const { delimiter = "," } = options;
  if (typeof delimiter !== "string" || !/^[,;\t|]$/.test(delimiter)) {
    throw new OptionError(`toCsv: delimiter must be ",", ";", "\\t" or "|", but is ${show(delimiter)}.`);
  }
  // A line without anything would be none.
  const gap = content.columns.size === 1 ? "NA" : "";
  const names = [...content.columns.keys()];
  const columns = names.map((name) => cellsOf(content, name));
  const rows = content.places.map((_, row) => columns.map((cells) => cells[row] ?? gap));
  return `${Papa.unparse([names, ...rows], { delimiter, newline: "\n" })}\n`;
}

/** The rows as objects; the texts of a column of numbers become numbers. */
export function objectsOf(content: Content): Record<string, Cell>[] {
  const columns = [...content.columns.keys()].map((name) => [name, valuesOf(cellsOf(content, name))] as const);
  return content.places.map((_, row) => Object.fromEntries(columns.map(([name, cells]) => [name, cells[row]!])));
}

/** Texts of digits that aren't numbers: as one, a code such as 007 would lose its zeros, and a long one its last digits. */
const CODE = /^[+-]?0\d|^\D*\d{16}/;

/** The cells of a column; where all that there are are numbers, as numbers. */
export function valuesOf(cells: readonly Cell[]): readonly Cell[] {
  const values = cells.map((cell) => numberOf(cell, "."));
  const isNumeric = values.every((value, row) => {
    const cell = cells[row]!;
    return cell === null || (value !== undefined && !(typeof cell === "string" && CODE.test(cell)));
  });
  return isNumeric ? values.map((value) => value ?? null) : cells;
}
