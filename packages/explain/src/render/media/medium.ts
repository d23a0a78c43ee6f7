import type { Block, Sentence } from "../document.js";
import type { Manner } from "../notation/notation.js";

/** How words and mathematics are printed for one kind of reader. */
export type Medium = (manner: Manner) => {
  /** Words with mathematics among them. */
  readonly sentence: (content: Sentence) => string;
  readonly document: (blocks: readonly Block[]) => string;
};
