import { OptionError } from "@nn/core";
import type { Explanation } from "../explanation/explanation.js";
import { explanationBlocks, type RenderOptions } from "../render/blocks/blocks.js";
import { type Block, paragraph, type Sentence } from "../render/document.js";
import { withZeros } from "../render/found.js";
import type { Manner } from "../render/notation/notation.js";
import { checkSheet } from "./check.js";
import { linesOf, shownNumber } from "./found-lines.js";
import type { Worksheet } from "./sheet.js";

/** A sheet's title with what is to be done, and the calculation. */
export interface SheetBlocks {
  readonly head: readonly Block[];
  readonly body: readonly Block[];
}

/** How a sheet is told. */
export type SheetManner = Required<Omit<RenderOptions, "digits">> & Manner;

/** A sheet for a student, and with every number for the teacher. */
export interface SheetOnPaper {
  readonly exercise: SheetBlocks;
  readonly answers: SheetBlocks;
  readonly manner: Manner;
}

/** @throws OptionError for what isn't a worksheet, and a wrong line in the view that it isn't made for. */
export function sheetOn(
  where: string,
  sheet: Worksheet,
  { language, elementary, digits, notes }: SheetManner,
): SheetOnPaper {
  const { seed, name, level, mistake, explanation } = checkSheet(where, sheet);
  if (mistake !== null && elementary) {
    throw new OptionError(`${where}: a wrong line is in the view from neuron to neuron: leave elementary out.`);
  }
  const { significantDigits } = explanation;
  const words = language.worksheet;
  const told = (of: Explanation, blank: boolean): Block[] => {
    const blocks = explanationBlocks(of, {
      language,
      elementary,
      digits,
      level: blank ? level : null,
      blank: blank && level !== "error",
    });
    return digits === null && significantDigits !== null ? withZeros(blocks, significantDigits) : blocks;
  };
  const tolerance: Sentence[] = significantDigits === null ? [] : [words.tolerance(significantDigits)];
  const head = (title: Sentence, lines: readonly Sentence[]): Block[] => [
    // A class's sheets have one seed.
    { kind: "title", content: name === null ? title : [...title, ` — ${name}`] },
    ...lines.map(paragraph),
  ];
  const below = notes.map(paragraph);
  const wrong = mistake && linesOf(mistake.explanation)[mistake.line]!;
  const task = [words.nameAndDate(name), words.task(level, significantDigits), ...tolerance];
  return {
    manner: { language, digits },
    exercise: {
      head: head(words.exercise(String(seed)), [...task, ...(mistake ? [words.mistakeHere] : [])]),
      body: [...told(mistake?.explanation ?? explanation, true), ...below],
    },
    answers: {
      head: head(words.answers(String(seed)), [
        ...(name === null ? [] : [words.nameAlone(name)]),
        ...tolerance,
        ...(wrong ? [words.mistake(wrong.symbol, shownNumber(wrong))] : []),
      ]),
      body: [...told(explanation, false), ...below],
    },
  };
}
