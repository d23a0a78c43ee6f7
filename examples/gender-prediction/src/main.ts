import { fileURLToPath } from "node:url";
import { readArguments } from "./command/arguments.js";
import { toldOf } from "./command/complaint.js";
import { LANGUAGES, languageOf } from "./languages/language.js";
import { perform } from "./tasks/perform.js";

const here = (file: string): string => fileURLToPath(new URL(`../${file}`, import.meta.url));
const args = process.argv.slice(2);
const words = LANGUAGES[languageOf(args, process.env)];

// The reader of the output may stop early: npm start | head
process.stdout.on("error", () => process.exit());

try {
  await perform(readArguments({ data: here("people.csv"), predict: here("new-people.csv") }, words, args));
} catch (error) {
  console.error("\n%s\n", toldOf(error, words));
  process.exitCode = 1;
}
