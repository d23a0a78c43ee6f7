import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import type { Cell } from "./columnar.js";

/**
 * Refuses what a cell can't hold.
 *
 * @param place - Where it comes from, as the message should name it: `The table, row 3, column "weight"`.
 */
export function checkCell(place: () => string, value: unknown): Cell {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new DataError(
    `${place()}: expected text, a finite number, true, false, or null for a missing value, but got ${show(value)}.` +
      remedyFor(value),
  );
}

function remedyFor(value: unknown): string {
  if (typeof value === "bigint") return " Number(x) or String(x) makes one of it.";
  if (Object.prototype.toString.call(value) === "[object Date]") return " date.toISOString() is its text.";
  return typeof value === "object" && value !== null && "then" in value ? " Wait for it first, with await." : "";
}
