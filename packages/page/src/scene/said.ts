import type { Texts } from "../languages/en.js";
import type { HistoryScene } from "./charts/history.js";
import type { ExperimentScene } from "./experiment.js";
import type { SheetScene } from "./sheet.js";
import type { Shown } from "./words.js";

interface Told {
  /** What is known of the output; null where there is more to tell. */
  readonly answer: string | null;
  readonly where: string;
  readonly meanLoss: Shown | null;
  readonly history: HistoryScene;
  readonly sheet: SheetScene | null;
  readonly experiment: ExperimentScene | null;
}

/** What was done last, for the page's one place that is read aloud. */
export function journalOf({ answer, where, meanLoss, history, sheet, experiment }: Told, texts: Texts): string {
  // A sheet asks for the loss.
  if (sheet) return sheet.result ? `${sheet.result} ${texts.views.sheet.code} ${sheet.code}` : sheet.title;
  if (experiment) {
    // Many trainings end in a second: they are told of when all have.
    return experiment.running ? texts.views.experiment.title : experiment.spreads.map((each) => each.summary).join(" ");
  }
  if (answer) return answer;
  if (meanLoss === null) return sentenceOf(where);
  return [history.last, sentenceOf(texts.journal(where, meanLoss.text))].filter((part) => part !== null).join(" ");
}

const sentenceOf = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
