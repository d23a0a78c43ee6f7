import { fileURLToPath } from "node:url";
import { DataError, DivergenceError, OptionError, printable, ShapeError } from "@nn/core";
import { readArguments } from "./arguments.js";
import { Complaint } from "./complaint.js";
import { LANGUAGES, languageOf } from "./language.js";
import { showNeuron } from "./neuron.js";
import { train } from "./train.js";

const here = (file: string): string => fileURLToPath(new URL(`../${file}`, import.meta.url));
const words = LANGUAGES[languageOf(process.argv.slice(2), process.env)];

async function main(): Promise<void> {
  const chosen = readArguments({ data: here("people.csv"), predict: here("new-people.csv") }, words);
  switch (chosen.mode) {
    case "train":
      return train(chosen);
    case "neuron":
      return showNeuron(chosen);
    // Imported when asked for, as they bring a library for formulas along.
    case "explain":
      return (await import("./explain.js")).explainUpdate(chosen);
    case "sheets":
      return (await import("./sheets.js")).writeSheets(chosen);
  }
}

/** What went wrong, in a sentence if it is the user's to mend. */
function complaint(error: unknown): unknown {
  if (error instanceof Complaint) return printable(error.message);
  const told = [DataError, DivergenceError, OptionError, ShapeError].some((kind) => error instanceof kind);
  return told ? printable(words.complaints.library((error as Error).message)) : error;
}

// Whoever reads along may stop early: npm start | head
process.stdout.on("error", () => process.exit());

main().catch((error: unknown) => {
  console.error("\n%s\n", complaint(error));
  process.exitCode = 1;
});
