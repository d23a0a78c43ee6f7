import { basename } from "node:path";
import { show } from "@nn/core/component";
import { LabelEncoder, Table } from "@nn/data";
import { Complaint } from "../command/complaint.js";
import { readText } from "../command/files.js";
import type { Words } from "../languages/english.js";

/** The columns that the program reads. */
type Column = "weight" | "height" | "gender";

/** The people in a file named on the command line. */
export function readPeople(file: string, columns: readonly Column[], words: Words): Table {
  const table = Table.fromCsv(readText(file, words), { source: basename(file) });
  const missing = columns.filter((column) => !table.columns.includes(column));
  if (missing.length === 0) return table;
  const { complaints, quoted, or } = words;
  const there = listed(table.columns, words);
  if (table.columns.some((name) => Number.isFinite(Number(name)))) {
    throw new Complaint(complaints.noHeader(basename(file), there, columns.join()));
  }
  // The table's own error asks a programmer for another name; the author of the file can only change the file.
  const names = or(missing.map(quoted));
  const remedies = missing.map((column) => complaints.rename(complaints.columns[column], quoted(column)));
  throw new Complaint(complaints.noColumn(basename(file), names, there, remedies));
}

/** The two labels in alphabetical order, but M before F: the lab has 0 for M and 1 for F. */
export function labelEncoder(labels: readonly string[], source: string, words: Words): LabelEncoder {
  const encoder = LabelEncoder.fit(labels);
  const { classes } = encoder;
  if (classes.length === 2) return classes.join() === "F,M" ? new LabelEncoder(["M", "F"]) : encoder;
  throw new Complaint(words.complaints.labels(source, classes.length, listed(classes, words)));
}

/** What to call each row: its name, or its line in the file. */
export function namesOf(table: Table, words: Words): string[] {
  if (table.columns.includes("name")) return table.strings("name");
  return Array.from({ length: table.size }, (_, row) => words.line(table.lineOf(row)));
}

/** Texts from a file, in quotation marks, and not too many. */
export function listed(texts: readonly string[], { quoted, complaints }: Words): string {
  const more = texts.length > 10 ? complaints.andMore(texts.length - 10) : "";
  const shown = texts.slice(0, 10).map((text) => quoted(show(text).slice(1, -1)));
  return `${shown.join(", ")}${more}`;
}
