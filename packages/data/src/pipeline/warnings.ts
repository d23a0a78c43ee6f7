import type { Warning } from "@nn/core";
import { show } from "@nn/core/component";
import type { Cell } from "../table/columnar.js";
import { numberIn } from "../table/number-cell.js";
import type { TargetColumn } from "./answers.js";
import { CategoryCode, isCategory } from "./codes/category-code.js";
import { isMissing } from "./codes/column-code.js";
import { constantColumns, leftOut, listed, numbersRows, runningNumbers } from "./column-warnings.js";
import type { InputColumn } from "./encode-rows.js";
import { columnOf, outlineOf, type RawRows } from "./rows.js";

/** In fewer rows a column goes with the labels by chance. */
const ENOUGH = 10;

/**
 * What is most likely not meant about rows that a network is trained on, and about those that the training is judged by.
 *
 * @param unnamed - The columns that it was told nothing of.
 */
export function warningsOn(
  inputs: readonly InputColumn[],
  targets: readonly TargetColumn[],
  rows: RawRows,
  validation: RawRows | undefined,
  unnamed: readonly string[],
): Warning[] {
  const { size } = outlineOf(rows);
  const valuesOf = (column: string): readonly string[] => Array.from(columnOf(rows, column).cells, asText);
  const given = inputs.map(({ column }) => ({ column, values: valuesOf(column) }));
  const answers = targets.map(({ column, code }) => ({ column, code, values: valuesOf(column) }));
  const constant = size < 2 ? [] : given.filter(({ values }) => values.every((value) => value === values[0]));
  // What is alone may be the time, of which there is something to learn.
  const taken = given.filter(({ column }) => unnamed.includes(column));
  const running = given.length < 2 ? [] : taken.filter(numbersRows);
  const others = unnamed.filter((column) => !given.some((each) => each.column === column));
  const leaks = answers.flatMap(({ column: target, code, values }) =>
    given
      .filter((each) => size >= ENOUGH && tells(each.values, values, code instanceof CategoryCode))
      .map(({ column }) => ({ column, target })),
  );
  const placesOf = (found: readonly { readonly column: string }[]): number[] => {
    const named = new Set(found.map(({ column }) => column));
    return inputs
      .flatMap(({ column, code }) => new Array<boolean>(code.size).fill(named.has(column)))
      .flatMap((isOne, place) => (isOne ? [place] : []));
  };
  return [
    ...(constant.length > 0 ? [{ ...constantColumns(constant, size), columns: placesOf(constant) }] : []),
    ...(running.length > 0 ? [{ ...runningNumbers(running), columns: placesOf(running) }] : []),
    ...(leaks.length > 0 ? [{ ...leak(leaks, size), columns: placesOf(leaks) }] : []),
    ...missingClasses(targets, rows, validation),
    ...(others.length > 0 ? [leftOut(others)] : []),
  ];
}

/** What a cell holds, as a text that is the same for 1, "1" and "1.0"; "" where it is missing. */
function asText(cell: Cell): string {
  // What no cell can be is refused where it is encoded.
  if (isMissing(cell) || !isCategory(cell)) return "";
  const text = String(cell).trim();
  return String(numberIn(text) ?? text);
}

/** Whether each value of an input goes with one of the target, and each of the target with one of the input. */
function tells(input: readonly string[], target: readonly string[], areClasses: boolean): boolean {
  if (!areClasses) return input.every((value, row) => value === target[row]);
  const forward = new Map<string, string>();
  const back = new Map<string, string>();
  for (const [row, value] of input.entries()) {
    const label = target[row]!;
    if ((forward.get(value) ?? label) !== label || (back.get(label) ?? value) !== value) return false;
    forward.set(value, label);
    back.set(label, value);
  }
  return back.size > 1;
}

function leak(leaks: readonly { readonly column: string; readonly target: string }[], size: number): Warning {
  const many = leaks.length > 1;
  const target = show(leaks[0]!.target);
  const message =
    `The column${many ? "s" : ""} ${listed(leaks)} ${many ? "tell" : "tells"} ${target} in each of the ${size} rows: most likely ` +
    `${many ? "they are" : "it is"} the answer in another form, and the network learns no more than that. Leave out, with ignored, ` +
    "what isn't known before the answer.";
  return { kind: "leak", message };
}

/** Labels that are in no row of one part. */
function missingClasses(targets: readonly TargetColumn[], rows: RawRows, validation: RawRows | undefined): Warning[] {
  for (const [part, of] of [
    ["training", rows],
    ["validation", validation],
  ] as const) {
    if (of === undefined) continue;
    for (const { column, code } of targets) {
      if (!(code instanceof CategoryCode)) continue;
      const there = new Set(columnOf(of, column).cells.map(asText));
      const missing = code.categories.filter((category) => !there.has(asText(category)));
      if (missing.length === 0) continue;
      const labels = missing
        .slice(0, 6)
        .map((category) => show(category))
        .join(", ");
      const more = missing.length > 6 ? ` and ${missing.length - 6} more` : "";
      const message =
        `No row of the ${part} has the label ${labels}${more} of ${show(column)}. Divide the rows so that each part has some of each: ` +
        'trainTestSplit(table, { testFraction: 0.25, stratify: "' +
        column +
        '" }).';
      return [{ kind: "missing class", message }];
    }
  }
  return [];
}
