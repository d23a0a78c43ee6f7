import { finiteNumber } from "@nn/core/component";
import { checkSheet } from "./check.js";
import { linesOf, type WorksheetLine } from "./found-lines.js";
import type { Worksheet } from "./sheet.js";

/**
 * The lines of a worksheet in the order in which they are printed, each with its right number. Where the sheet has a wrong
 * line, they are those that follow from it, and that line's number is the right one.
 *
 * @throws OptionError for what isn't a worksheet.
 *
 * @example
 * const sheet = worksheet({ seed: "Ada" });
 * worksheetLines(sheet).map(({ symbol }) => toText(symbol)).slice(0, 3); // => ["z_h1", "z_h2", "h1"]
 * worksheetLines(sheet).length; // => 15
 */
export function worksheetLines(sheet: Worksheet): WorksheetLine[] {
  const { explanation, mistake, level } = checkSheet("worksheetLines", sheet);
  const lines = linesOf(explanation);
  const found = mistake === null ? lines : linesOf(mistake.explanation);
  return found.map((line, i) => {
    const { isFactor, ...told } = i === mistake?.line ? lines[i]! : line;
    const isOpen = isFactor && (level === "factors" || level === "path");
    return { ...told, formula: isOpen ? null : told.formula, isNamed: !isOpen || level === "factors" };
  });
}

/**
 * Whether a number is what a line asks for, to within 1 in the last digit.
 *
 * @throws OptionError for what isn't a finite number.
 *
 * @example
 * const { value, tolerance } = worksheetLines(worksheet({ seed: "Ada" }))[0]!;
 * isRightAnswer({ value, tolerance }, value); // => true
 * isRightAnswer({ value, tolerance }, value + 2 * tolerance); // => false
 */
export function isRightAnswer(line: Pick<WorksheetLine, "value" | "tolerance">, found: number): boolean {
  const { value, tolerance } = Object(line) as WorksheetLine;
  finiteNumber("isRightAnswer: value", value);
  finiteNumber("isRightAnswer: tolerance", tolerance, { atLeast: 0 });
  // What is typed has fewer digits than a float64.
  return Math.abs(finiteNumber("isRightAnswer: found", found) - value) <= 1.001 * tolerance;
}
