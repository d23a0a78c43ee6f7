import { printable } from "@nn/core/component";

/** Rows of cells as lines, the first column to the left and others to the right, two spaces apart. */
export function grid(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(printable));
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const padded = (cell: string, i: number): string =>
    i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i] ?? 0);
  return cells.map((row) => row.map(padded).join("  ").trimEnd()).join("\n");
}
