import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { printed } from "./print.js";
import type { ColumnSummary } from "./summary.js";
import { WORDS } from "./words.js";

/**
 * What a table looks like, column by column, for programs; as text, for people.
 *
 * @example
 * const summary = Table.fromCsv("weight,gender\n133,F\n160,M\n,M\n").describe();
 * summary.columns[0]?.gaps; // => 1
 * String(summary).split("\n")[3]; // => "weight  numbers      1  █      █  133 to 160, mean 146.5 ± 13.5"
 */
export class TableSummary<Names extends string = string> {
  /** What errors call the table. */
  readonly source: string;
  /** How many rows there are. */
  readonly size: number;
  /** The columns, from left to right. */
  readonly columns: readonly ColumnSummary<Names>[];

  /** Made by `table.describe()`. */
  constructor(source: string, size: number, columns: readonly ColumnSummary<Names>[]) {
    this.source = source;
    this.size = size;
    this.columns = columns;
  }

  /** A line for each column, at most 80 characters wide. */
  toString(): string {
    return this.toText();
  }

  /**
   * The same in a language, English unless given.
   *
   * @throws OptionError for another language.
   *
   * @example
   * Table.fromCsv("poids\n133.5\n160\n", { source: "gens.csv" }).describe().toText("fr").split("\n")[3];
   * // => "poids    nombres       0  █      █  133,5 à 160, moyenne 146,8 ± 13,25"
   */
  toText(language: "en" | "fr" = "en"): string {
    const words = Object.hasOwn(WORDS, language) ? WORDS[language] : undefined;
    if (words === undefined) {
      throw new OptionError(`toText: the language must be "en" or "fr", but is ${show(language)}.`);
    }
    return printed(this.source, this.size, this.columns, words);
  }
}
