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

/** @throws OptionError for what isn't a list with something in it. */
export function checkList(where: string, sheets: readonly Worksheet[]): void {
  if (Array.isArray(sheets) && sheets.length > 0) return;
  throw new OptionError(
    `${where} takes the sheets of a class, as in [worksheet({ seed: 1, name: "Ada" })], but got ${show(sheets)}.`,
  );
}

/** @throws OptionError for what isn't a page's address, to which a sheet's link can be added. */
export function checkAddress(where: string, page: string): void {
  if (typeof page === "string" && /^[^\s#]+$/.test(page)) return;
  throw new OptionError(
    `${where}: page must be the page's address, as "https://school.example/atelier.html", without a # or a space, but is ${show(page)}.`,
  );
}

/** What the largest QR code holds, of the error correction that ours have (ISO/IEC 18004, version 40-M). */
const MOST_BYTES = 2331;

/**
 * Where a sheet is at the page's address.
 *
 * @throws OptionError for a sheet that no link can say, and for a link that no QR code holds.
 */
export function linkAt(where: string, page: string, sheet: Worksheet): string {
  if (sheet.link === null) {
    throw new OptionError(
      `${where}: no link can say what a sheet is made from, as its activation, loss or optimizer says no kind, or it was made before there were links. Leave page out.`,
    );
  }
  const link = `${page}#${sheet.link}`;
  const bytes = Array.from(link, bytesOf).reduce((sum, each) => sum + each, 0);
  if (bytes <= MOST_BYTES) return link;
  throw new OptionError(
    `${where}: a QR code holds at most ${MOST_BYTES} bytes, but the link of a sheet has ${bytes}. Take a shorter address of the page, or leave page out.`,
  );
}

/** How many bytes a character has in UTF-8. */
function bytesOf(character: string): number {
  if (character.length === 2) return 4;
  return character < "\u0080" ? 1 : character < "\u0800" ? 2 : 3;
}
