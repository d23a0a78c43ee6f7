import { DataError } from "@nn/core";
import { OptionError, show } from "@nn/core/component";
import { checkWhole } from "../rows.js";
import type { ClassOutputs, TargetColumn } from "./answers.js";
import { CategoryCode } from "./codes/category-code.js";
import { isMissing } from "./codes/column-code.js";
import { NumberCode } from "./codes/number-code.js";
import { refuseUnknownLabel } from "./codes/unknown-label.js";
import type { InputColumn } from "./encode-rows.js";
import type { Makers } from "./pipeline-options.js";
import { columnOf, isColumnar, outlineOf, type RawRows } from "./rows.js";

/** @throws OptionError for what is wrong. */
export function checkMakers(name: string, makers: Makers): void {
  const given: unknown = makers;
  const columns = typeof given === "object" && given !== null && !Array.isArray(given) ? Object.entries(given) : [];
  const wrong = columns.find(([, maker]) => typeof Object(maker).fit !== "function");
  if (columns.length > 0 && wrong === undefined) return;
  const got = wrong === undefined ? show(given) : `${show(wrong[1])} for ${show(wrong[0])}`;
  throw new OptionError(
    `Pipeline.fit: ${name} must name columns and how they are prepared, as in { weight: numeric() }, but is ${got}.`,
  );
}

/** @throws OptionError for a column that is to have no part, and has one. */
export function checkIgnored(ignored: readonly string[], parts: Readonly<Record<string, Makers | undefined>>): void {
  for (const [part, makers = {}] of Object.entries(parts)) {
    const both = ignored.find((column) => Object.hasOwn(makers, column));
    if (both === undefined) continue;
    throw new OptionError(
      `Pipeline.fit: the column ${show(both)} is in ${part} and in ignored, but can be in one of them.`,
    );
  }
}

/** @throws OptionError for what is wrong. */
export function checkColumns(key: string, columns: readonly InputColumn[]): void {
  const given: unknown = columns;
  const isOne = (each: unknown): boolean => {
    const { column, code } = Object(each) as Partial<InputColumn>;
    return typeof column === "string" && (code instanceof NumberCode || code instanceof CategoryCode);
  };
  if (Array.isArray(given)) checkWhole("Pipeline", given);
  if (!Array.isArray(given) || given.length === 0 || !given.every(isOne)) {
    throw new OptionError(
      `Pipeline: ${key} must be a list of at least one column with its code, as in [{ column: "weight", code }], but is ${show(given)}.`,
    );
  }
  const names = Array.from(given as readonly InputColumn[], ({ column }) => column);
  if (new Set(names).size === names.length) return;
  throw new OptionError(`Pipeline: ${key} must have each column once, but has ${show(names)}.`);
}

/** @throws DataError for a row without an answer, or with one that isn't known: nothing can be learnt from it or measured by it. */
export function refuseNoAnswers(rows: RawRows, targets: readonly TargetColumn[]): void {
  // For its sentence about what are no rows.
  outlineOf(rows);
  for (const { column, code } of targets) {
    const { cells, place } = columnOf(rows, column);
    if (code instanceof CategoryCode && code.unknown === null) refuseUnknownLabel(cells, place, code.categories);
    const row = code.missing === null ? cells.findIndex(isMissing) : -1;
    if (row < 0) continue;
    const table = isColumnar(rows) ? "table" : "Table.fromRows(rows)";
    throw new DataError(
      `${place(row)}: the answer is missing, which the network is to learn or to be measured by. Leave such rows out: ` +
        `${table}.dropMissing(${show(column)}).`,
    );
  }
}

/** @throws OptionError for what is wrong. */
export function checkTarget(column: string, code: NumberCode | CategoryCode, outputs: ClassOutputs): void {
  if (outputs !== "probabilities" && outputs !== "logits") {
    throw new OptionError(`Pipeline: outputs must be "probabilities" or "logits", but is ${show(outputs)}.`);
  }
  const isRight = code instanceof CategoryCode ? hasLabelCodes(code) : !code.indicator;
  if (isRight) return;
  throw new OptionError(
    `Pipeline: the target ${show(column)} must be numbers without an indicator, or classes with the codes of label(), but is ${code.name} of ${code.size}.`,
  );
}

/** Whether codes are those that answers are told from: [0] and [1] of two classes, or a 1 for each class in its place. */
function hasLabelCodes({ codes, size }: CategoryCode): boolean {
  if (size === 1) return codes.length === 2 && codes[0]![0] === 0 && codes[1]![0] === 1;
  return codes.length === size && codes.every((code, i) => code.every((number, j) => number === (i === j ? 1 : 0)));
}
