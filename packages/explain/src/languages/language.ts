import type { Verdict } from "@nn/core/testing";
import type { Mathematics, Sentence } from "../render/document.js";

/** A language, with everything that an explanation or a worksheet says in it. */
export interface Language {
  /** Its code in BCP 47: `"en"`. */
  readonly code: string;
  /** Between a number's whole part and its fraction. */
  readonly decimalSeparator: "." | ",";
  /** Between a function's operands: not to be taken for the decimal separator. */
  readonly listSeparator: ", " | "; ";
  /** What explanations say. */
  readonly explanation: ExplanationWords;
  /** What worksheets say. */
  readonly worksheet: WorksheetWords;
  /** What tables of checked gradients say. */
  readonly gradientCheck: GradientCheckWords;
}

/** What explanations say, in the order in which they say it. */
export interface ExplanationWords {
  /** Above all: where the derivative comes from. */
  title(derivative: Mathematics): Sentence;
  /** Above a prediction. */
  readonly predictionTitle: Sentence;
  /** Which layers, which loss if there is one, and that it is a mean if the batch is more than one example. */
  network(layers: string, loss: string | null, batch: number): Sentence;
  /** That numbers are rounded as they are written down. */
  rounded(digits: number): Sentence;
  /** How many decimals are shown; and where all digits are kept, what tells that from rounding on the way. */
  shown(digits: number, isExact: boolean): Sentence;
  /** Before the formulas of a function. */
  functionIs(symbol: Mathematics, name: string): Sentence;
  /** In their place, where they aren't known. */
  functionUnknown(symbol: Mathematics, name: string): Sentence;
  /** The same of a loss. */
  lossUnknown(name: string): Sentence;
  /** What the function step is. */
  readonly step: Sentence;
  /** Heading: the numbers to begin with. */
  readonly given: Sentence;
  /** The end of their list, where so many are left out. */
  moreGiven(count: number): Sentence;
  /** Heading: the forward pass. */
  readonly forward: Sentence;
  /** Heading: the derivation. */
  readonly chainRule: Sentence;
  /** How many paths lead from the parameter to the loss. */
  paths(count: number, from: Mathematics): Sentence;
  /** Before a path, of which the nodes follow. */
  pathNumber(index: number, count: number): Sentence;
  /** Before the sum. */
  readonly sumOfPaths: Sentence;
  /** How many paths there are, and that they are taken together. */
  layers(pathCount: number, from: Mathematics): Sentence;
  /** What δ stands for, by an example. */
  delta(example: Mathematics, meaning: Mathematics): Sentence;
  /** That a formula gives another number, or none that is finite, than the unit's own code. */
  differs(formulaValue: Mathematics | null): Sentence;
  /** Heading: the check. */
  readonly check: Sentence;
  /** What differences of the loss give, how far that may be from the derivative, and what it says of the exact one. */
  measured(exact: Mathematics, value: Mathematics, uncertainty: Mathematics, verdict: Verdict): Sentence;
  /** That the loss has a kink, what its slopes are on both sides of it, and what that says of the exact derivative. */
  kink(exact: Mathematics, left: Mathematics, right: Mathematics, verdict: Verdict): Sentence;
  /** That kinks of the loss meet, what its slopes are on both sides, and that the exact derivative is one close by. */
  kinks(exact: Mathematics, left: Mathematics, right: Mathematics): Sentence;
  /** What rounding has made of the result. */
  rounding(rounded: Mathematics, exact: Mathematics, digits: number): Sentence;
  /** Heading: the update. */
  readonly update: Sentence;
  /** Before the optimizer's rule: its name, and what its letters stand for. */
  updateRule(optimizer: string, settings: readonly Sentence[]): Sentence;
  /** Before what an optimizer remembers from before the first update. */
  readonly atFirst: Sentence;
  /** What optimizers are called, by their names; another one is called by its name. */
  readonly optimizers: Readonly<Record<string, string>>;
  /** What settings are called, by their names; another one has its letter alone. */
  readonly settings: Readonly<Record<string, string>>;
  /** Before the table of what an optimizer does that doesn't say its rule. */
  updated(optimizer: string, parameter: Mathematics, gradient: Mathematics): Sentence;
  /** Over the column of values before the update. */
  readonly before: Sentence;
  /** Over the column of values after it. */
  readonly after: Sentence;
}

/** What worksheets say. */
export interface WorksheetWords {
  /** The title of the exercise. */
  exercise(seed: string): Sentence;
  /** The title of the answers. */
  answers(seed: string): Sentence;
  /** What is to be done. */
  readonly task: Sentence;
}

/** What tables of checked gradients say. */
export interface GradientCheckWords {
  /** Over the columns: the parameter, its worst element, what back-propagation and differences of the loss give, and ±. */
  readonly header: readonly [string, string, string, string, string];
  /** That both derivatives agree, or don't. */
  readonly verdicts: Readonly<Record<Verdict, string>>;
  /** Behind the verdict: of how many elements it holds, where it doesn't hold of all. */
  some(count: number, all: number): string;
  /** Behind the verdict: that there is a kink, with the slopes on both sides. */
  kink(left: string, right: string): string;
}
