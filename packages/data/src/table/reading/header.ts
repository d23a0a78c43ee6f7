import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import { numberIn } from "../number-cell.js";
import { TableError } from "../table-error.js";
import type { CsvRecord } from "./attempt.js";
import type { CsvOptions } from "./options.js";

/**
 * The names of the columns, and whether the first record is one of the rows.
 *
 * @param texts - What stands below the first record, to leave columns out that have neither a name nor a value: spreadsheets
 *   write such where a cell beside the table was once in use.
 */
export function nameColumns(
  first: CsvRecord | undefined,
  texts: readonly (readonly string[])[],
  { source, header, columns }: CsvOptions & { readonly source: string },
): { readonly names: readonly (string | undefined)[]; readonly firstIsRow: boolean } {
  if (first === undefined)
    throw new TableError(" is empty: expected a line of column names, then rows.", { kind: "empty text", source });
  if (columns !== undefined) {
    checkFit(source, first, columns);
    checkNames(columns, source, null);
    return { names: [...columns], firstIsRow: true };
  }
  if (header === false) return { names: first.cells.map((_, index) => String(index + 1)), firstIsRow: true };
  const isUnused = (index: number): boolean => texts[index]!.length > 0 && texts[index]!.every((text) => text === "");
  const names = first.cells.map((name, index) => (name === "" && isUnused(index) ? undefined : name));
  // Without any name, they are asked for.
  const isNamed = names.some((name) => name !== undefined);
  checkNames(isNamed ? names : first.cells, source, first.line);
  if (header === undefined) checkNoRow(source, first);
  return { names, firstIsRow: false };
}

function checkFit(source: string, { cells, line }: CsvRecord, columns: readonly string[]): void {
  if (cells.length !== columns.length) {
    throw new DataError(
      `${source}, line ${line}: expected ${columns.length} cell${columns.length === 1 ? "" : "s"}, as columns has names, but got ${cells.length}.`,
    );
  }
  if (cells.every((cell, index) => cell === columns[index])) {
    throw new DataError(
      `${source}, line ${line}: the line names the columns, just as columns does, so it is no row. Leave columns out.`,
    );
  }
}

/**
 * Each column has a name, and no other column has it.
 *
 * @param names - `undefined` for what is left out.
 * @param line - Where they stand; `null` where they were given.
 */
function checkNames(names: readonly (string | undefined)[], source: string, line: number | null): void {
  const place = line === null ? ": columns" : `, line ${line}`;
  const seen = new Set<string>();
  for (let index = 0; index < names.length; index++) {
    const name = names[index];
    const columnNumber = index + 1;
    if (name === undefined && line !== null) continue;
    if (typeof name !== "string") {
      throw new DataError(`${source}${place}: the name of column ${columnNumber} must be text, but is ${show(name)}.`);
    }
    if (name === "") {
      const last = columnNumber === names.length ? " If the line ends with a delimiter, take that away." : "";
      const sentence = `${place}: column ${columnNumber} has no name. Give it one.${last}`;
      throw new TableError(sentence, { kind: "no name", source, line, columnNumber });
    }
    if (seen.has(name)) {
      const sentence = `${place}: two columns are named ${show(name)}. Rename one of them.`;
      throw new TableError(sentence, { kind: "same name", source, line, column: name });
    }
    seen.add(name);
  }
}

/** A first line of numbers alone is a row, as far as can be told: it would be lost without a word. */
function checkNoRow(source: string, { cells, line }: CsvRecord): void {
  if (!cells.every((cell) => numberIn(cell.replace(",", ".")) !== undefined)) return;
  const names = cells.slice(0, 3).map((cell) => show(cell));
  const more = cells.length > 3 ? ` and ${cells.length - 3} more` : "";
  throw new TableError(
    `, line ${line}: expected the names of the columns, but got numbers, ${names.join(", ")}${more}. ` +
      'If they are a row, name the columns in a line above, or in Table.fromCsv(text, { columns: ["…", "…"] }). ' +
      "If they are names, say so: { header: true }.",
    { kind: "numbers for names", source, line, cells },
  );
}
