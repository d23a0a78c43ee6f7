import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { DataError } from "@nn/core";
import { LabelEncoder, Table } from "@nn/data";

/** The columns that the program reads, and what stands in them. */
const COLUMNS = { weight: "weights in lb", height: "heights in inches", gender: "labels" } as const;

/** The people in a file named on the command line, from where the command was typed. */
export function readPeople(file: string, columns: readonly (keyof typeof COLUMNS)[]): Table {
  const path = resolve(process.env.INIT_CWD ?? ".", file);
  const table = Table.fromCsv(readFileSync(path, "utf8"), { source: basename(file) });
  const missing = columns.filter((column) => !table.columns.includes(column));
  if (missing.length === 0) return table;
  // The table's own error asks a programmer for another name; whoever wrote the file can only change the file.
  const names = missing.map((column) => `"${column}"`).join(" or ");
  const remedies = missing.map((column) => `the column of ${COLUMNS[column]} to "${column}"`).join(", and ");
  throw new DataError(
    `${basename(file)} has no column ${names}: its first line names ${table.columns.join(", ")}. Rename ${remedies}.`,
  );
}

/** The two labels in alphabetical order, but M before F: the lab has 0 for M and 1 for F. */
export function labelEncoder(labels: readonly string[], source: string): LabelEncoder {
  const encoder = LabelEncoder.fit(labels);
  const { classes } = encoder;
  if (classes.length === 2) return classes.join() === "F,M" ? new LabelEncoder(["M", "F"]) : encoder;
  throw new DataError(
    `${source}: the column "gender" must hold two different labels, but holds ${classes.length}: ${classes.join(", ")}.`,
  );
}
