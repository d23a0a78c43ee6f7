import { DataError } from "@nn/core";
import { printable } from "@nn/core/component";
import type { InputColumn } from "./encode-rows.js";

/** What is scaled is seldom as large as this, */
const LARGE = 10;
/** and seldom so much larger than what it would be if it were scaled once more. */
const SMALLER = 4;
/** What is scaled is hardly ever beyond this. */
const SCALED = 5;

const MOST_SHOWN = 4;

/**
 * Refuses a list of numbers that is a row in the units of its columns, and would go past the pipeline: some are large, and all are
 * ordinary once they are scaled. An array of a type is what its maker has made of it, and passes.
 *
 * @throws DataError with the row as an object.
 */
export function refuseRawNumbers(values: unknown, columns: readonly InputColumn[], width: number): void {
  const first: unknown = Array.isArray(values) && Array.isArray(values[0]) ? values[0] : values;
  if (!isRow(first, width) || !first.some((value) => Math.abs(value) >= LARGE)) return;
  let at = 0;
  let isLarge = false;
  const cells: string[] = [];
  for (const { column, code } of columns) {
    const value = first[at]!;
    at += code.size;
    cells.push(`${printable(column)}: ${value}`);
    if (!("formula" in code)) continue;
    const scaled = scaledBy(code, value);
    const isSmaller = SMALLER * scaled <= Math.abs(value);
    if (!isSmaller && !(scaled <= SCALED)) return;
    isLarge ||= isSmaller && Math.abs(value) >= LARGE;
  }
  if (!isLarge) return;
  const row = cells.length > MOST_SHOWN ? `${cells.slice(0, MOST_SHOWN).join(", ")}, …` : cells.join(", ");
  throw new DataError(
    `Numbers in a list go past the pipeline, but these look like a row that isn't scaled: give it by its columns, { ${row} }. ` +
      `If they are what the network takes, give them as a Float64Array.`,
  );
}

function isRow(values: unknown, width: number): values is readonly number[] {
  return Array.isArray(values) && values.length === width && values.every((value) => Number.isFinite(value));
}

/** How large a number is once it is scaled; infinite for one that can't be. */
function scaledBy(code: InputColumn["code"], value: number): number {
  try {
    return Math.abs(code.encode([value], () => "")[0]!);
  } catch {
    return Infinity;
  }
}
