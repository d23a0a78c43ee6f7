import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readArguments } from "gender-prediction/dist/command/arguments.js";
import { toldOf } from "gender-prediction/dist/command/complaint.js";
import { LANGUAGES, languageOf } from "gender-prediction/dist/languages/language.js";
import { perform } from "gender-prediction/dist/tasks/perform.js";
import { expect, vi } from "vitest";

const folder = dirname(createRequire(import.meta.url).resolve("gender-prediction/package.json"));

/** What the example prints, run in this process, which takes a tenth of the time of one of its own. */
export async function printed(...words: readonly string[]): Promise<string> {
  const files = { data: join(folder, "people.csv"), predict: join(folder, "new-people.csv") };
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await perform(readArguments(files, LANGUAGES[languageOf(words, {})], words));
    return log.mock.calls.map(([text]) => `${text}\n`).join("");
  } finally {
    log.mockRestore();
  }
}

/** The sentence that it ends in. */
export async function refused(...words: readonly string[]): Promise<string> {
  try {
    await printed(...words);
  } catch (error) {
    const told = toldOf(error, LANGUAGES[languageOf(words, {})]);
    if (typeof told === "string") return told;
    throw error;
  }
  return expect.unreachable("nothing was refused");
}
