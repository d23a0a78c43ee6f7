import { EXIT } from "../../program/errors/complaint.js";
import { counted, NBSP, plural } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { report } from "../report/report.js";
import { standingOf } from "../standing.js";
import { openedFor } from "./place.js";
import { sweepLine } from "./words.js";

/** Puts the results together that there are, and says which are missing and how to make them. */
export async function collect(task: Task): Promise<number | undefined> {
  const opened = await openedFor(task);
  const { sweep } = opened;
  const standing = await standingOf(sweep);
  if (standing.rounds.some(({ results }) => results.length > 0)) await report(task, sweep, standing);
  const { rounds, missing } = standing;
  if (missing.length === 0) return undefined;
  const round = rounds.length - 1;
  const places = missing.map((trial) => rounds[round]!.trials.indexOf(trial));
  const listed = ranges(places);
  const line = `${sweepLine(opened, round, sweep.plan.rounds.length)} --index ${places[0]}`;
  const of =
    sweep.plan.rounds.length === 1 ? { en: "", fr: "" } : { en: ` of round ${round}`, fr: ` du tour ${round}` };
  task.tell({
    en: `${counted(missing.length, "result")}${of.en} ${missing.length === 1 ? "is" : "are"} missing, of the indices ${listed}. This makes the first of them:\n  ${line}`,
    fr: `Il manque ${plural(missing.length, "résultat", "résultats")}${of.fr}, ceux des indices ${listed}. Ceci fait le premier${NBSP}:\n  ${line}`,
  });
  return EXIT.badData;
}

/** Numbers in order as Slurm's `--array` takes them: `"3,17,40-42"`. */
export function ranges(numbers: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}
