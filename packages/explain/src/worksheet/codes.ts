import { seededRandom } from "@nn/core";
import { checkSheet } from "./check.js";
import { worksheetLines } from "./lines.js";
import type { Worksheet } from "./sheet.js";

/** Without 0, 1 and I, which are taken for letters or numbers, and without vowels, so that no word comes of it. */
export const LETTERS = "23456789BCDFGHJKLMNPQRSTVWXYZ";

/**
 * Four characters for each result of a sheet, which a student reads out and a teacher finds in the key: the first is of
 * one whose first line isn't right, the second of one who has that right and not the next one, and so on; the last is of
 * one who has all right. Of a sheet with a wrong line there are two: it isn't found, or it is.
 *
 * They follow from the sheet alone, so anyone who reads the program can make them: a code is no proof.
 *
 * @throws OptionError for what isn't a worksheet.
 *
 * @example
 * const codes = worksheetCodes(worksheet({ seed: 2026, name: "Ada" }));
 * codes.length; // => 16
 * codes.at(-1)?.length; // => 4
 */
export function worksheetCodes(sheet: Worksheet): string[] {
  const { seed, name, level, mistake } = checkSheet("worksheetCodes", sheet);
  const random = seededRandom(`${seed} ${level}`, name === null ? "codes" : `codes of ${name}`);
  const results = (mistake === null ? worksheetLines(sheet).length : 1) + 1;
  const codes = new Set<string>();
  while (codes.size < results) {
    codes.add(Array.from({ length: 4 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join(""));
  }
  return [...codes];
}
