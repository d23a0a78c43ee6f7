import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";

/**
 * What there is to find on a sheet: the numbers; the factors' formulas, too; the path and the names of its factors as well; or
 * the one line that is wrong.
 */
export type WorksheetLevel = "numbers" | "factors" | "path" | "error";

const LEVELS: readonly WorksheetLevel[] = ["numbers", "factors", "path", "error"];

export function isLevel(level: unknown): level is WorksheetLevel {
  return LEVELS.includes(level as WorksheetLevel);
}

export function checkLevel(level: WorksheetLevel): WorksheetLevel {
  if (isLevel(level)) return level;
  throw new OptionError(
    `worksheet: level must be one of ${LEVELS.map((one) => `"${one}"`).join(", ")}, but is ${show(level)}.`,
  );
}
