import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import { checkCell } from "../cell-check.js";
import type { Cell } from "../columnar.js";
import type { Content } from "../content.js";
import { RowOf, type TableRow } from "./row.js";

/** What a verb asks of each row. */
export type OfRow<T, Names extends string = string> = (row: TableRow<Names>) => T;

/** The numbers of the rows for which a function gives `true`. */
export function keptRows(content: Content, keep: OfRow<boolean>): number[] {
  checkFunction(content, 'filter takes a function of a row, as in filter((row) => row.number("weight") > 100)', keep);
  const kept: number[] = [];
  for (let row = 0; row < content.size; row++) {
    const answer: unknown = keep(new RowOf(content, row));
    if (answer === true) kept.push(row);
    else if (answer !== false) {
      throw new DataError(
        `${content.source}: filter's function must give true or false, but gave ${show(answer)} for row ${row}.`,
      );
    }
  }
  return kept;
}

/** The table with a column that a function gives, row by row: a new one on the right, or in the place of one. */
export function mapped(content: Content, column: string, value: OfRow<Cell>): Content {
  if (typeof column !== "string" || column === "") {
    const instead = typeof column === "function" ? " For an array, it is table.toRows().map(…)." : "";
    throw new DataError(
      `${content.source}: map takes the name of a column and a function of a row, as in ` +
        `map("bmi", (row) => row.number("weight") / row.number("height") ** 2), but the name is ${show(column)}.${instead}`,
    );
  }
  checkFunction(content, "map takes a function of a row beside the name of a column", value);
  const cells = content.places.map((_, row) =>
    checkCell(
      () => `${content.source}: map's function, row ${row}, column ${show(column)}`,
      value(new RowOf(content, row)),
    ),
  );
  const commas = new Set([...content.commas].filter((name) => name !== column));
  return content.withColumns(new Map([...content.columns, [column, cells]]), commas);
}

function checkFunction(content: Content, takes: string, given: unknown): void {
  if (typeof given !== "function") throw new DataError(`${content.source}: ${takes}, but got ${show(given)}.`);
}
