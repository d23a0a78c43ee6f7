import { basename } from "node:path";
import type { Language } from "../../program/language.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import type { TrialResult } from "../result.js";
import type { Sweep } from "../sweep.js";
import type { Pictures } from "./pictures.js";
import { rowsOf } from "./table.js";

const WORDS = {
  en: {
    title: (name: string) => `Sweep of ${name}`,
    best: (trial: number) => `The best trial is trial ${trial}.`,
    none: "No trial has a figure.",
    caution:
      "The best of many trials looks better than it is: it was chosen because it suits the validation data. Data that decided nothing say how good it is.",
    parallel: "Settings and figure of each trial, darker the better",
    curves: "The best trials, by the epoch",
    table: "All trials",
  },
  fr: {
    title: (name: string) => `Recherche de ${name}`,
    best: (trial: number) => `Le meilleur essai est l’essai ${trial}.`,
    none: "Aucun essai n’a de chiffre.",
    caution: `Le meilleur de nombreux essais paraît meilleur qu’il n’est${NBSP}: il a été choisi parce qu’il convient aux données de validation. Des données qui n’ont rien décidé disent ce qu’il vaut.`,
    parallel: "Réglages et chiffre de chaque essai, d’autant plus foncés qu’il est bon",
    curves: "Les meilleurs essais, d’époque en époque",
    table: "Tous les essais",
  },
} as const satisfies Readonly<Record<Language, unknown>>;

const STYLE = `body { font-family: sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #222; }
svg { max-width: 100%; height: auto; } figure { margin: 1em 0; }
table { border-collapse: collapse; } th, td { padding: 0.2em 0.8em; text-align: right; border-bottom: 1px solid #ddd; }
.wide { overflow-x: auto; }`;

/** A page on its own with the pictures and the table of a sweep. */
export function reportHtml(
  task: Task,
  sweep: Sweep,
  results: readonly TrialResult[],
  { parallel, curves }: Pictures,
): string {
  const { language } = task;
  const words = WORDS[language];
  const { figure = "validation loss" } = sweep.section;
  const [heads = [], ...rows] = rowsOf(task, results, figure);
  const best = results.find((result) => result.figure !== null);
  const title = escaped(words.title(basename(sweep.path)));
  const pictures = [
    [words.parallel, parallel],
    [words.curves, curves],
  ].flatMap(([caption, svg]) =>
    svg === undefined ? [] : [`<h2>${caption}</h2>\n<figure class="wide">${svg}</figure>`],
  );
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${STYLE}</style>
<h1>${title}</h1>
<p>${best === undefined ? words.none : words.best(best.trial)} ${words.caution}</p>
${pictures.join("\n")}
<h2>${words.table}</h2>
<div class="wide"><table>
<thead><tr>${heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join("")}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`).join("\n")}
</tbody></table></div>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
}
