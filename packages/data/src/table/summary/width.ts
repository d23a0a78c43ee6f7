/** Characters that take two columns of a terminal, and marks that take none. */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const NONE = /^\p{M}$/u;

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfOne(character);
  return width;
}

/** A text that takes at most so many columns; where it is cut, it ends in …. */
export function cut(text: string, most: number): string {
  // Each character takes at most two columns.
  if (text.length <= most / 2 || widthOf(text) <= most) return text;
  let [width, kept] = [1, ""];
  for (const character of text) {
    width += widthOfOne(character);
    if (width > most) break;
    kept += character;
  }
  return `${kept}…`;
}

/** A text with spaces after it. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(width - widthOf(text), 0));
}

function widthOfOne(character: string): number {
  return NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
}
