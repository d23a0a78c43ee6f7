import type { CategoryCode } from "./codes/category-code.js";
import type { NumberCode } from "./codes/number-code.js";
import { columnOf, outlineOf, type RawRows } from "./rows.js";

/** A column that a network takes. */
export interface InputColumn {
  /** Its name. */
  readonly column: string;
  /** What its cells are as numbers. */
  readonly code: NumberCode | CategoryCode;
}

/** The codes of columns side by side, row by row. */
export function encoded(rows: RawRows, columns: readonly InputColumn[], width: number): number[][] {
  const { size } = outlineOf(rows);
  const names = columns.map(({ column }) => column);
  const encodings = columns.map(({ column, code }) => {
    const { cells, place } = columnOf(rows, column, names);
    return { code, numbers: code.encode(cells, place) };
  });
  const all = Array.from({ length: size }, () => new Array<number>(width));
  let from = 0;
  for (const { code, numbers } of encodings) {
    for (let row = 0; row < size; row++) {
      for (let i = 0; i < code.size; i++) all[row]![from + i] = numbers[row * code.size + i]!;
    }
    from += code.size;
  }
  return all;
}

/** How many numbers the columns become. */
export function sizeOf(columns: readonly InputColumn[]): number {
  return columns.reduce((sum, { code }) => sum + code.size, 0);
}
