import { Refusal } from "./engine/files/table.js";
import type { Texts } from "./languages/en.js";

/** What comes of some work, or what its refusal says, in the reader's language. */
export function unlessRefused<T>(work: () => T, texts: Texts): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return texts.views.table.problem(error.problem);
    throw error;
  }
}
