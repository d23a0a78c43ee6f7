import { DataError } from "@nn/core";
import { show, suggestion } from "@nn/core/component";
import { checkList, checkWhole } from "../rows.js";
import type { Cell } from "./columnar.js";
import { numberIn } from "./number-cell.js";

/** What a table holds. The tables that verbs give share the columns that they leave as they are. */
export class Content {
  /** What errors call the table. */
  readonly source: string;
  /** The cells by the names of the columns, from left to right. */
  readonly columns: ReadonlyMap<string, readonly Cell[]>;
  /** Where each row comes from, for errors: its line in a text, from 1, or its number among the rows given, from 0. */
  readonly places: readonly number[];
  readonly counted: "line" | "row";
  /** Columns of texts with decimal commas that aren't all numbers, and are as the file has them. */
  readonly commas: ReadonlySet<string>;

  constructor(
    source: string,
    columns: ReadonlyMap<string, readonly Cell[]>,
    places: readonly number[],
    counted: "line" | "row",
    commas: ReadonlySet<string> = new Set(),
  ) {
    this.source = source;
    this.columns = columns;
    this.places = places;
    this.counted = counted;
    this.commas = commas;
  }

  get size(): number {
    return this.places.length;
  }

  /** The same rows under other columns. */
  withColumns(columns: ReadonlyMap<string, readonly Cell[]>, commas: ReadonlySet<string> = this.commas): Content {
    return new Content(this.source, columns, this.places, this.counted, commas);
  }

  /** The rows with these numbers, which exist. */
  take(indices: readonly number[]): Content {
    const taken = [...this.columns].map(([name, cells]) => [name, Array.from(indices, (row) => cells[row]!)] as const);
    const places = Array.from(indices, (row) => this.places[row]!);
    return new Content(this.source, new Map(taken), places, this.counted, this.commas);
  }

  /** A column by its name. */
  column(name: string): readonly Cell[] {
    return this.columns.get(name) ?? this.#refuseName(name);
  }

  /** Refuses what are no numbers of rows, and rows that don't exist. */
  checkRows(indices: readonly number[]): void {
    const user = `${this.source}: take`;
    checkList(user, "row numbers, as in [0, 2]", indices);
    checkWhole(user, indices);
    for (const row of indices) this.checkRow(row);
  }

  /** Refuses a row that doesn't exist. */
  checkRow(row: number): void {
    if (Number.isInteger(row) && row >= 0 && row < this.size) return;
    const rows = this.size === 0 ? "no rows" : `rows 0 to ${this.size - 1}`;
    throw new DataError(`${this.source} has ${rows}, but row ${show(row)} was asked for.`);
  }

  /** Where a cell is, after the source's name. */
  placeOf(row: number, column: string): string {
    return `, ${this.counted} ${this.places[row]}, column ${show(column)}`;
  }

  #refuseName(name: unknown): never {
    if (typeof name !== "string") {
      const remedy = Array.isArray(name) ? " Names are given one by one; rows(...names) takes those of an array." : "";
      throw new DataError(`${this.source}: the name of a column is text, but got ${show(name)}.${remedy}`);
    }
    const names = [...this.columns.keys()];
    if (names.length === 0) throw new DataError(`${this.source} has no column ${show(name)}, nor any other.`);
    const lost =
      this.counted === "line" && names.some((other) => numberIn(other) !== undefined)
        ? ' If its first line is a row, give their names, as in Table.fromCsv(text, { columns: ["…", "…"] }).'
        : "";
    throw new DataError(`${this.source} has no column ${show(name)}. ${suggestion(name, names, show)}${lost}`);
  }
}
