/** The longest text of a file that is printed whole. */
const LONGEST = 40;

/** A text of a file on one line, and not too long for it. */
export function short(text: string): string {
  const line = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return line.replaceAll("\n", " ");
}

/** Rows of cells as a table, the first column to the left and numbers to the right, with so many spaces between two. */
export function formatTable(table: readonly (readonly string[])[], gap = 2): string {
  const rows = table.map((row) => row.map(short));
  const widths = rows[0].map((_, column) => rows.reduce((most, row) => Math.max(most, row[column].length), 0));
  const cell = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column]);
  return rows.map((row) => `  ${row.map(cell).join(" ".repeat(gap)).trimEnd()}`).join("\n");
}
