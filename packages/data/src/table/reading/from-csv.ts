import type { Cell } from "../columnar.js";
import { Content } from "../content.js";
import { rememberNumbers } from "../known-numbers.js";
import { numberIn } from "../number-cell.js";
import { furtherDown, TableError } from "../table-error.js";
import type { Attempt } from "./attempt.js";
import { withPoints } from "./decimals.js";
import { checkText, textIn } from "./decode.js";
import { parseCsv } from "./delimiter.js";
import { nameColumns } from "./header.js";
import { type CsvOptions, checkCsvOptions } from "./options.js";

/** What a CSV text holds. */
export function contentOfCsv(given: string | Uint8Array, options: CsvOptions): Content {
  const checked = checkCsvOptions(options);
  const { source, isMissing } = checked;
  const text = textIn(given, source);
  checkText(text, source);
  const attempt = parseCsv(text, source, checked);
  const { names: namesAndBlanks, firstIsRow } = nameColumns(
    attempt.first,
    attempt.columns.map(({ texts }) => texts),
    checked,
  );
  const { columns: read, lines } = firstIsRow ? withFirst(attempt) : attempt;
  const names = namesAndBlanks.filter((name) => name !== undefined);
  if (lines.length === 0) {
    const remedy = /\.(csv|tsv|txt)\s*$/i.test(text)
      ? " That looks like a file's name: readTable(path) of @nn/data/node reads a file."
      : "";
    throw new TableError(` has a line of column names, but no rows below it.${remedy}`, { kind: "no rows", source });
  }
  const named = read.filter((_, index) => namesAndBlanks[index] !== undefined);
  const cells = named.map(({ texts, numbers }) => withGaps(texts, isMissing, numbers));
  // Without a comma in a cell there is nothing to ask.
  const mayHaveCommas = attempt.delimiter === "," ? text.includes('"') : text.includes(",");
  const { columns, commas } = mayHaveCommas
    ? withPoints(cells, checked.decimal)
    : withPoints(cells, checked.decimal ?? ".");
  return new Content(
    source,
    new Map(names.map((name, index) => [name, columns[index]!])),
    lines,
    "line",
    new Set(commas.map((index) => names[index]!)),
  );
}

function withFirst({ first, columns, lines }: Attempt): Pick<Attempt, "columns" | "lines"> {
  return {
    columns: columns.map(({ texts, numbers }, index) => {
      const text = first!.cells[index]!;
      const number = numbers && numberIn(text);
      return { texts: [text, ...texts], numbers: number === undefined ? undefined : [number, ...numbers!] };
    }),
    lines: [first!.line, ...lines],
  };
}

/** The cells of a column that is new and belongs to the table alone: it becomes them. */
function withGaps(
  texts: string[],
  isMissing: (text: string) => boolean,
  numbers: readonly number[] | undefined,
): readonly Cell[] {
  const cells: Cell[] = texts;
  let gaps = 0;
  for (let row = 0; row < texts.length; row++) {
    if (!isMissing(texts[row]!)) continue;
    cells[row] = null;
    gaps++;
  }
  // A number may mark a gap.
  if (numbers !== undefined && gaps === 0) rememberNumbers(cells, numbers);
  return cells;
}

/** What a part of a larger text holds, with the lines of the whole text. */
export function contentOfPart(text: string, options: CsvOptions, linesBefore: number): Content {
  try {
    const { source, columns, places, counted, commas } = contentOfCsv(text, options);
    const moved = places.map((line) => line + linesBefore);
    return new Content(source, columns, moved, counted, commas);
  } catch (error) {
    throw furtherDown(error, linesBefore);
  }
}
