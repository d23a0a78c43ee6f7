import { formatShape } from "@nn/numerics";
import type { Stack } from "./stack/stack.js";

/** A stack as a table: a line for each layer, those within others behind them, and the sums. */
export function summarize(stack: Stack): string {
  const rows = stack.allPlaces.map(({ path, layer, outputShape, parameters }) => [
    path,
    layer.name,
    formatShape(outputShape),
    formatCount(parameters.reduce((sum, { size }) => sum + size, 0)),
  ]);
  const table = [["", "layer", "output", "parameters"], ...rows, ["", "", "", formatCount(stack.parameterCount)]];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row.map((cell, column) => (column === 3 ? cell.padStart(widths[3]!) : cell.padEnd(widths[column]!))).join("  "),
  );
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  lines.splice(1, 0, rule);
  lines.splice(-1, 0, rule);
  return lines.join("\n");
}

/** A count with its thousands apart: 101770 as `101 770`, the same in every locale. */
function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, " ");
}
