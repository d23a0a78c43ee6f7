import { DataError } from "@nn/core";
import { printable, show } from "@nn/core/component";
import type { InputColumn } from "./encode-rows.js";

/** A scaled number is seldom as large as this, ten deviations from the mean: a row without such a one is taken as it is. */
const LARGE = 10;
/** A number in its column's unit becomes this many times smaller when it is scaled; one that is scaled already, seldom. */
const SMALLER = 4;
/** A number of the column is hardly ever beyond this once it is scaled: one that would be is no number of it. */
const SCALED = 5;

const MOST_SHOWN = 4;

/** As many rows of a list tell what all of it is. */
const MOST_LOOKED_AT = 100;

/**
 * Refuses lists of numbers that are rows in the units of their columns, and would go past the pipeline: some numbers are large, and
 * all are ordinary once they are scaled. Of many rows half must be so, as a single one can be far from the others. A typed array is
 * what its maker has made of it, and passes.
 *
 * @throws DataError with the first of those rows as an object.
 */
export function refuseRawNumbers(values: unknown, columns: readonly InputColumn[], width: number): void {
  const rows = rowsIn(values, width);
  const raw = rows.filter((row) => isRaw(row, columns));
  if (raw.length === 0 || 2 * raw.length < rows.length) return;
  const cells = cellsOf(raw[0]!, columns).map(([{ column, code }, numbers]) => {
    return `${printable(column)}: ${cellFor(code, numbers)}`;
  });
  const shown = cells.length > MOST_SHOWN ? `${cells.slice(0, MOST_SHOWN).join(", ")}, …` : cells.join(", ");
  throw new DataError(
    `Numbers in a list go past the pipeline, but these look like a row that isn't scaled: give it by its columns, { ${shown} }. ` +
      `If they are what the network takes, give them as a Float64Array.`,
  );
}

/** The rows of a list, or the one that it is; none if one of them is anything else. */
function rowsIn(values: unknown, width: number): readonly Row[] {
  if (!Array.isArray(values)) return [];
  const isOne = !Array.isArray(values[0]);
  // Where a row is a single number, a list of several is of as many rows.
  const rows: unknown[] =
    isOne && width > 1 ? [values] : firstOf(values, MOST_LOOKED_AT).map((row) => (isOne ? [row] : row));
  return rows.every((row) => isRow(row, width)) ? rows.map((row) => firstOf(row, width)) : [];
}

/** By index: a list from outside may have methods of its own. */
function firstOf<Element>(list: readonly Element[], most: number): Element[] {
  return Array.from({ length: Math.min(list.length, most) }, (_, i) => list[i]!);
}

type Row = readonly number[];

function isRow(values: unknown, width: number): values is Row {
  return Array.isArray(values) && values.length === width && values.every((value) => Number.isFinite(value));
}

function isRaw(row: Row, columns: readonly InputColumn[]): boolean {
  if (!row.some((value) => Math.abs(value) >= LARGE)) return false;
  let isLarge = false;
  for (const [{ code }, [value]] of cellsOf(row, columns)) {
    if (!("formula" in code)) continue;
    const size = Math.abs(value!);
    const scaled = scaledBy(code, value!);
    const isSmaller = SMALLER * scaled <= size;
    if (!isSmaller && !(scaled <= SCALED)) return false;
    isLarge ||= isSmaller && size >= LARGE;
  }
  return isLarge;
}

/** Each column with its numbers in a row. */
function cellsOf(row: Row, columns: readonly InputColumn[]): (readonly [InputColumn, Row])[] {
  let at = 0;
  return columns.map((column) => {
    const from = at;
    at += column.code.size;
    return [column, row.slice(from, at)] as const;
  });
}

/** What stood in a table where these are its numbers; "…" where they are those of no category, or of a number that is missing. */
function cellFor(code: InputColumn["code"], numbers: Row): string {
  if ("formula" in code) return numbers[1] ? "…" : `${numbers[0]}`;
  const category = code.categories[code.codes.findIndex((own) => own.every((number, i) => number === numbers[i]))];
  return category === undefined ? "…" : show(category);
}

/** How large a number is once it is scaled; infinite for one that can't be. */
function scaledBy(code: InputColumn["code"], value: number): number {
  try {
    return Math.abs(code.encode([value], () => "")[0]!);
  } catch {
    return Infinity;
  }
}
