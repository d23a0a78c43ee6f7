import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";

/** What stands in a cell whose value is missing, unless a caller says otherwise. */
const MISSING: readonly string[] = ["", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "?"];

/**
 * Tells the texts that mark a missing value.
 *
 * @param user - What takes the option, as the message should name it.
 */
export function missingTest(user: string, markers: readonly string[] = MISSING): (text: string) => boolean {
  const isList = Array.isArray(markers);
  // findIndex sees holes, and ends at the first.
  const wrong = isList ? markers.findIndex((each) => typeof each !== "string") : -1;
  if (!isList || wrong >= 0) {
    const got = isList ? `an array with ${show(markers[wrong])}` : show(markers);
    throw new OptionError(
      `${user}: missing must be an array of the texts that mark a missing value, such as ["", "-"], but is ${got}.`,
    );
  }
  // As they are read: without the spaces around them.
  const marks = new Set(Array.from(markers, (each) => each.trim()));
  // A glance at the first character spares most texts, which are numbers, the search.
  const first = new Set(Array.from(marks, (each) => each.charCodeAt(0)));
  const longest = Math.max(...Array.from(marks, (each) => each.length), -1);
  return (text) => text.length <= longest && first.has(text.charCodeAt(0)) && marks.has(text);
}
