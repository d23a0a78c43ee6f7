import { show } from "@nn/core/component";
import type { Cell } from "./columnar.js";
import type { Content } from "./content.js";
import { rememberedNumbers } from "./known-numbers.js";
import { type DecimalMark, numberIn, numberRemedy } from "./number-cell.js";
import { TableError } from "./table-error.js";

/** The decimal mark of a column's texts. */
export function markOf(content: Content, column: string): DecimalMark {
  return content.commas.has(column) ? "," : ".";
}

/** The number in a cell, or `undefined`. */
export function numberOf(cell: Cell, mark: DecimalMark): number | undefined {
  if (typeof cell === "number") return cell;
  return typeof cell === "string" ? numberIn(cell, mark) : undefined;
}

/** A column's numbers. */
export function numbersOf(content: Content, column: string): number[] {
  const mark = markOf(content, column);
  const cells = content.column(column);
  const remembered = mark === "." ? rememberedNumbers(cells) : undefined;
  if (remembered !== undefined) return [...remembered];
  return cells.map((cell, row) => numberOf(cell, mark) ?? refuseNumber(content, row, column, cell));
}

/** Says of a cell that isn't a number where it is, and what to do. */
export function refuseNumber(content: Content, row: number, column: string, cell: Cell): never {
  const got = cell === null ? `the value is missing. ${gapRemedy(column, "mean")}` : `got ${show(cell)}.`;
  const remedy = typeof cell === "string" ? numberRemedy(cell, markOf(content, column)) : "";
  throw problemOf(content, "no number", row, column, cell, `expected a number, but ${got}${remedy}`);
}

/** The text in a cell; a number is written as JavaScript writes it. */
export function textOf(content: Content, row: number, column: string): string {
  const cell = content.column(column)[row]!;
  if (cell !== null) return String(cell);
  const sentence = `expected text, but the value is missing. ${gapRemedy(column, "mostFrequent")}`;
  throw problemOf(content, "no text", row, column, cell, sentence);
}

function gapRemedy(column: string, policy: string): string {
  return `table.dropMissing(${show(column)}) leaves such rows out; table.fillMissing({ ${keyOf(column)}: ${policy} }) fills them in.`;
}

/** A column's name as an object's key is written. */
function keyOf(column: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(column) ? column : show(column);
}

function problemOf(
  content: Content,
  kind: "no number" | "no text",
  row: number,
  column: string,
  cell: Cell,
  sentence: string,
): TableError {
  const line = content.counted === "line" ? content.places[row]! : null;
  return new TableError(`${content.placeOf(row, column)}: ${sentence}`, {
    kind,
    source: content.source,
    line,
    column,
    cell: cell === null ? "" : String(cell),
  });
}

/**
 * A column's cells as others are to read them.
 *
 * @throws TableError for texts with points in a table of decimal commas that would be read as numbers 1000 times too small.
 */
export function cellsOf(content: Content, column: string): Cell[] {
  const cells = content.column(column);
  if (content.commas.has(column)) refuseThousands(content, column, cells);
  return [...cells];
}

function refuseThousands(content: Content, column: string, cells: readonly Cell[]): void {
  let pointed = -1;
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row]!;
    if (typeof cell !== "string" || numberIn(cell, ",") !== undefined) continue;
    // One word says that they are all words.
    if (numberIn(cell) === undefined) return;
    if (pointed < 0) pointed = row;
  }
  if (pointed >= 0) refuseNumber(content, pointed, column, cells[pointed]!);
}
