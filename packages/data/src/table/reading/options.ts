import { OptionError } from "@nn/core";
import { checkOptions, printable, show, trueOrFalse } from "@nn/core/component";
import { checkDecimal } from "./decimals.js";
import { missingTest } from "./missing.js";

/** What a table is told about the data that it is made from. */
export interface TableOptions {
  /** What errors call the data, best the file's name; "CSV" or "The table" unless given. */
  readonly source?: string;
  /**
   * The texts that mark a missing value, for all columns; unless given, "", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan",
   * "NULL", "null" and "?".
   */
  readonly missing?: readonly string[];
}

/** What a CSV text doesn't say of itself. */
export interface CsvOptions<Names extends string = string> extends TableOptions {
  /** The one character between two cells; found from the text unless given. */
  readonly delimiter?: string;
  /**
   * What stands before decimals; found from the text unless given. It is a comma where a column of numbers has one that can't
   * mark thousands, as in 60,5, and no column of numbers has points.
   */
  readonly decimal?: "." | ",";
  /**
   * Whether the first line names the columns; `true` unless given. Without such a line the columns are "1", "2" and so on,
   * or what `columns` calls them. Names that are all numbers are taken for a row that was forgotten, unless this is `true`.
   */
  readonly header?: boolean;
  /** The names of the columns, from left to right, for a text whose first line is a row already. */
  readonly columns?: readonly Names[];
}

/** The options of `Table.fromCsv`, checked. */
export function checkCsvOptions(options: CsvOptions): CsvOptions & TableReading {
  const user = "Table.fromCsv";
  checkOptions(user, options, ["source", "missing", "delimiter", "decimal", "header", "columns"]);
  const { header, columns } = options;
  checkDecimal(options.decimal);
  if (header !== undefined) trueOrFalse(`${user}: header`, header);
  if (columns !== undefined) checkGivenColumns(columns, header);
  const { source, missing } = options;
  return { ...options, ...readingOf(user, { source, missing }, "CSV") };
}

/** What is known about any data that a table is made from. */
export interface TableReading {
  readonly source: string;
  readonly isMissing: (text: string) => boolean;
}

/**
 * The options that all ways of making a table have, checked.
 *
 * @param user - What has the options, as the message should name it.
 * @param unnamed - What errors call data without a name.
 */
export function checkTableOptions(user: string, options: TableOptions, unnamed: string): TableReading {
  checkOptions(user, options, ["source", "missing"]);
  return readingOf(user, options, unnamed);
}

function readingOf(
  user: string,
  { source, missing }: { source?: string | undefined; missing?: readonly string[] | undefined },
  unnamed: string,
): TableReading {
  if (source !== undefined && typeof source !== "string") {
    throw new OptionError(`${user}: source must be text, such as a file's name, but is ${show(source)}.`);
  }
  return { source: source === undefined ? unnamed : printable(source), isMissing: missingTest(user, missing) };
}

function checkGivenColumns(columns: readonly string[], header: boolean | undefined): void {
  if (!Array.isArray(columns)) {
    throw new OptionError(`Table.fromCsv: columns must be an array of names, but is ${show(columns)}.`);
  }
  if (header === true) {
    throw new OptionError(
      "Table.fromCsv: columns names the columns of a text whose first line is a row, but header says it isn't. " +
        "Leave one of them out.",
    );
  }
}
