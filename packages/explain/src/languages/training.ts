import type { Mathematics, Sentence } from "../render/document.js";

/** What explanations of a step and of an epoch say. */
export interface TrainingWords {
  /** Above a step of so many examples, by its number. */
  stepTitle(step: number): Sentence;
  /** That an optimizer, by its title, moves all parameters at once, on so many examples. */
  step(optimizer: string, examples: number): Sentence;
  /** Over the columns: the parameter, its value before, its gradient, its change, its value after. */
  readonly stepHeader: readonly [Sentence, Sentence, Sentence, Sentence, Sentence];
  /** What the loss is before, what the derivatives make expect, and what it is after. */
  losses(before: Mathematics, predicted: Mathematics, after: Mathematics): Sentence;
  /** Above an epoch, by the numbers of its steps. */
  epochTitle(first: number, last: number): Sentence;
  /** That an optimizer, by its title, takes so many examples in so many steps, and what their mean loss is before. */
  epoch(optimizer: string, examples: number, steps: number, before: Mathematics): Sentence;
  /** Over the columns: the step, its examples, their loss before and after, and the mean loss of all. */
  readonly epochHeader: readonly [Sentence, Sentence, Sentence, Sentence, Sentence];
  /** That so many rows of a table are left out. */
  moreRows(count: number): Sentence;
}
