import { printable } from "@nn/core/component";
import type { ClassSummary, ColumnSummary, NumberSummary } from "./summary.js";
import { cut, padded, widthOf } from "./width.js";

const WIDTH = 80;
/** As much of a name as is written, and as many columns. */
const [LONGEST_NAME, MOST_COLUMNS] = [20, 100];
const BARS = "▁▂▃▄▅▆▇█";
/** How many digits of a number are written, where there is room. */
const DIGITS = [4, 3];

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
  return summary.type === "numbers" ? ofNumbers(summary, room) : ofClasses(summary, room);
}

function ofNumbers({ histogram, minimum, maximum, mean, deviation }: NumberSummary, room: number): string {
  const most = Math.max(...histogram);
  // A part that holds a number isn't as low as an empty one.
  const bars = histogram.map((count) => (count === 0 ? " " : BARS[Math.ceil((count / most) * BARS.length) - 1]));
  // A number that is cut is another number: fewer digits, or fewer numbers.
  const ways = DIGITS.map((digits) => {
    const [from, to, middle, spread] = [minimum, maximum, mean, deviation].map((x) => short(x, digits));
    return { range: `${from} to ${to}`, middle: `, mean ${middle}`, spread: ` ± ${spread}` };
  });
  const texts = [
    ...ways.map(({ range, middle, spread }) => `${range}${middle}${spread}`),
    ...ways.map(({ range, middle }) => `${range}${middle}`),
    ...ways.map(({ range }) => range),
  ];
  return `${bars.join("")}  ${texts.find((text) => BARS.length + 2 + text.length <= room) ?? ""}`;
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

/** A number in few digits; a whole one, such as a year or a count, as it is. */
function short(x: number, digits: number): string {
  if (Number.isInteger(x) && Math.abs(x) < 1e9) return String(x);
  const rounded = Number(x.toPrecision(digits));
  // The largest numbers are rounded beyond themselves.
  return Number.isFinite(rounded) ? String(rounded) : x.toPrecision(digits);
}
