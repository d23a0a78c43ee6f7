import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { checkExplanation } from "../explanation/check.js";
import { checkRenderOptions } from "../languages/check.js";
import { explanationBlocks, type RenderOptions } from "../render/blocks/blocks.js";
import { type Block, paragraph, type Sentence } from "../render/document.js";
import { withZeros } from "../render/found.js";
import { latex } from "../render/media/latex.js";
import { markdown } from "../render/media/markdown.js";
import type { Medium } from "../render/media/medium.js";
import { text } from "../render/media/text.js";
import type { Worksheet } from "./worksheet.js";

/** A worksheet on paper. */
export interface PrintedWorksheet {
  /** With blanks, for the student. */
  readonly exercise: string;
  /** With every number, for the teacher. */
  readonly answers: string;
}

/** A worksheet as plain text. */
export function worksheetText(sheet: Worksheet, options: RenderOptions = {}): PrintedWorksheet {
  return printed("worksheetText", sheet, options, text);
}

/** A worksheet as Markdown. */
export function worksheetMarkdown(sheet: Worksheet, options: RenderOptions = {}): PrintedWorksheet {
  return printed("worksheetMarkdown", sheet, options, markdown);
}

/**
 * A worksheet as LaTeX documents. pdflatex compiles them; for a name in another script than the Latin one it leaves a line
 * to write on, and xelatex and lualatex write it where the Noto font of the script is installed.
 */
export function worksheetLatex(sheet: Worksheet, options: RenderOptions = {}): PrintedWorksheet {
  return printed("worksheetLatex", sheet, options, latex);
}

function printed(where: string, sheet: Worksheet, options: RenderOptions, medium: Medium): PrintedWorksheet {
  if (typeof sheet !== "object" || sheet === null || !["string", "number"].includes(typeof sheet.seed)) {
    throw new OptionError(`${where} takes a worksheet, as worksheet({ seed: 1 }) gives it, but got ${show(sheet)}.`);
  }
  const { seed, name } = sheet;
  if (name !== null && typeof name !== "string") {
    throw new OptionError(`${where} takes a worksheet, but its name must be a text or null, and is ${show(name)}.`);
  }
  const explanation = checkExplanation(where, sheet.explanation);
  const { language, elementary, digits, notes } = checkRenderOptions(where, options);
  const words = language.worksheet;
  const { significantDigits } = explanation;
  const told = (blank: boolean): Block[] => {
    const blocks = explanationBlocks(explanation, { language, elementary, digits, blank });
    return digits === null && significantDigits !== null ? withZeros(blocks, significantDigits) : blocks;
  };
  const tolerance: Sentence[] = significantDigits === null ? [] : [words.tolerance(significantDigits)];
  const page = (title: Sentence, lines: readonly Sentence[], blocks: readonly Block[]): string =>
    medium({ language, digits }).document([
      { kind: "title", content: title },
      ...lines.map(paragraph),
      ...blocks,
      ...notes.map(paragraph),
    ]);
  const lines = [words.nameAndDate(name), words.task(significantDigits), ...tolerance];
  return {
    exercise: page(words.exercise(String(seed)), lines, told(true)),
    answers: page(
      words.answers(String(seed)),
      [...(name === null ? [] : [words.nameAlone(name)]), ...tolerance],
      told(false),
    ),
  };
}
