import { english, type Words } from "./english.js";
import { french } from "./french.js";

/** The languages by the codes that `--lang` takes. */
export const LANGUAGES: Readonly<Record<LanguageCode, Words>> = { en: english, fr: french };

export type LanguageCode = "en" | "fr";

/** The language that the command line asks for, or else the environment. */
export function languageOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): LanguageCode {
  const asked = args.flatMap((word, i) =>
    word === "--lang" ? [args[i + 1]] : word.startsWith("--lang=") ? [word.slice(7)] : [],
  );
  const code = asked.filter((each) => each === "en" || each === "fr").at(-1);
  return code === "en" || code === "fr" ? code : fromEnvironment(environment);
}

/**
 * The first of these variables that is set decides, as POSIX has it; LANGUAGE is a list of GNU's, of which the first
 * that is known counts. What isn't French is English.
 */
function fromEnvironment(environment: Readonly<Record<string, string | undefined>>): LanguageCode {
  const { LC_ALL, LC_MESSAGES, LANG, LANGUAGE } = environment;
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== "");
  const codes = [locale, ...(locale === undefined ? (LANGUAGE ?? "").split(":") : [])]
    .map((value) => /^([a-z]+)(?![a-z])/i.exec(value ?? "")?.[1]?.toLowerCase())
    .filter((code) => code === "fr" || code === "en");
  return codes[0] === "fr" ? "fr" : "en";
}
