import { DataError } from "@nn/core";

/** What errors of a table speak of. Lines, columns and characters count from 1, as editors count them. */
export interface TableFacts {
  /** What the text was called. */
  readonly source: string;
  /** The line; `null` of what wasn't read from a text, but given. */
  readonly line: number | null;
  /** The column by its name. */
  readonly column: string;
  /** The column by its place. */
  readonly columnNumber: number;
  /** What stands in the cell; "" where the value is missing. */
  readonly cell: string;
  /** What stands in the line's cells. */
  readonly cells: readonly string[];
  /** How many cells there should be. */
  readonly expected: number;
  /** The character's place in its line. */
  readonly characterNumber: number;
  /** The character itself. */
  readonly character: string;
}

/** A kind of problem, with those facts that it has. */
export type TableFault<Kind extends string, Fact extends keyof TableFacts = never> = {
  /** What tells it from others. */
  readonly kind: Kind;
} & Pick<TableFacts, "source" | Fact>;

/** What is wrong with a table: its kind, and the facts. */
export type TableProblem =
  | TableFault<"empty text">
  | TableFault<"no rows">
  | TableFault<"two delimiters">
  | TableFault<"no number", "line" | "column" | "cell">
  | TableFault<"no text", "line" | "column" | "cell">
  | TableFault<"no object", "line">
  | TableFault<"cells", "line" | "expected" | "cells">
  | TableFault<"no name", "line" | "columnNumber">
  | TableFault<"same name", "line" | "column">
  | TableFault<"numbers for names", "line" | "cells">
  | TableFault<"quotation marks", "line" | "characterNumber">
  | TableFault<"character", "line" | "character">;

/**
 * The DataError of a table, with what is wrong for a program to read, such as one that says it in another language:
 * `problem.kind`, and the facts in the message. The name is DataError's.
 */
export class TableError extends DataError {
  /** The kind, and the facts. */
  readonly problem: TableProblem;

  /** @param rest - Of the sentence, after the source's name. */
  constructor(rest: string, problem: TableProblem) {
    super(`${problem.source}${rest}`);
    this.problem = problem;
  }
}

/** The error of a part of a text as one of the whole text, in which so many lines come before; any other as it is. */
export function furtherDown(error: unknown, linesBefore: number): unknown {
  if (!(error instanceof DataError) || linesBefore === 0) return error;
  const message = error.message.replace(/(, line )(\d+)/, (_, words, line) => `${words}${Number(line) + linesBefore}`);
  if (!(error instanceof TableError)) return new DataError(message, { cause: error });
  const { problem } = error;
  const moved = "line" in problem && problem.line !== null ? { ...problem, line: problem.line + linesBefore } : problem;
  return new TableError(message.slice(problem.source.length), moved);
}
