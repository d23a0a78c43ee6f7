import { readFile } from "node:fs/promises";
import { DataError } from "@nn/core";
import { printable } from "@nn/core/component";
import { encodingOf } from "../stream/pieces.js";
import type { CsvOptions } from "../table/reading/options.js";
import { Table } from "../table/table.js";
import { checkPath, fileAt, orSentence, withSource } from "./checked-file.js";

/** A table in memory takes several times the room of its file, and a text has at most half a gigabyte. */
const MOST_MEGABYTES = 256;

/**
 * The table in a CSV file, as `Table.fromCsv` reads its text: in UTF-8, or in UTF-16 with the mark that it begins with. Errors
 * name the file.
 *
 * @throws DataError for a file that doesn't exist, can't be read, is none, or has more than 256 MB, and as `Table.fromCsv` does;
 *   OptionError for what is no path, and as `Table.fromCsv` does.
 *
 * @example
 * await readTable("no-such-file.csv");
 * // throws DataError: no-such-file.csv doesn't exist. A path goes from the folder in which the program was started.
 */
export async function readTable(path: string, options: CsvOptions = {}): Promise<Table> {
  checkPath("readTable", path);
  const { size } = await fileAt(path);
  const megabytes = size / 1e6;
  if (megabytes > MOST_MEGABYTES) {
    throw new DataError(
      `${printable(path)} has ${Math.round(megabytes)} MB, but readTable takes files of up to ${MOST_MEGABYTES} MB, as all of it comes ` +
        "into memory. streamTable reads it a window at a time.",
    );
  }
  const bytes = await orSentence(path, readFile(path));
  return Table.fromCsv(new TextDecoder(encodingOf(bytes)).decode(bytes), withSource(path, options));
}
