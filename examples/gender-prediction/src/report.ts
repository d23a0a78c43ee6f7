import { type EpochReport, type History, printable } from "@nn/core";
import type { Table } from "@nn/data";
import plot from "simple-ascii-chart";

/** What to call each row: its name, or its line in the file. */
export function namesOf(table: Table): string[] {
  if (table.columns.includes("name")) return table.strings("name");
  return Array.from({ length: table.size }, (_, row) => `line ${table.lineOf(row)}`);
}

/** Prints lines; what a file holds must not act on the terminal. */
export function print(text: string): void {
  console.log(text.split("\n").map(printable).join("\n"));
}

/** The longest text of a file that is printed whole. */
const LONGEST = 40;

/** A text of a file on one line, and not too long for it. */
export function short(text: string): string {
  const line = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return line.replaceAll("\n", " ");
}

/** Rows of cells as a table, the first column to the left and numbers to the right. */
export function formatTable(table: readonly (readonly string[])[]): string {
  const rows = table.map((row) => row.map(short));
  const widths = rows[0]!.map((_, column) => rows.reduce((most, row) => Math.max(most, row[column]!.length), 0));
  const cell = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!);
  return rows.map((row) => `  ${row.map(cell).join("  ").trimEnd()}`).join("\n");
}

/** Each how many epochs the loss is looked at, 1, 2, 5, 10 and so on: a hundred times at most, as the lab does it. */
export function lossStep(epochs: number): number {
  let step = 1;
  for (let i = 0; 100 * step < epochs; i++) step *= [2, 2.5, 2][i % 3]!;
  return step;
}

/** The loss at every step of epochs, ten to a line as the lab prints it, and after the last epoch. */
export function formatLosses({ reports, epochs }: History): string {
  const step = lossStep(epochs);
  const regular = reports.filter(({ epoch }) => epoch % step === 0);
  const columns = Math.min(10, regular.length);
  const line = (losses: readonly EpochReport[]): string[] => {
    const cells = losses.map(({ loss }) => formatLoss(loss));
    return [`epoch ${losses[0]!.epoch}`, ...cells, ...Array(columns - cells.length).fill("")];
  };
  const lines = Array.from({ length: Math.ceil(regular.length / 10) }, (_, i) =>
    line(regular.slice(10 * i, 10 * i + 10)),
  );
  const last = reports.at(-1)!;
  if (last !== regular.at(-1)) lines.push(line([last]));
  return formatTable([["", ...Array.from({ length: columns }, (_, column) => `+${step * column}`)], ...lines]);
}

/** Three decimals, as in the lab, and of small losses two digits, where three decimals would tell little or nothing. */
function formatLoss(loss: number): string {
  if (loss >= 0.01 || loss === 0) return loss.toFixed(3);
  return loss >= 0.001 ? loss.toFixed(4) : loss.toExponential(1);
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
