import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { worksheet, worksheetLatex, worksheetMarkdown, worksheetText } from "@nn/explain";
import type { Arguments } from "./arguments.js";
import { Complaint } from "./complaint.js";
import type { Words } from "./english.js";
import { pathOf, readText } from "./files.js";
import type { LanguageCode } from "./language.js";
import { weightsIn } from "./network.js";
import { print } from "./report.js";
import { LANGUAGES } from "./shown.js";

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

/** Writes an exercise and its answers for each name, into the folder `sheets` where the command was typed. */
export function writeSheets({
  words,
  sheets,
  seed,
  hidden,
  loss,
  optimizer,
  digits,
  format = "markdown",
}: Arguments): void {
  const names = namesIn(sheets!, words);
  const files = fileNames(names, words);
  const sizes = [2, ...hidden, 1];
  const weights = weightsIn(sizes);
  if (weights > MOST_WEIGHTS) throw new Complaint(words.complaints.longSheet(weights, MOST_WEIGHTS));
  const language = LANGUAGES[words.code as LanguageCode];
  const [ending, printed] = FORMATS[format as keyof typeof FORMATS];
  const folder = pathOf(words.sheets.folder);
  const written = names.map((name, i) => {
    const options = { seed, name, sizes, loss, optimizer };
    const sheet = worksheet(digits === undefined ? options : { ...options, significantDigits: digits });
    const { exercise, answers } = printed(sheet, { language });
    const paths = (["exercises", "answers"] as const).map((part) =>
      join(folder, words.sheets[part], `${files[i]}.${ending}`),
    );
    write(folder, words.sheets.exercises, paths[0], exercise, words);
    write(folder, words.sheets.answers, paths[1], answers, words);
    return paths.map((path) => `  ${relative(folder, path)}`).join("\n");
  });
  print(`\n${words.sheets.written(names.length, folder)}\n\n${written.join("\n")}\n\n${words.sheets.same}\n`);
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

function write(folder: string, part: string, path: string, text: string, { complaints }: Words): void {
  try {
    mkdirSync(join(folder, part), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const { code } = error as { code?: string };
    if (typeof code !== "string") throw error;
    throw new Complaint(complaints.unwritable(path, code));
  }
}
