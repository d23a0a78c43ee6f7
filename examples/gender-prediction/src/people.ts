import { basename } from "node:path";
import { DataError, show } from "@nn/core";
import { LabelEncoder, Table } from "@nn/data";
import { readText } from "./files.js";

/** The columns that the program reads, and what stands in them. */
const COLUMNS = { weight: "weights in lb", height: "heights in inches", gender: "labels" } as const;

/** The people in a file named on the command line. */
export function readPeople(file: string, columns: readonly (keyof typeof COLUMNS)[]): Table {
  const table = Table.fromCsv(readText(file), { source: basename(file) });
  const missing = columns.filter((column) => !table.columns.includes(column));
  if (missing.length === 0) return table;
  if (table.columns.some((name) => Number.isFinite(Number(name)))) {
    throw new DataError(
      `${basename(file)} begins with ${listed(table.columns)}, which looks like a person. ` +
        `Put a line above that names the columns, such as ${columns.join()}.`,
    );
  }
  // The table's own error asks a programmer for another name; whoever wrote the file can only change the file.
  const names = missing.map((column) => `"${column}"`).join(" or ");
  const remedies = missing.map((column) => `the column of ${COLUMNS[column]} to "${column}"`).join(", and ");
  throw new DataError(
    `${basename(file)} has no column ${names}: its first line names ${listed(table.columns)}. Rename ${remedies}.`,
  );
}

/** The two labels in alphabetical order, but M before F: the lab has 0 for M and 1 for F. */
export function labelEncoder(labels: readonly string[], source: string): LabelEncoder {
  const encoder = LabelEncoder.fit(labels);
  const { classes } = encoder;
  if (classes.length === 2) return classes.join() === "F,M" ? new LabelEncoder(["M", "F"]) : encoder;
  throw new DataError(
    `${source}: the column "gender" must hold two different labels, but holds ${classes.length}: ${listed(classes)}.`,
  );
}

/** Texts from a file, in quotation marks, and not too many. */
function listed(texts: readonly string[]): string {
  const more = texts.length > 10 ? ` and ${texts.length - 10} more` : "";
  return `${texts
    .slice(0, 10)
    .map((text) => show(text))
    .join(", ")}${more}`;
}
