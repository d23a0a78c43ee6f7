import { DataError, DivergenceError, OptionError, ShapeError } from "@nn/core";
import { printable } from "@nn/core/component";
import type { Words } from "../languages/english.js";

/** What the user can mend, told in the user's language already. */
export class Complaint extends Error {
  override readonly name = "Complaint";
}

/** What went wrong, in a sentence if it is the user's to mend, and else as it is. */
export function toldOf(error: unknown, words: Words): unknown {
  if (error instanceof Complaint) return printable(error.message);
  const told = [DataError, DivergenceError, OptionError, ShapeError].some((kind) => error instanceof kind);
  return told ? printable(words.complaints.library(error as Error)) : error;
}
