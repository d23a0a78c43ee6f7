import type { Mathematics, Sentence } from "../render/document.js";
import type { WorksheetLevel } from "../worksheet/level.js";

/** What worksheets say. */
export interface WorksheetWords {
  /** The title of the exercise. */
  exercise(seed: string): Sentence;
  /** The title of the answers. */
  answers(seed: string): Sentence;
  /** The line for the student's name, which may be there already, and for the date. */
  nameAndDate(name: string | null): Sentence;
  /** The name on the answers. */
  nameAlone(name: string): Sentence;
  /** What is to be found, and to how many significant digits results are rounded; `null` for all. */
  task(level: WorksheetLevel, digits: number | null): Sentence;
  /** Before the names on a path, which are to be found. */
  readonly path: Sentence;
  /** Where the wrong line and its right number are written. */
  readonly mistakeHere: Sentence;
  /** Which line was wrong, and what it gave. */
  mistake(line: Mathematics, wrong: Mathematics): Sentence;
  /** What a link to the workshop page says. */
  readonly open: string;
  /** The title of a class's sheets. */
  readonly sheets: string;
  /** The title of the key to them. */
  readonly key: string;
  /** Of the key, what codes say, and what they can't prove. */
  readonly codes: Sentence;
  /** Over the columns of the key: a line, its number, and the code of who stopped there. */
  readonly keyHeader: readonly [Sentence, Sentence, Sentence];
  /** In the key, of who has found all. */
  readonly all: string;
  /** That the change is to be rounded, and the parameter not again; see `changeRounded`. */
  changeToRound(change: Mathematics | null, parameter: Mathematics, digits: number): Sentence;
  /** How far a right result may be from the answers, and that zeros at the end are written. */
  tolerance(digits: number): Sentence;
}
