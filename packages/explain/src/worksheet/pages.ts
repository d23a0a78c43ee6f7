import { checkRenderOptions } from "../languages/check.js";
import type { RenderOptions } from "../render/blocks/blocks.js";
import { latex } from "../render/media/latex.js";
import { markdown } from "../render/media/markdown.js";
import type { Medium } from "../render/media/medium.js";
import { text } from "../render/media/text.js";
import type { Worksheet } from "./sheet.js";
import { type SheetBlocks, sheetOn } from "./sheet-blocks.js";

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
  const { exercise, answers, manner } = sheetOn(where, sheet, checkRenderOptions(where, options));
  const print = ({ head, body }: SheetBlocks): string => medium(manner).document([...head, ...body]);
  return { exercise: print(exercise), answers: print(answers) };
}
