import { OptionError } from "@nn/core";
import { checkOptions, show } from "@nn/core/component";
import { type AnyExplanation, checkExplanation } from "../explanation/check.js";
import type { Explanation } from "../explanation/explanation.js";
import { isMathematics } from "../explanation/mathematics.js";
import { checkRenderOptions } from "../languages/check.js";
import type { Language } from "../languages/language.js";
import { explanationBlocks, type RenderOptions } from "./blocks/blocks.js";
import { gradientTable } from "./blocks/gradient-table.js";
import { epochBlocks, stepBlocks } from "./blocks/training.js";
import { type Block, checkParts, derivative, type Mathematics, paragraph, type Sentence } from "./document.js";
import { latex } from "./media/latex.js";
import { markdown } from "./media/markdown.js";
import { mathml } from "./media/mathml.js";
import type { Medium } from "./media/medium.js";
import { text } from "./media/text.js";
import type { Manner } from "./notation/notation.js";
import { spoken } from "./notation/spoken.js";
import type { Telling } from "./telling.js";

/**
 * What can be told: an explanation, or several of gradients in one pass, which make a table of these; or a formula, or
 * words with formulas among them, such as those of a {@link Language}.
 */
export type Told = AnyExplanation | readonly Explanation[] | Mathematics | Sentence;

/**
 * An explanation as plain text, for a terminal of 80 columns; or the gradients of several, in a table.
 *
 * @throws OptionError for what isn't an explanation, for options that don't exist, and for a language that isn't one.
 *
 * @example
 * const network = new Sequential([new Dense(1, 1, { activation: identity })]);
 * network.setParameters({ "0.weight": [3], "0.bias": [1] });
 * const explanation = explain(network, { input: [2], target: [6], loss: meanSquaredError, parameter: "w1" });
 * toText(explanation).includes("∂L/∂w1 = ∂L/∂o1 · ∂o1/∂w1 = 2 · 2 = 4"); // => true
 * toText({ kind: "number", value: 0.0215 }, { language: french }); // => "0,0215"
 */
export function toText(explanation: Told, options: RenderOptions = {}): string {
  return rendered("toText", explanation, options, text);
}

/** An explanation as Markdown, with its mathematics between dollar signs, as GitHub, Jupyter and Pandoc read it. */
export function toMarkdown(explanation: Told, options: RenderOptions = {}): string {
  return rendered("toMarkdown", explanation, options, markdown);
}

/**
 * An explanation as a LaTeX document for pdflatex, xelatex or lualatex, with amsmath and geometry; KaTeX reads each of its
 * formulas.
 */
export function toLatex(explanation: Told, options: RenderOptions = {}): string {
  return rendered("toLatex", explanation, options, latex);
}

/**
 * An explanation as a part of a page: HTML, which is XML as well, with its mathematics in MathML, as browsers show it without
 * a library or a font. Its title is an `h2`, and each formula has its words as an `aria-label`, in the language of the text.
 *
 * Source: W3C, "MathML Core".
 *
 * @throws OptionError as {@link toText}.
 *
 * @example
 * const formula = toMathML({ kind: "formula", source: "w1 + 0.5" }, { language: french });
 * formula.includes('aria-label="w 1 plus 0,5"'); // => true
 * formula.includes("<mrow><msub><mi>w</mi><mn>1</mn></msub><mo>+</mo><mn>0,5</mn></mrow>"); // => true
 */
export function toMathML(explanation: Told, options: RenderOptions = {}): string {
  return rendered("toMathML", explanation, options, mathml);
}

/**
 * A formula, or words with formulas among them, in words, as a label for screen readers.
 *
 * @throws OptionError as {@link toText}.
 *
 * @example
 * toSpeech({ kind: "formula", source: "w1 * x1 - (o1 - t1)^2" });
 * // => "w 1 times x 1 minus open bracket, o 1 minus t 1, close bracket to the power 2"
 * toSpeech({ kind: "number", value: -0.0215 }, { language: french }); // => "moins 0,0215"
 */
export function toSpeech(
  formula: Mathematics | Sentence,
  options: Pick<RenderOptions, "language" | "digits"> = {},
): string {
  const given = isMathematics(formula) ? [formula] : formula;
  if (!isSentence(given)) {
    throw new OptionError(
      `toSpeech takes a formula, as in { kind: "formula", source: "w1" }, or a sentence, but got ${show(given)}.`,
    );
  }
  const { words, manner } = checkSentence("toSpeech", given, options);
  return words.map((part) => (typeof part === "string" ? part : spoken(part, manner))).join("");
}

/** An explanation as JSON, two spaces deep; `JSON.parse` gives it back. */
export function toJson(explanation: AnyExplanation): string {
  return `${JSON.stringify(checkExplanation("toJson", explanation), null, 2)}\n`;
}

function rendered(where: string, given: Told, options: RenderOptions, medium: Medium): string {
  const words = isMathematics(given) ? [given] : given;
  if (isSentence(words)) {
    const checked = checkSentence(where, words, options);
    return medium(checked.manner).sentence(checked.words);
  }
  const told = isList(words) ? checkGradientList(where, words) : checkExplanation(where, words as AnyExplanation);
  const { language, elementary, digits, notes } = checkRenderOptions(where, options);
  const telling = { language, elementary, digits, level: null, blank: false };
  const title: Block = { kind: "title", content: titleOf(told, language) };
  const blocks = blocksOf(told, telling);
  return medium({ language, digits }).document([title, ...blocks, ...notes.map(paragraph)]);
}

function isList(given: unknown): given is readonly unknown[] {
  return Array.isArray(given);
}

function checkSentence(
  where: string,
  given: Sentence,
  options: RenderOptions,
): { readonly words: Sentence; readonly manner: Manner } {
  checkOptions(where, options, ["language", "digits"]);
  checkParts(given);
  return { words: Array.from(given), manner: checkRenderOptions(where, options) };
}

/** Words, formulas among them or nothing else: what begins with one. */
function isSentence(given: unknown): given is Sentence {
  return Array.isArray(given) && (typeof given[0] === "string" || isMathematics(given[0]));
}

function blocksOf(told: AnyExplanation | readonly Explanation[], telling: Omit<Telling, "given">): Block[] {
  if (!("kind" in told)) return gradientTable(told, telling);
  if (told.kind === "step") return stepBlocks(told, telling);
  if (told.kind === "epoch") return epochBlocks(told, telling);
  return explanationBlocks(told, telling);
}

function titleOf(told: AnyExplanation | readonly Explanation[], { explanation: words, training }: Language): Sentence {
  if (!("kind" in told)) return words.gradientsTitle;
  switch (told.kind) {
    case "gradient":
      return words.title(derivative("L", told.parameter.name));
    case "prediction":
      return words.predictionTitle;
    case "step":
      return training.stepTitle(told.step);
    case "epoch":
      return training.epochTitle(told.steps[0]!.step, told.steps.at(-1)!.step);
  }
}

function checkGradientList(where: string, given: readonly unknown[]): Explanation[] {
  const explanations = Array.from(given, (each) => checkExplanation(where, each as Explanation));
  const isRight = explanations.length > 0 && explanations.every(({ kind }) => kind === "gradient");
  if (isRight) return explanations;
  throw new OptionError(`${where} makes a table of explanations of gradients, at least one, but got ${show(given)}.`);
}
