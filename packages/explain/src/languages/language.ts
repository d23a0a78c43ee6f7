import type { Verdict } from "@nn/core/gradients";
import type { Mathematics, Sentence } from "../render/document.js";
import type { NoteWords } from "./notes.js";
import type { SpokenWords } from "./spoken.js";
import type { TrainingWords } from "./training.js";
import type { WorksheetWords } from "./worksheet.js";

/** A language, with everything that an explanation or a worksheet says in it. */
export interface Language {
  /** Its code in BCP 47: `"en"`. */
  readonly code: string;
  /** Between a number's whole part and its fraction. */
  readonly decimalSeparator: "." | ",";
  /** Between a function's operands: not to be taken for the decimal separator. */
  readonly listSeparator: ", " | "\u202f; ";
  /** How formulas are read aloud. */
  readonly spoken: SpokenWords;
  /** What explanations say. */
  readonly explanation: ExplanationWords;
  /** What notes say. */
  readonly notes: NoteWords;
  /** What explanations of a step and of an epoch say. */
  readonly training: TrainingWords;
  /** What worksheets say. */
  readonly worksheet: WorksheetWords;
  /** What tables of checked gradients say. */
  readonly gradientCheck: GradientCheckWords;
}

/** A letter that names begin with in explanations. */
export type Letter = "x" | "t" | "w" | "b" | "z" | "a" | "h" | "o" | "L";

/** What explanations say, in the order in which they say it. */
export interface ExplanationWords {
  /** Above all: where the derivative comes from. */
  title(derivative: Mathematics): Sentence;
  /** Above a prediction. */
  readonly predictionTitle: Sentence;
  /** Above a table of gradients. */
  readonly gradientsTitle: Sentence;
  /** Over its columns: the parameter, its value, its gradient, and its value after the update. */
  readonly gradientsHeader: readonly [Sentence, Sentence, Sentence, Sentence];
  /** Below it: that all derivatives are taken before any parameter moves. */
  readonly gradientsRule: Sentence;
  /** Which derivatives, listed with their values, rounding or a saturated unit has taken the digits of. */
  gradientsLost(list: Sentence): Sentence;
  /** How many inputs there are, and the layers in words. */
  network(inputs: number, layers: Sentence): Sentence;
  /** A hidden layer with the names of its outputs: of neurons, or of an activation alone. */
  hiddenLayer(size: number, names: Sentence, isWeighted: boolean): Sentence;
  /** A layer that isn't one of neurons or an activation, by its title, with the names of its outputs; `isLast` for those of the network. */
  ownLayer(title: string, size: number, names: Sentence, isLast: boolean): Sentence;
  /** That a layer, by its title, leaves its numbers what they are. */
  unchanged(title: string): Sentence;
  /** The last layer with the names of its outputs. */
  outputs(size: number, names: Sentence): Sentence;
  /** Names from one to another, where there are many. */
  range(first: Mathematics, last: Mathematics): Sentence;
  /**
   * What a layer, an activation, a loss or an optimizer is called that has no title in this language; of an optimizer it is
   * the name without its settings.
   */
  untitled(name: string, of: "function" | "optimizer" | "layer"): string;
  /** Which loss it is, by its title. */
  loss(title: string): Sentence;
  /** That the loss is a mean over so many examples. */
  batch(examples: number): Sentence;
  /** What the letters mean. */
  readonly letters: Readonly<Record<Letter, string>>;
  /** What h means in a network with hidden layers that aren't made of neurons. */
  readonly hiddenNumber: string;
  /** What a means where not only activations give numbers inside of layers. */
  readonly innerNumber: string;
  /** A letter and its meaning. */
  letterIs(letter: Mathematics, meaning: string): Sentence;
  /** That numbers are rounded as they are written down. */
  rounded(digits: number): Sentence;
  /** How many decimals are shown; and where all digits are kept, what tells that from rounding on the way. */
  shown(digits: number, isExact: boolean): Sentence;
  /** Before the formulas of a function. */
  functionIs(symbol: Mathematics, title: string): Sentence;
  /** In their place, where they aren't known. */
  functionUnknown(symbol: Mathematics, title: string): Sentence;
  /** That of a layer no formula is written, by its title. */
  layerUnknown(title: string): Sentence;
  /** The same of the loss. */
  readonly lossUnknown: Sentence;
  /** What the function step is. */
  readonly step: Sentence;
  /** Heading: the numbers to begin with. */
  readonly given: Sentence;
  /** The end of their list, where so many are left out. */
  moreGiven(count: number): Sentence;
  /** Heading: the forward pass. */
  readonly forward: Sentence;
  /** In a long derivation: that of each layer only the first number is shown. */
  readonly firstOfEach: Sentence;
  /** In the place of so many numbers of a layer, before the last of them. */
  moreNumbers(count: number, last: Mathematics): Sentence;
  /** Heading: the derivation. */
  readonly chainRule: Sentence;
  /** How many paths lead from the parameter to the loss. */
  paths(count: number, from: Mathematics): Sentence;
  /** How many do in each of several examples, and that the gradient is a mean. */
  pathsInBatch(count: number, examples: number, from: Mathematics): Sentence;
  /** Before the derivative of an example's loss. */
  example(index: number): Sentence;
  /** Before a path, of which the nodes follow. */
  pathNumber(index: number, count: number): Sentence;
  /** Before the sum. */
  readonly sumOfPaths: Sentence;
  /** Before the mean of the examples' derivatives. */
  meanOfExamples(examples: number): Sentence;
  /** How many paths there are, `null` where they aren't counted, and that they are taken together. */
  layers(pathCount: number | null, from: Mathematics): Sentence;
  /** What δ stands for, by an example. */
  delta(example: Mathematics, meaning: Mathematics): Sentence;
  /** That a formula gives another number, or none that is finite, than the component's own code. */
  differs(formulaValue: Mathematics | null): Sentence;
  /** That the loss takes another number in the place of a prediction. */
  clipped(from: Mathematics, to: Mathematics): Sentence;
  /** What the derivative means: by how much L changes if the parameter rises by a step; `null` for a derivative of 0. */
  reading(parameter: Mathematics, step: Mathematics, change: Mathematics | null, rises: boolean): Sentence;
  /** Where the optimizer moves the parameter. */
  moves(optimizer: string, parameter: Mathematics, direction: "up" | "down" | "none"): Sentence;
  /** Heading: the check. */
  readonly check: Sentence;
  /**
   * What central differences of the loss give, how far relatively that is from the exact derivative, how far the
   * measurement may be off, and what follows.
   */
  measured(
    exact: Mathematics,
    value: Mathematics,
    gap: Mathematics,
    uncertainty: Mathematics,
    verdict: Verdict,
  ): Sentence;
  /** What central differences give, and how far they may be off, of a derivative that is 0. */
  measuredZero(value: Mathematics, uncertainty: Mathematics): Sentence;
  /** That the loss depends on a prediction beyond its bounds, and how it was measured there. */
  readonly beyondBounds: Sentence;
  /** That the loss has a kink, what its slopes are on both sides of it, and what that says of the exact derivative. */
  kink(exact: Mathematics, left: Mathematics, right: Mathematics, verdict: Verdict): Sentence;
  /** That kinks of the loss meet, what its slopes are on both sides, and that the exact derivative is one close by. */
  kinks(exact: Mathematics, left: Mathematics, right: Mathematics): Sentence;
  /** What rounding has made of the result. */
  /** `exact` is `null` where rounding changes nothing. */
  rounding(rounded: Mathematics, exact: Sentence | null, digits: number): Sentence;
  /** That this is so much of the result, in percent; `null` where the exact one is 0. */
  roundingIsLarge(percent: number | null): Sentence;
  /** That a unit is saturated, so that float64 loses its f′, and what the derivative is; `null` for less than 10⁻³⁰⁸. */
  saturated(gradient: Mathematics | null): Sentence;
  /** Heading: the update. */
  readonly update: Sentence;
  /** Before the optimizer's rule: its title, and what its letters stand for. */
  updateRule(title: string, settings: readonly Sentence[]): Sentence;
  /** Before what an optimizer remembers from before the first update. */
  readonly atFirst: Sentence;
  /** Before what it remembers from the updates before. */
  readonly soFar: Sentence;
  /**
   * That by hand the change is rounded to so many significant digits, and the parameter isn't rounded again; `null` for a
   * change that has no formula.
   */
  changeRounded(change: Mathematics | null, parameter: Mathematics, digits: number): Sentence;
  /** What settings are called, by their names, `laterStep` for a step behind the first; another one has its letter alone. */
  readonly settings: Readonly<Record<string, string>>;
  /** Before the table of what an optimizer does that doesn't say its rule. */
  updated(optimizer: string, parameter: Mathematics, gradient: Mathematics, step: number): Sentence;
  /** Over the column of values before the update. */
  readonly before: Sentence;
  /** Over the column of values after it. */
  readonly after: Sentence;
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
  /**
   * Below the table, if any is wrong: where to look.
   *
   * @param suspect - First: at the last layer of which one is.
   * @param behind - And then: at what these give back, the nearest first.
   * @param loss - And at the gradient of this loss, if given.
   */
  whereToLook(suspect: CheckedLayer, behind: readonly CheckedLayer[], loss?: string): string;
}

/** A layer by its place and its name. */
export interface CheckedLayer {
  /** Where it is: `"1"`, or `"0.1"` within another one. */
  readonly path: string;
  /** What it calls itself: `"Dense(3 → 2, sigmoid)"`. */
  readonly name: string;
}
