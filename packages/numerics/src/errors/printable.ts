import { OptionError } from "./errors.js";

/**
 * What a terminal acts on, or shows nothing for: controls, format marks such as those that turn the writing direction, and
 * separators of lines and paragraphs.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A text from outside as a message or a terminal may show it: characters that would act on the terminal are written as
 * their codes.
 *
 * @example
 * printable("weight\u001b[31m"); // => "weight\\u001b[31m"
 */
export function printable(text: string): string {
  if (typeof text !== "string")
    throw new OptionError(`printable takes a text, but got a value of type ${typeof text}.`);
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** The longest text that messages show whole. */
const LONGEST = 80;

/** A text in quotation marks, on one line, and no longer than a message can bear. */
export function quoted(text: string): string {
  if (text.length <= LONGEST) return printable(JSON.stringify(text));
  return `${printable(JSON.stringify(startOf(text)))}… (${text.length} characters)`;
}

/** The same without quotation marks, for lists of names. */
export function bare(name: string): string {
  return name.length <= LONGEST ? printable(name) : `${printable(startOf(name))}…`;
}

function startOf(text: string): string {
  return text.slice(0, LONGEST - 20).replace(/[\uD800-\uDBFF]$/, "");
}
