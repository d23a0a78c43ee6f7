import type { Cell } from "../columnar.js";
import type { Content } from "../content.js";
import { checkSome } from "./select.js";

/** The rows that have the same cells in some columns. */
export interface GroupedRows {
  /** Those cells, by the names of their columns. */
  readonly cells: Readonly<Record<string, Cell>>;
  readonly rows: readonly number[];
}

/** The groups, in the order in which their first rows come. */
export function grouped(content: Content, names: readonly string[]): GroupedRows[] {
  checkSome(content, "groupBy", names);
  const columns = names.map((name) => content.column(name));
  const groups = new Map<string, { cells: Cell[]; rows: number[] }>();
  for (let row = 0; row < content.size; row++) {
    const cells = columns.map((column) => column[row]!);
    // Unlike the cells alone, this tells "1" from 1.
    const key = JSON.stringify(cells);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { cells, rows: [row] });
    else group.rows.push(row);
  }
  return Array.from(groups.values(), ({ cells, rows }) => ({
    cells: Object.fromEntries(names.map((name, index) => [name, cells[index]!])),
    rows,
  }));
}
