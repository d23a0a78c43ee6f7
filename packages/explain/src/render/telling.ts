import type { Manner } from "./notation/notation.js";

/** How the blocks are made; in an exercise, what there is to find is left blank. */
export interface Telling extends Manner {
  readonly elementary: boolean;
  readonly blank: boolean;
  /** The names whose values were given, and not computed. */
  readonly given: ReadonlySet<string>;
}
