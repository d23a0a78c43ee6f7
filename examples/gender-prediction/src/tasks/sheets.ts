import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import {
  type Worksheet,
  worksheet,
  worksheetLatex,
  worksheetMarkdown,
  worksheetsHtml,
  worksheetText,
} from "@nn/explain";
import type { Arguments } from "../command/arguments.js";
import { Complaint } from "../command/complaint.js";
import { pathOf, readText } from "../command/files.js";
import type { Words } from "../languages/english.js";
import type { LanguageCode } from "../languages/language.js";
import { weightsIn } from "../network/network.js";
import { print } from "../printed/report.js";
import { LANGUAGES } from "../printed/shown.js";

/** How a file's name ends, and what is in it. */
const FORMATS = {
  text: ["txt", worksheetText],
  markdown: ["md", worksheetMarkdown],
  latex: ["tex", worksheetLatex],
} as const;

/** A class, and not a city. */
const MOST_NAMES = 500;
/** More would fill pages. */
const MOST_WEIGHTS = 1000;

/** Writes an exercise and its answers for each name, or the class's as one document and its key, into the folder `sheets` where the command was typed. */
export function writeSheets({
  words,
  sheets,
  seed,
  hidden,
  loss,
  optimizer,
  digits,
  format = "markdown",
  level,
  page,
}: Arguments): void {
  const names = namesIn(sheets!, words);
  const sizes = [2, ...hidden, 1];
  const weights = weightsIn(sizes);
  if (weights > MOST_WEIGHTS) throw new Complaint(words.complaints.longSheet(weights, MOST_WEIGHTS));
  const sheetsOf = names.map((name) => {
    const options = { seed, name, sizes, loss, optimizer, ...(level && { level }) };
    return worksheet(digits === undefined ? options : { ...options, significantDigits: digits });
  });
  if (format === "html") writeClass(sheetsOf, page, words);
  else writeEach(sheetsOf, fileNames(names, words), FORMATS[format as keyof typeof FORMATS], words);
}

const languageOf = ({ code }: Words) => LANGUAGES[code as LanguageCode];

function writeClass(sheets: readonly Worksheet[], page: string | undefined, words: Words): void {
  const folder = pathOf(words.sheets.folder);
  const { exercises, key } = worksheetsHtml(sheets, { language: languageOf(words), ...(page && { page }) });
  const paths = [words.sheets.exercises, words.sheets.key].map((name) => join(folder, `${name}.html`));
  write(folder, paths[0], exercises, words);
  write(folder, paths[1], key, words);
  const written = paths.map((path) => `  ${relative(folder, path)}`).join("\n");
  print(`\n${words.sheets.class(sheets.length, folder)}\n\n${written}\n\n${words.sheets.same}\n`);
}

function writeEach(
  sheets: readonly Worksheet[],
  files: readonly string[],
  [ending, printed]: (typeof FORMATS)[keyof typeof FORMATS],
  words: Words,
): void {
  const folder = pathOf(words.sheets.folder);
  const written = sheets.map((sheet, i) => {
    const told = printed(sheet, { language: languageOf(words) });
    const paths = (["exercises", "answers"] as const).map((part) => {
      const path = join(folder, words.sheets[part], `${files[i]}.${ending}`);
      write(join(folder, words.sheets[part]), path, part === "exercises" ? told.exercise : told.answers, words);
      return path;
    });
    return paths.map((path) => `  ${relative(folder, path)}`).join("\n");
  });
  print(`\n${words.sheets.written(sheets.length, folder)}\n\n${written.join("\n")}\n\n${words.sheets.same}\n`);
}

/** The names in a file, one to a line, or with commas between them. */
function namesIn(given: string, words: Words): string[] {
  const isFile = existsSync(pathOf(given)) || /[\\/]|\.\w+$/.test(given);
  const names = (isFile ? readText(given, words).split(/\r\n?|\n/) : given.split(/[,;\n]/))
    .map((name) => name.trim().normalize())
    .filter((name) => name !== "");
  if (names.length === 0) throw new Complaint(words.complaints.noNames);
  const odd = names.find((name) => !/\p{L}/u.test(name));
  if (odd !== undefined) throw new Complaint(words.complaints.noLetter(words.shown(odd)));
  if (names.length > MOST_NAMES) throw new Complaint(words.complaints.manyNames(names.length, MOST_NAMES));
  return names;
}

/** A name as a file can have it; two names may not share one, on systems that take Ada for ADA, too. */
function fileNames(names: readonly string[], { complaints, quoted }: Words): string[] {
  const files = names.map(
    (name) =>
      name
        .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
        .replace(/^-|-$/g, "")
        .slice(0, 60) || "-",
  );
  const owners = new Map<string, string>();
  for (const [i, file] of files.entries()) {
    const key = file.toLowerCase();
    const other = owners.get(key);
    if (other !== undefined) throw new Complaint(complaints.sameName(quoted(names[i]), quoted(other)));
    owners.set(key, names[i]);
  }
  return files;
}

function write(folder: string, path: string, text: string, { complaints }: Words): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const { code } = error as { code?: string };
    if (typeof code !== "string") throw error;
    throw new Complaint(complaints.unwritable(path, code));
  }
}
