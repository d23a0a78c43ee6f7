import {
  type Explanation,
  english,
  french,
  type Language,
  type RenderOptions,
  type Sentence,
  type Told,
  toJson,
  toLatex,
  toMarkdown,
  toText,
} from "@nn/explain";
import type { Arguments } from "../command/arguments.js";
import type { LanguageCode } from "../languages/language.js";
import { printJson } from "./json.js";
import { print } from "./report.js";

/** The languages of explanations by the codes that the program's own have. */
export const LANGUAGES: Readonly<Record<LanguageCode, Language>> = { en: english, fr: french };

/** Prints an explanation in the form that was asked for, with a note at its end; what stands before it is for text alone. */
export function printTold(
  { words, digits, exact, elementary, format = "text" }: Arguments,
  told: Told,
  before: string,
  note?: Sentence,
): void {
  const language = LANGUAGES[words.code as LanguageCode];
  const notes = note === undefined ? [] : [note];
  const options: RenderOptions = { language, elementary, notes, ...(exact ? { digits: digits! } : {}) };
  if (format === "json") printJson(JSON.parse(toJson(told as Explanation)));
  if (format === "markdown") print(toMarkdown(told, options).trimEnd());
  if (format === "latex") print(toLatex(told, options).trimEnd());
  if (format === "text") print(`${before}${toText(told, options)}`);
}
