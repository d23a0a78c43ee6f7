import type { Explanation, PredictionExplanation } from "./explanation.js";
import { checkExplanation } from "./explanation-check.js";
import { checkRenderOptions } from "./language-check.js";
import { explanationBlocks, type RenderOptions } from "./render/blocks.js";
import { type Block, derivative } from "./render/document.js";
import { latexOf } from "./render/latex.js";
import { markdownOf } from "./render/markdown.js";
import type { Manner } from "./render/notation.js";
import { textOf } from "./render/text.js";

/**
 * An explanation as plain text, for a terminal.
 *
 * @throws OptionError for what isn't an explanation, for options that don't exist, and for a language that isn't one.
 *
 * @example
 * const network = new Sequential([new Dense(1, 1, { activation: identity })]);
 * network.setParameters({ "0.weight": [3], "0.bias": [1] });
 * const explanation = explain(network, { input: [2], target: [6], loss: meanSquaredError, parameter: "w1" });
 * toText(explanation).includes("∂L/∂w1 = ∂L/∂o1 · ∂o1/∂w1 = 2 · 2 = 4"); // => true
 */
export function toText(explanation: Explanation | PredictionExplanation, options: RenderOptions = {}): string {
  return rendered("toText", explanation, options, textOf);
}

/** An explanation as Markdown, with its mathematics between dollar signs, as GitHub, Jupyter and Pandoc read it. */
export function toMarkdown(explanation: Explanation | PredictionExplanation, options: RenderOptions = {}): string {
  return rendered("toMarkdown", explanation, options, markdownOf);
}

/** An explanation as a LaTeX document, which needs amsmath; KaTeX reads each of its formulas. */
export function toLatex(explanation: Explanation | PredictionExplanation, options: RenderOptions = {}): string {
  return rendered("toLatex", explanation, options, latexOf);
}

/** An explanation as JSON, two spaces deep; `JSON.parse` gives it back. */
export function toJson(explanation: Explanation | PredictionExplanation): string {
  return `${JSON.stringify(checkExplanation("toJson", explanation), null, 2)}\n`;
}

function rendered(
  where: string,
  given: Explanation | PredictionExplanation,
  options: RenderOptions,
  print: (blocks: readonly Block[], manner: Manner) => string,
): string {
  const explanation = checkExplanation(where, given);
  const { language, elementary, digits } = checkRenderOptions(where, options);
  const { title: titleOf, predictionTitle } = language.explanation;
  const title =
    explanation.kind === "gradient" ? titleOf(derivative("L", explanation.parameter.name)) : predictionTitle;
  const blocks = explanationBlocks(explanation, { language, elementary, digits, blank: false });
  return print([{ kind: "title", content: title }, ...blocks], { language, digits });
}
