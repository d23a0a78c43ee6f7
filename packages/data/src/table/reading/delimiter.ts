import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { TableError } from "../table-error.js";
import { type Attempt, attemptWith } from "./attempt.js";

/** What may stand between two cells, with the words for it. */
const DELIMITERS: Readonly<Record<string, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" };

/** A first line such as `sep=;`, by which spreadsheets are told the delimiter. */
const SEPARATOR_LINE = /^"?sep=([^"\n])"?(?=\n|$)/i;

/** How much of a long text says which delimiters can't be meant, before one is tried on all of it. */
const SAMPLE = 65_536;

/**
 * The records of a CSV text, all with as many cells as the first. The delimiter is the given one, or that of a line
 * `sep=`, or else the one by which every record has the same number of cells, at least two.
 *
 * @param told - What the caller knows: the delimiter, and whether commas are decimal marks.
 * @throws DataError for a record of another width, quotation marks that don't pair up, and a text that two delimiters fit;
 *   OptionError for a delimiter that can't be one.
 */
export function parseCsv(
  text: string,
  source: string,
  told: { readonly delimiter?: string | undefined; readonly decimal?: string | undefined },
): Attempt {
  const lines = withoutReturns(text);
  const separator = SEPARATOR_LINE.exec(lines);
  // The line stays, blank, for the lines after it to keep their numbers.
  const table = separator === null ? lines : lines.slice(separator[0].length);
  const known = told.delimiter === undefined ? separator?.[1] : checkDelimiter(told.delimiter);
  const attempt =
    known === undefined ? bestAttempt(table, source, told.decimal === ",") : attemptWith(table, source, known);
  if (attempt.misfit !== undefined) throw attempt.misfit;
  return attempt;
}

function withoutReturns(text: string): string {
  const lines = text.replace(/^\uFEFF/, "");
  return lines.includes("\r") ? lines.replace(/\r\n?/g, "\n") : lines;
}

function checkDelimiter(delimiter: string): string {
  if (typeof delimiter === "string" && delimiter.length === 1 && !/["\r\n\uFEFF]/.test(delimiter)) return delimiter;
  throw new OptionError(
    `Table.fromCsv: delimiter must be one character, such as "," or ";", and no quotation mark or line break, ` +
      `but is ${show(delimiter)}.`,
  );
}

/** @param decimalCommas - Whether the caller says that commas are decimal marks, which decides between two that fit. */
function bestAttempt(text: string, source: string, decimalCommas: boolean): Attempt {
  const attempts = Object.keys(DELIMITERS)
    .filter((delimiter) => text.includes(delimiter))
    .map((delimiter) => sampled(text, source, delimiter))
    .filter(({ width }) => width !== 1);
  const fitting = attempts.filter(({ misfit }) => misfit === undefined);
  const [first, second] =
    fitting.length > 1 && decimalCommas ? fitting.filter(({ delimiter }) => delimiter !== ",") : fitting;
  if (first !== undefined && second !== undefined && first.lines.length > 0) throw undecided(source, first, second);
  // Of delimiters that don't fit, the one that goes furthest is probably meant; without any, there is one column.
  const furthest = attempts.reduce<Attempt | undefined>(
    (best, each) => (best === undefined || each.lines.length > best.lines.length ? each : best),
    undefined,
  );
  return first ?? furthest ?? attemptWith(text, source, ",");
}

/** An attempt on the whole text, unless its beginning shows that the delimiter can't be meant. */
function sampled(text: string, source: string, delimiter: string): Attempt {
  const end = text.lastIndexOf("\n", SAMPLE);
  if (text.length <= SAMPLE || end < 0) return attemptWith(text, source, delimiter);
  const beginning = attemptWith(text.slice(0, end), source, delimiter);
  const { width, misfit } = beginning;
  // A quoted cell may be cut in two.
  const isWrong = width === 1 || (misfit instanceof TableError && misfit.problem.kind === "cells");
  return isWrong ? beginning : attemptWith(text, source, delimiter);
}

/** Nothing in the text tells which of two delimiters is meant, so the user is asked. */
function undecided(source: string, ...attempts: readonly [Attempt, Attempt]): TableError {
  const [one, other] = attempts.map(({ delimiter, first }) => {
    const shown = first!.cells.slice(0, 4).map((name) => show(name));
    const last = first!.cells.length > shown.length ? `${first!.cells.length - shown.length} more` : shown.pop();
    return { words: DELIMITERS[delimiter]!, columns: `${shown.join(", ")} and ${last}`, delimiter };
  });
  return new TableError(
    `: do ${one!.words} stand between two cells, or ${other!.words}? Both fit every line. ` +
      `With ${one!.words} the columns are ${one!.columns}; with ${other!.words}, ${other!.columns}. ` +
      `Say which, as in Table.fromCsv(text, { delimiter: ${show(other!.delimiter)} }), or put quotation marks around ` +
      "the cells that hold the other.",
    { kind: "two delimiters", source },
  );
}
