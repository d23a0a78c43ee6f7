import { Table } from "@nn/data";
import type { TrialResult } from "../result.js";

type Cell = string | number | boolean | null;

/**
 * The results as CSV, a line for each trial, the best one first. Nothing in it depends on who made the trials, and how fast: the same
 * sweep has the same table.
 */
export function resultsCsv(results: readonly TrialResult[], figure: string): string {
  const places = [...new Set(results.flatMap(({ settings }) => Object.keys(settings)))];
  const columns: Record<string, Cell[]> = { trial: results.map(({ trial }) => trial) };
  for (const place of places) columns[place] = results.map(({ settings }) => cellOf(settings[place]));
  columns.epochs = results.map(({ epochs }) => epochs);
  columns[figure] = results.map((result) => result.figure);
  columns.ending = results.map(({ ending }) => ending);
  return Table.fromColumns(columns).toCsv();
}

/** A setting may be a component with settings of its own. */
export function cellOf(value: unknown): Cell {
  const isPlain = value === null || ["string", "number", "boolean"].includes(typeof value);
  return isPlain ? (value as Cell) : JSON.stringify(value);
}
