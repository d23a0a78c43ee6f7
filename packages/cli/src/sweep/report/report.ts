import type { Task } from "../../program/task.js";
import type { TrialResult } from "../result.js";
import { rankedResults, type Standing } from "../standing.js";
import type { Sweep } from "../sweep.js";
import { resultsCsv } from "./csv.js";
import { reportHtml } from "./html.js";
import { picturesOf } from "./pictures.js";
import { resultsTable } from "./table.js";

/** Writes the table, the page and the pictures of a sweep beside its results, and prints the best trials. */
export async function report(task: Task, sweep: Sweep, standing: Standing): Promise<void> {
  const results = rankedResults(sweep, standing);
  const { figure = "validation loss" } = sweep.section;
  const pictures = picturesOf(results, sweep.section, task.language);
  const files: Readonly<Record<string, string | undefined>> = {
    "results.csv": resultsCsv(results, figure),
    "report.html": reportHtml(task, sweep, results, pictures),
    "parallel.svg": pictures.parallel,
    "curves.svg": pictures.curves,
  };
  for (const [name, content] of Object.entries(files)) {
    if (content !== undefined) await sweep.store.write(name, content);
  }
  if (task.isJson) for (const result of results) task.printJson(shown(result));
  else task.print(resultsTable(task, results, figure));
  tellWrong(task, results);
  const { name } = sweep.store;
  task.tell({
    en: `${name} has results.csv, report.html and the trials.`,
    fr: `${name} contient results.csv, report.html et les essais.`,
  });
}

function shown({ trial, round, epochs, settings, figure, ending, error }: TrialResult): object {
  return { trial, round, epochs, settings, figure, ending, ...(error && { error: error.en }) };
}

/** Why trials have no figure: each reason once, with the first trial that has it. */
function tellWrong(task: Task, results: readonly TrialResult[]): void {
  const told = new Set<string>();
  for (const { trial, ending, error } of results) {
    if (error === undefined || ending === "diverged" || told.has(error.en)) continue;
    told.add(error.en);
    task.tell({ en: `Trial ${trial}: ${error.en}`, fr: `Essai ${trial}\u00a0: ${error.fr}` });
  }
}
