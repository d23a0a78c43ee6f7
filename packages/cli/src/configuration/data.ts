import { createHash } from "node:crypto";
import { dirname, isAbsolute, join } from "node:path";
import { type CsvOptions, Table, trainTestSplit } from "@nn/data";
import { readTable } from "@nn/data/node";
import { readWhole } from "@nn/formats/node";
import type { Configuration, DataConfiguration } from "./types.js";

/** The examples of a configuration. */
export interface Examples {
  readonly training: Table;
  readonly validation: Table | undefined;
}

/** A table in a file, CSV or JSON lines by its name. @throws DataError for what can't be read. */
export async function tableIn(path: string, options: CsvOptions = {}): Promise<Table> {
  if (!/\.(jsonl|ndjson)$/i.test(path)) return readTable(path, options);
  return Table.fromJsonLines(await readWhole(path), { source: path });
}

/** Where a file of a configuration is: as it was named, from the configuration's folder. */
export function beside(configurationPath: string, file: string): string {
  const folder = dirname(configurationPath);
  return isAbsolute(file) || folder === "." ? file : join(folder, file);
}

/**
 * The rows to train on, and those to judge by.
 *
 * @param path - Where the configuration is.
 * @throws DataError for tables that can't be read or divided; OptionError for settings of CSV that don't fit.
 */
export async function examplesOf({ data, seed = 0 }: Configuration, path: string): Promise<Examples> {
  const { file, validation, stratify } = data;
  const all = whole(await tableIn(beside(path, file), csvOptions(data)), data);
  if (validation === undefined) return { training: all, validation: undefined };
  if (typeof validation === "string") {
    return { training: all, validation: whole(await tableIn(beside(path, validation), csvOptions(data)), data) };
  }
  const division = stratify === undefined ? {} : { stratify: all.cells(stratify) };
  const { train, test } = trainTestSplit(all, { testFraction: validation, seed, ...division });
  return { training: train, validation: test };
}

/** A hash of each file that the examples come from, which tells whether they are still the same. */
export async function hashesOf({ data }: Configuration, path: string): Promise<Record<string, string>> {
  const files = [data.file, data.validation].filter((file) => typeof file === "string");
  const hashes = files.map(async (file) => {
    const bytes = await readWhole(beside(path, file));
    return [file, createHash("sha256").update(bytes).digest("hex")] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

function csvOptions({ delimiter, decimal, header, columns }: DataConfiguration): CsvOptions {
  return {
    ...(delimiter !== undefined && { delimiter }),
    ...(decimal !== undefined && { decimal }),
    ...(header !== undefined && { header }),
    ...(columns !== undefined && { columns }),
  };
}

function whole(table: Table, { dropMissing }: DataConfiguration): Table {
  if (dropMissing === undefined) return table;
  return dropMissing === true ? table.dropMissing() : table.dropMissing(...dropMissing);
}
