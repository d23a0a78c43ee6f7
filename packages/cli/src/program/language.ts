/** The languages that the command speaks. */
export type Language = "en" | "fr";

/** What is said, in each language. */
export interface Text {
  readonly en: string;
  readonly fr: string;
}

/** The language that the command line asks for, or else the environment. */
export function languageOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = args.flatMap((word, i) =>
    word === "--lang" ? [args[i + 1]] : word.startsWith("--lang=") ? [word.slice("--lang=".length)] : [],
  );
  const code = asked.filter((each) => each === "en" || each === "fr").at(-1);
  return code === "en" || code === "fr" ? code : fromEnvironment(environment);
}

/**
 * The first of these variables that is set decides, as POSIX has it; LANGUAGE is a list of GNU's, of which the first
 * that is known counts. What isn't French is English.
 */
function fromEnvironment(environment: Readonly<Record<string, string | undefined>>): Language {
  const { LC_ALL, LC_MESSAGES, LANG, LANGUAGE } = environment;
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== "");
  const codes = locale === undefined ? (LANGUAGE ?? "").split(":") : [locale];
  const known = codes
    .map((value) => /^([a-z]+)(?![a-z])/i.exec(value)?.[1]?.toLowerCase())
    .filter((code) => code === "fr" || code === "en");
  return known[0] === "fr" ? "fr" : "en";
}
