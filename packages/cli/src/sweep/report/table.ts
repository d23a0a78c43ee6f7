import { nameOfFigure } from "../../program/printing/figures.js";
import { grid } from "../../program/printing/grid.js";
import { counted, plural } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import type { TrialResult } from "../result.js";
import { cellOf } from "./csv.js";
import { ENDINGS, HEADS, shortPlaces } from "./words.js";

const MOST_ROWS = 10;

/** The rows of a table for people: the heads, and a row for each result. */
export function rowsOf(task: Task, results: readonly TrialResult[], figure: string): string[][] {
  const { language } = task;
  const places = [...new Set(results.flatMap(({ settings }) => Object.keys(settings)))];
  const names = shortPlaces(places);
  const shown = (value: unknown): string =>
    typeof value === "number" ? task.figure(value) : String(cellOf(value) ?? "–");
  return [
    [
      HEADS.trial[language],
      ...places.map((place) => names.get(place)!),
      HEADS.epochs[language],
      nameOfFigure(figure, language),
      HEADS.ending[language],
    ],
    ...results.map((result) => [
      String(result.trial),
      ...places.map((place) => shown(result.settings[place])),
      String(result.epochs),
      shown(result.figure),
      ENDINGS[result.ending][language],
    ]),
  ];
}

/** The best results as a table, and how many there are beside them. */
export function resultsTable(task: Task, results: readonly TrialResult[], figure: string): string {
  const rows = rowsOf(task, results.slice(0, MOST_ROWS), figure);
  const rest = results.length - MOST_ROWS;
  if (rest <= 0) return grid(rows);
  const more = task.say({
    en: `… and ${counted(rest, "more trial")}.`,
    fr: `… et ${plural(rest, "autre essai", "autres essais")}.`,
  });
  return `${grid(rows)}\n${more}`;
}
