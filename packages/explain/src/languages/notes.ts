import type { Mathematics, Sentence } from "../render/document.js";

/** What notes say, by their kinds; see {@link Note}. */
export interface NoteWords {
  /** That an activation is nearly level, by its output, and its derivative; `null` for less than 10⁻³⁰⁸. */
  saturated(of: Mathematics, slope: Mathematics | null): Sentence;
  /** That it is level. */
  dead(of: Mathematics): Sentence;
  /** That the loss has a kink, with its slopes on both sides. */
  kink(left: Mathematics, right: Mathematics): Sentence;
  /** That a derivative is too small to be measured. */
  unmeasurable(gradient: Mathematics): Sentence;
  /** What rounding has made of a derivative, and what it is in truth. */
  cancelled(gradient: Mathematics, exact: Mathematics): Sentence;
  /** That units are alike and stay so, by the list of their outputs. */
  symmetric(of: Sentence): Sentence;
  /** How many of the paths give 0. */
  zeroPath(zero: number, paths: number): Sentence;
  /** What the loss takes in the place of a prediction, by its name and value. */
  clipped(prediction: Mathematics, taken: Mathematics): Sentence;
}
