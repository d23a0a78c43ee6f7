import type { Seed } from "@nn/core/types";
import type { Explanation } from "../explanation/explanation.js";
import type { WorksheetLevel } from "./level.js";

/** An exercise with its solution. */
export interface Worksheet {
  /** What its numbers were drawn from. */
  readonly seed: Seed;
  /** Whose it is, or `null`. */
  readonly name: string | null;
  /** What there is to find. */
  readonly level: WorksheetLevel;
  /** The solution, of which the exercise leaves out what there is to find. */
  readonly explanation: Explanation;
  /** What a sheet says whose wrong line is to be found; `null` of the other levels. */
  readonly mistake: Mistake | null;
  /**
   * What the workshop page makes the same sheet of: `page.html#w1…`. It is `null` where the activation, the loss or the
   * optimizer can't be written down.
   */
  readonly link: string | null;
}

/** A solution with a wrong line, from which the later ones follow rightly. */
export interface Mistake {
  /** Which of the sheet's lines it is, from 0. */
  readonly line: number;
  /** The solution with it: what a reader is shown, to find it in. */
  readonly explanation: Explanation;
}
