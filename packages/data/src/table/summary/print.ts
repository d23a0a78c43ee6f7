import { printable } from "@nn/core/component";
import type { ClassSummary, ColumnSummary, NumberSummary } from "./summary.js";
import { cut, padded, widthOf } from "./width.js";
import type { Words } from "./words.js";

const WIDTH = 80;
/** As much of a name as is written, and as many columns. */
const [LONGEST_NAME, MOST_COLUMNS] = [20, 100];
const BARS = "▁▂▃▄▅▆▇█";
/** How many digits of a number are written, where there is room. */
const DIGITS = [4, 3];

/** A summary as a text of lines that are at most 80 characters wide. */
export function printed(source: string, size: number, columns: readonly ColumnSummary[], words: Words): string {
  const [column, holds, gapsHeading, values] = words.headings;
  const shown = columns.slice(0, MOST_COLUMNS);
  const names = shown.map(({ column }) => cut(printable(column), LONGEST_NAME));
  const gaps = shown.map(({ gaps }) => String(gaps));
  const nameWidth = Math.max(...names.map(widthOf), column.length);
  const gapWidth = Math.max(...gaps.map(widthOf), gapsHeading.length);
  const line = (name: string, type: string, gap: string, rest: string): string =>
    cut(`${padded(name, nameWidth)}  ${padded(type, 8)}  ${gap.padStart(gapWidth)}  ${rest}`, WIDTH).trimEnd();
  const room = WIDTH - nameWidth - gapWidth - 14;
  return [
    cut(`${source}${words.colon} ${words.rows(size)}, ${words.columns(columns.length)}`, WIDTH),
    "",
    line(column, holds, gapsHeading, values),
    ...shown.map((summary, index) =>
      line(names[index]!, words.types[summary.type], gaps[index]!, valuesOf(summary, room, words)),
    ),
    ...(columns.length > shown.length ? [words.more(columns.length - shown.length)] : []),
  ].join("\n");
}

function valuesOf(summary: ColumnSummary, room: number, words: Words): string {
  if (summary.type === "nothing") return "";
  return summary.type === "numbers" ? ofNumbers(summary, room, words) : ofClasses(summary, room, words);
}

function ofNumbers(
  { histogram, minimum, maximum, mean, deviation }: NumberSummary,
  room: number,
  words: Words,
): string {
  const most = Math.max(...histogram);
  // A part that holds a number isn't as low as an empty one.
  const bars = histogram.map((count) => (count === 0 ? " " : BARS[Math.ceil((count / most) * BARS.length) - 1]));
  // A number that is cut is another number: fewer digits, or fewer numbers.
  const ways = DIGITS.map((digits) => {
    const [from, to, middle, spread] = [minimum, maximum, mean, deviation].map((x) => words.number(short(x, digits)));
    return { range: `${from} ${words.to} ${to}`, middle: `, ${words.mean} ${middle}`, spread: ` ± ${spread}` };
  });
  const texts = [
    ...ways.map(({ range, middle, spread }) => `${range}${middle}${spread}`),
    ...ways.map(({ range, middle }) => `${range}${middle}`),
    ...ways.map(({ range }) => range),
  ];
  return `${bars.join("")}  ${texts.find((text) => BARS.length + 2 + text.length <= room) ?? ""}`;
}

function ofClasses({ classes }: ClassSummary, room: number, words: Words): string {
  const [first] = classes;
  const value = (each: unknown): string => cut(printable(String(each)), LONGEST_NAME);
  if (first!.count === 1 && classes.length > 1) return words.different(classes.length, value(first!.value));
  let written = `${classes.length}${words.colon}`;
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
