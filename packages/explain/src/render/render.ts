import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { checkExplanation } from "../explanation/check.js";
import type { Explanation, PredictionExplanation } from "../explanation/explanation.js";
import { checkRenderOptions } from "../languages/check.js";
import type { Language } from "../languages/language.js";
import { explanationBlocks, type RenderOptions } from "./blocks/blocks.js";
import { gradientTable } from "./blocks/gradient-table.js";
import { type Block, derivative, paragraph, type Sentence } from "./document.js";
import { latexOf } from "./media/latex.js";
import { markdownOf } from "./media/markdown.js";
import { textOf } from "./media/text.js";
import type { Manner } from "./notation/notation.js";

/** What can be told: an explanation, or several of gradients in one pass, which make a table of these. */
export type Told = Explanation | PredictionExplanation | readonly Explanation[];

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
 */
export function toText(explanation: Told, options: RenderOptions = {}): string {
  return rendered("toText", explanation, options, textOf);
}

/** An explanation as Markdown, with its mathematics between dollar signs, as GitHub, Jupyter and Pandoc read it. */
export function toMarkdown(explanation: Told, options: RenderOptions = {}): string {
  return rendered("toMarkdown", explanation, options, markdownOf);
}

/**
 * An explanation as a LaTeX document for pdflatex, xelatex or lualatex, with amsmath and geometry; KaTeX reads each of its
 * formulas.
 */
export function toLatex(explanation: Told, options: RenderOptions = {}): string {
  return rendered("toLatex", explanation, options, latexOf);
}

/** An explanation as JSON, two spaces deep; `JSON.parse` gives it back. */
export function toJson(explanation: Explanation | PredictionExplanation): string {
  return `${JSON.stringify(checkExplanation("toJson", explanation), null, 2)}\n`;
}

function rendered(
  where: string,
  given: Told,
  options: RenderOptions,
  print: (blocks: readonly Block[], manner: Manner) => string,
): string {
  const told = Array.isArray(given) ? checkGradientList(where, given) : checkExplanation(where, given as Explanation);
  const { language, elementary, digits, notes } = checkRenderOptions(where, options);
  const telling = { language, elementary, digits, blank: false };
  const blocks = "kind" in told ? explanationBlocks(told, telling) : gradientTable(told, telling);
  const title: Block = { kind: "title", content: titleOf(told, language) };
  return print([title, ...blocks, ...notes.map(paragraph)], { language, digits });
}

function titleOf(told: Told, { explanation: words }: Language): Sentence {
  if (!("kind" in told)) return words.gradientsTitle;
  return told.kind === "gradient" ? words.title(derivative("L", told.parameter.name)) : words.predictionTitle;
}

function checkGradientList(where: string, given: readonly Explanation[]): Explanation[] {
  const explanations = Array.from(given, (each) => checkExplanation(where, each));
  const isRight = explanations.length > 0 && explanations.every(({ kind }) => kind === "gradient");
  if (isRight) return explanations;
  throw new OptionError(`${where} makes a table of explanations of gradients, at least one, but got ${show(given)}.`);
}
