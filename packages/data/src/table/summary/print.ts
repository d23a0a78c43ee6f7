import { printable } from "@nn/core/component";
import type { ClassSummary, ColumnSummary, NumberSummary } from "./summary.js";
import { cut, padded, widthOf } from "./width.js";

const WIDTH = 80;
/** As much of a name as is written, and as many columns. */
const [LONGEST_NAME, MOST_COLUMNS] = [20, 100];
const BARS = "▁▂▃▄▅▆▇█";

/** A summary as a text of lines that are at most 80 characters wide. */
export function printed(source: string, size: number, columns: readonly ColumnSummary[]): string {
  const shown = columns.slice(0, MOST_COLUMNS);
  const names = shown.map(({ column }) => cut(printable(column), LONGEST_NAME));
  const gaps = shown.map(({ gaps }) => String(gaps));
  const nameWidth = Math.max(...names.map(widthOf), "column".length);
  const gapWidth = Math.max(...gaps.map(widthOf), "gaps".length);
  const line = (name: string, type: string, gap: string, rest: string): string =>
    cut(`${padded(name, nameWidth)}  ${padded(type, 8)}  ${gap.padStart(gapWidth)}  ${rest}`, WIDTH).trimEnd();
  const room = WIDTH - nameWidth - gapWidth - 14;
  return [
    cut(`${source}: ${counted(size, "row")}, ${counted(columns.length, "column")}`, WIDTH),
    "",
    line("column", "holds", "gaps", "values"),
    ...shown.map((summary, index) => line(names[index]!, summary.type, gaps[index]!, valuesOf(summary, room))),
    ...(columns.length > shown.length ? [`and ${counted(columns.length - shown.length, "more column")}`] : []),
  ].join("\n");
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function valuesOf(summary: ColumnSummary, room: number): string {
  if (summary.type === "nothing") return "";
  return summary.type === "numbers" ? ofNumbers(summary) : ofClasses(summary, room);
}

function ofNumbers({ histogram, minimum, maximum, mean, deviation }: NumberSummary): string {
  const most = Math.max(...histogram);
  // A part that holds a number isn't as low as an empty one.
  const bars = histogram.map((count) => (count === 0 ? " " : BARS[Math.ceil((count / most) * BARS.length) - 1]));
  return `${bars.join("")}  ${short(minimum)} to ${short(maximum)}, mean ${short(mean)} ± ${short(deviation)}`;
}

function ofClasses({ classes }: ClassSummary, room: number): string {
  const [first] = classes;
  const value = (each: unknown): string => cut(printable(String(each)), LONGEST_NAME);
  if (first!.count === 1 && classes.length > 1) return `${classes.length} different, such as ${value(first!.value)}`;
  let written = `${classes.length}:`;
  for (let index = 0; index < classes.length; index++) {
    const { value: each, count } = classes[index]!;
    const next = `${written}${index === 0 ? "" : ","} ${value(each)} ${count}`;
    const isLast = index === classes.length - 1;
    if (widthOf(next) + (isLast ? 0 : 3) > room) return `${written}, …`;
    written = next;
  }
  return written;
}

const short = (x: number): string => String(Number(x.toPrecision(4)));
