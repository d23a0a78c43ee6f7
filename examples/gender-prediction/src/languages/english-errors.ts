import { show } from "@nn/core/component";
import type { TableError } from "@nn/data";

/** What the library says is wrong; of a cell without a number, it advises a programmer, who isn't the author of the file. */
export function errorInEnglish(error: Error): string {
  const { message, problem } = error as Error & Partial<TableError>;
  if (problem?.kind !== "no number" || !/\btable\.\w+\(/i.test(message)) return message;
  const place = `${problem.source}, line ${problem.line}, column ${show(problem.column)}`;
  return `${place}: expected a number, but ${ofCell(problem.cell)}`;
}

function ofCell(cell: string): string {
  return cell === ""
    ? "the cell is empty, or says that the value is missing (NA, NaN or ?). Fill it in, or leave the row out."
    : `got ${show(cell)}. Numbers are written in digits 0 to 9 with a decimal point, without a unit.`;
}
