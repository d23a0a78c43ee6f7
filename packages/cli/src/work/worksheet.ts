import {
  english,
  explain,
  french,
  parameterNames,
  type RenderOptions,
  type Worksheet,
  type WorksheetLevel,
  worksheet,
  worksheetLatex,
  worksheetMarkdown,
  worksheetsHtml,
  worksheetText,
} from "@nn/explain";
import type { Task } from "../program/task.js";
import { questionAt } from "./data/question.js";
import { targetNeeded } from "./explain.js";

/** As the lab rounds. */
const DIGITS = 3;

const FORMS: Readonly<
  Record<string, (sheet: Worksheet, options: RenderOptions) => { readonly exercise: string; readonly answers: string }>
> = {
  text: worksheetText,
  markdown: worksheetMarkdown,
  latex: worksheetLatex,
  html: (sheet, options) => {
    const { exercises, key } = worksheetsHtml([sheet], options);
    return { exercise: exercises, answers: key };
  },
};

/** Prints an exercise in back-propagation, or its solution: of a given network and example, or of the lab's network with random weights. */
export async function printWorksheet(task: Task): Promise<void> {
  const sheet = await sheetOf(task);
  if (task.isJson) {
    task.printJson(sheet);
    return;
  }
  const printed = FORMS[task.text("format") ?? "text"]!(sheet, { language: task.language === "fr" ? french : english });
  task.system.stdout.write(`${(task.isOn("answers") ? printed.answers : printed.exercise).trimEnd()}\n`);
}

async function sheetOf(task: Task): Promise<Worksheet> {
  const [typed, named] = task.given.operands;
  const [level, name] = [(task.text("level") ?? "numbers") as WorksheetLevel, task.text("name")];
  const significantDigits = task.number("digits") ?? DIGITS;
  const seed = task.text("seed") ?? "1";
  if (typed === undefined) return worksheet({ seed, level, significantDigits, ...(name !== undefined && { name }) });
  const { network, input, target, loss, optimizer } = await questionAt(task, typed);
  if (target === undefined) throw targetNeeded();
  const parameter = named ?? parameterNames(network)[0]!.name;
  const explanation = explain(network, { input, target, loss, optimizer, significantDigits, parameter });
  return { seed: String(task.number("row") ?? 1), name: name ?? null, level, explanation, mistake: null, link: null };
}
