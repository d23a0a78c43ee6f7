import { open } from "node:fs/promises";
import { DataError } from "@nn/core";
import { printable } from "@nn/core/component";
import { type CsvStreamOptions, streamCsv } from "../stream/stream-csv.js";
import type { WindowStream } from "../stream/window-stream.js";
import type { Table } from "../table/table.js";
import { checkPath, fileAt, orSentence, withSource } from "./checked-file.js";

/** Large enough that reading costs little, small beside a window. */
const PIECE_BYTES = 2 ** 18;

/**
 * The rows of a CSV file that is too large for memory, a window at a time, each as a `Table`: see `streamCsv`. Each pass opens the
 * file anew; one that was written to meanwhile ends the pass.
 *
 * @throws OptionError for what is no path, and as `streamCsv` does. What goes through the stream is given DataError for a file that
 *   doesn't exist, can't be read, is none, or was written to while it was read, and as `streamCsv`.
 *
 * @example
 * const file = streamTable("no-such-file.csv", { window: 1000 });
 * await file.first();
 * // throws DataError: no-such-file.csv doesn't exist. A path goes from the folder in which the program was started.
 */
export function streamTable(path: string, options: CsvStreamOptions = {}): WindowStream<Table> {
  checkPath("streamTable", path);
  return streamCsv(() => bytesOf(path), withSource(path, options));
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array, void> {
  await fileAt(path);
  const file = await orSentence(path, open(path));
  try {
    const { size, mtimeMs } = await file.stat();
    let read = 0;
    // One that grows as fast as it is read would have no end.
    while (read <= size) {
      const { bytesRead, buffer } = await orSentence(path, file.read(new Uint8Array(PIECE_BYTES), 0, PIECE_BYTES));
      if (bytesRead === 0) break;
      read += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
    if (read !== size || (await file.stat()).mtimeMs !== mtimeMs) {
      throw new DataError(`${printable(path)} was written to while it was read. Train once it is complete.`);
    }
  } finally {
    await file.close();
  }
}
