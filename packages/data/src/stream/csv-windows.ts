import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import type { CsvOptions } from "../table/reading/options.js";
import { Table } from "../table/table.js";
import { type PieceSource, textOf } from "./pieces.js";
import { type CutRecords, RecordCutter } from "./record-cutter.js";

/** A first line such as `sep=;`, by which spreadsheets are told the delimiter. */
const SEPARATOR_LINE = /^\uFEFF?sep=.?\n/i;

/** What may stand between two cells where it isn't known yet. */
const DELIMITERS = ",;\t|";

/** The tables of a CSV text, of `window` rows each: made when they are asked for, as a pass may leave some out. */
export async function* csvWindows(
  source: PieceSource,
  options: CsvOptions & { readonly source: string },
  window: number,
): AsyncGenerator<() => Table, void> {
  const records = new RecordReader(source, options);
  try {
    let head = "";
    if (options.header !== false && options.columns === undefined) {
      head = (await records.next(1))?.text ?? "";
      if (SEPARATOR_LINE.test(head)) head += (await records.next(1))?.text ?? "";
    }
    const tableOf = tableMaker(head, options);
    let rows = await records.next(window);
    // Of a text without rows, a table says what is missing.
    if (rows === undefined) yield () => tableOf({ text: "", line: 1 });
    for (; rows !== undefined; rows = await records.next(window)) {
      const these = rows;
      yield () => tableOf(these);
    }
  } finally {
    await records.close();
  }
}

/** Reads a source as far as records are asked for. */
class RecordReader {
  readonly #texts: AsyncGenerator<string, void>;
  readonly #cutter: RecordCutter;
  #hasEnded = false;

  constructor(source: PieceSource, options: CsvOptions & { readonly source: string }) {
    this.#texts = textOf(options.source, source);
    this.#cutter = new RecordCutter(options.source, options.delimiter ?? DELIMITERS);
  }

  /** So many records, or at the end of the text those that are left; `undefined` after the last. */
  async next(count: number): Promise<CutRecords | undefined> {
    for (;;) {
      const taken = this.#cutter.take(count);
      if (taken !== undefined || this.#hasEnded) return taken;
      const { done, value } = await this.#texts.next();
      if (done === true) {
        this.#cutter.end();
        this.#hasEnded = true;
      } else {
        this.#cutter.give(value);
      }
    }
  }

  async close(): Promise<void> {
    await this.#texts.return();
  }
}

/** What makes a table of some rows with the line above all of them, and holds it to the columns of the first table. */
function tableMaker(head: string, options: CsvOptions & { readonly source: string }): (rows: CutRecords) => Table {
  let columns: readonly string[] | undefined;
  const headLines = head.split("\n").length - 1;
  return ({ text, line }) => {
    const table = Table.ofPart(head + text, options, line - 1 - headLines);
    columns ??= table.columns;
    if (columns.length === table.columns.length && columns.every((name, i) => name === table.columns[i])) return table;
    const [first, here] = [columns, table.columns].map((names) => names.map((name) => show(name)).join(", "));
    throw new DataError(
      `${options.source}, line ${line}: from here on the columns are found to be ${here}, but before they were ${first}. ` +
        'Say what stands between two cells, as in { delimiter: ";" }.',
    );
  };
}
