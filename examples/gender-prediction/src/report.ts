import type { History } from "@nn/core";
import type { Table } from "@nn/data";
import plot from "simple-ascii-chart";

/** What to call each row: its name, or its line in the file. */
export function namesOf(table: Table): string[] {
  if (table.columns.includes("name")) return table.strings("name");
  return Array.from({ length: table.size }, (_, row) => `line ${table.lineOf(row)}`);
}

/** Rows of cells as a table, the first column to the left and numbers to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const cell = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!);
  return rows.map((row) => `  ${row.map(cell).join("  ").trimEnd()}`).join("\n");
}

/** The loss at every tenth epoch, as the lab prints it, ten to a line. */
export function formatLosses({ reports }: History): string {
  const tenths = reports.filter(({ epoch }) => epoch % 10 === 0);
  const lines = Array.from({ length: Math.ceil(tenths.length / 10) }, (_, line) => {
    const losses = tenths.slice(10 * line, 10 * line + 10).map(({ loss }) => loss.toFixed(3));
    return [`epoch ${100 * line}`, ...losses];
  });
  const header = ["", ...Array.from({ length: 10 }, (_, column) => `+${10 * column}`)];
  return formatTable([header, ...lines.map((line) => [...line, ...Array(11 - line.length).fill("")])]);
}

/** The loss as a curve over the epochs, from 0 to the first tenth above its highest value. */
export function formatCurve({ reports }: History): string {
  const points = reports.map(({ epoch, loss }): [number, number] => [epoch, loss]);
  const top = Math.ceil(10 * Math.max(...points.map(([, loss]) => loss))) / 10;
  const last = points.at(-1)![0];
  const curve = plot(points, {
    width: 60,
    height: 10,
    yRange: [0, top],
    customYAxisTicks: [0, top / 2, top],
    customXAxisTicks: [0, Math.round(last / 2), last],
    formatter: (value) => String(Number(value.toFixed(3))),
  });
  return `  loss by epoch\n${curve}`.trimEnd();
}
