import { checkOptions, positiveInteger } from "@nn/core/component";
import { type CsvOptions, checkCsvOptions } from "../table/reading/options.js";
import type { Table } from "../table/table.js";
import { csvWindows } from "./csv-windows.js";
import { checkSource, type PieceSource } from "./pieces.js";
import { WindowStream } from "./window-stream.js";

/** What a CSV text doesn't say of itself, and how many of its rows are in memory at a time. */
export interface CsvStreamOptions extends CsvOptions {
  /** How many rows a window has; 10,000 unless given. */
  readonly window?: number;
}

/**
 * The rows of a CSV text that is too large for memory, a window at a time, each as a `Table`: from a file that was dropped on a
 * page, or from whatever a function opens for each pass. Texts are UTF-8, or UTF-16 with the mark that it begins with. No
 * window begins or ends within a row; what a row has too little or too much of ends the pass, as it would in `Table.fromCsv`.
 *
 * @throws OptionError for a source that can't be read anew, for an option that doesn't exist or has a value it can't have. What
 *   goes through the stream is given DataError as `Table.fromCsv` throws it, and whatever the source throws.
 *
 * @example
 * const stream = streamCsv(() => ["weight,height\n133,", "65\n160,72\n152,70\n"], { window: 2, source: "people.csv" });
 * for await (const table of stream) console.log(table.numbers("height")); // prints [ 65, 72 ]
 *                                                                         // and [ 70 ]
 */
export function streamCsv(source: PieceSource, options: CsvStreamOptions = {}): WindowStream<Table> {
  checkSource("streamCsv", source);
  checkOptions("streamCsv", options, ["window", "source", "missing", "delimiter", "decimal", "header", "columns"]);
  const { window = 10_000, ...csv } = options;
  positiveInteger("streamCsv: window", window);
  const named = { ...csv, source: checkCsvOptions(csv).source };
  return new WindowStream(() => csvWindows(source, named, window));
}
