import type { WorksheetLevel } from "../worksheet/level.js";
import type { Manner } from "./notation/notation.js";

/** How the blocks are made. */
export interface Telling extends Manner {
  readonly elementary: boolean;
  /** Of an exercise, what there is to find; `null` where all is told. */
  readonly level: WorksheetLevel | null;
  /** Whether numbers that are to be found are left blank. */
  readonly blank: boolean;
  /** The names whose values were given, and not computed. */
  readonly given: ReadonlySet<string>;
}
