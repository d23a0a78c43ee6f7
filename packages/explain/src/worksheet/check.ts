import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { checkExplanation } from "../explanation/check.js";
import type { Explanation } from "../explanation/explanation.js";
import { linesOf } from "./found-lines.js";
import { isLevel } from "./level.js";
import type { Mistake, Worksheet } from "./sheet.js";

/** @throws OptionError for what isn't a worksheet, or was changed to none. */
export function checkSheet(where: string, sheet: Worksheet): Worksheet {
  const given = Object(sheet) as Worksheet;
  // What a sheet had before there were levels is one of numbers.
  const { seed, name, level = "numbers", explanation, mistake = null, link = null } = given;
  if (typeof sheet !== "object" || !["string", "number"].includes(typeof seed)) {
    throw new OptionError(`${where} takes a worksheet, as worksheet({ seed: 1 }) gives it, but got ${show(sheet)}.`);
  }
  const refuse = (what: string, expected: string, value: unknown): never => {
    throw new OptionError(`${where} takes a worksheet, but its ${what} must be ${expected}, and is ${show(value)}.`);
  };
  if (name !== null && typeof name !== "string") refuse("name", "a text or null", name);
  if (link !== null && typeof link !== "string") refuse("link", "a text or null", link);
  if (!isLevel(level)) refuse("level", "one that worksheet takes", level);
  const solution = checkedSolution(where, explanation);
  if ((mistake === null) === (level === "error")) refuse("mistake", `that of the level ${show(level)}`, mistake);
  return { ...given, level, explanation: solution, mistake: mistake === null ? null : checkedMistake(mistake), link };

  function checkedMistake(mistake: Mistake): Mistake {
    if (typeof mistake !== "object") refuse("mistake", "a line and the explanation that is wrong there", mistake);
    const { line, explanation: wrong } = mistake;
    const checked = checkedSolution(where, wrong);
    const lines = linesOf(checked).length;
    if (!(Number.isInteger(line) && line >= 0 && line < lines)) {
      refuse("mistake", `at one of its ${lines} lines, counted from 0`, line);
    }
    return { ...mistake, explanation: checked };
  }
}

function checkedSolution(where: string, explanation: Explanation): Explanation {
  const checked = checkExplanation(where, explanation);
  if (checked.kind === "gradient") return checked;
  throw new OptionError(`${where} takes a worksheet, but its explanation must be one of a gradient.`);
}
