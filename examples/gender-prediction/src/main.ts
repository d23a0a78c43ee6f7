import { fileURLToPath } from "node:url";
import { DataError, DivergenceError, OptionError, ShapeError } from "@nn/core";
import { printable } from "@nn/core/component";
import { readArguments } from "./arguments.js";
import { Complaint } from "./complaint.js";
import { LANGUAGES, languageOf } from "./language.js";
import { perform } from "./perform.js";

const here = (file: string): string => fileURLToPath(new URL(`../${file}`, import.meta.url));
const args = process.argv.slice(2);
const words = LANGUAGES[languageOf(args, process.env)];

/** What went wrong, in a sentence if it is the user's to mend. */
function complaint(error: unknown): unknown {
  if (error instanceof Complaint) return printable(error.message);
  const told = [DataError, DivergenceError, OptionError, ShapeError].some((kind) => error instanceof kind);
  return told ? printable(words.complaints.library(error as Error)) : error;
}

// The reader of the output may stop early: npm start | head
process.stdout.on("error", () => process.exit());

try {
  await perform(readArguments({ data: here("people.csv"), predict: here("new-people.csv") }, words, args));
} catch (error) {
  console.error("\n%s\n", complaint(error));
  process.exitCode = 1;
}
