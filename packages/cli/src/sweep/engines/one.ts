import { Complaint, EXIT } from "../../program/errors/complaint.js";
import { inGuillemets, NBSP, plural } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { fileOf, judged } from "../result.js";
import type { Sweep } from "../sweep.js";
import { madeTrial } from "../trial.js";
import { openedFor } from "./place.js";

/** Makes the trial at one place of a round, for an engine that gives each process a place. */
export async function makeOne(task: Task, typed: string): Promise<number | undefined> {
  const { sweep } = await openedFor(task);
  const place = countOf("--index", typed);
  const round = countOf("--round", task.text("round") ?? "0");
  const numbers = await numbersOf(sweep, round);
  const trial = numbers[place];
  if (trial === undefined) return nothingAt(task, sweep, place, round);
  const job = { trial, round };
  const { name } = sweep.store;
  if ((await sweep.result(job)) !== undefined) {
    task.tell({
      en: `${name} has ${fileOf(job)} already.`,
      fr: `${name} contient déjà ${fileOf(job)}.`,
    });
    return undefined;
  }
  const result = await madeTrial(sweep, job);
  await sweep.keep(result);
  const { figure = "validation loss" } = sweep.section;
  if (task.isJson) task.printJson(result);
  else
    task.print(
      task.say({
        en: `trial ${trial}: ${figure} ${result.figure ?? "–"}`,
        fr: `essai ${trial}${NBSP}: ${figure} ${result.figure ?? "–"}`,
      }),
    );
  return undefined;
}

/** Who is in a round. @throws Complaint where the round before it isn't whole, and for a round that there isn't. */
async function numbersOf(sweep: Sweep, round: number): Promise<readonly number[]> {
  const { length } = sweep.plan.rounds;
  if (round >= length) {
    throw new Complaint({
      en: `The sweep has ${length} rounds, counted from 0, but --round is ${round}.`,
      fr: `La recherche a ${length} tours, comptés à partir de 0, mais --round est ${round}.`,
    });
  }
  let numbers = sweep.plan.numbers(0, []);
  for (let before = 0; before < round; before++) {
    const results = await sweep.results(before, numbers);
    const missing = numbers.length - results.length;
    if (missing > 0) {
      throw new Complaint(
        {
          en: `Round ${round} begins when round ${before} is whole, but ${missing} of its results are missing. nn sweep collect names them.`,
          fr: `Le tour ${round} commence quand le tour ${before} est complet, mais il y manque ${plural(missing, "résultat", "résultats")}. nn sweep collect les nomme.`,
        },
        EXIT.badData,
      );
    }
    numbers = sweep.plan.numbers(before + 1, results.map(judged));
  }
  return numbers;
}

/** A place may be left over where trainings of the round before diverged; one that no round has is a mistake. */
function nothingAt(task: Task, sweep: Sweep, place: number, round: number): undefined {
  const { trials } = sweep.plan.rounds[round]!;
  if (place < trials) {
    task.tell({
      en: `Round ${round} has no trial at place ${place}: others diverged.`,
      fr: `Le tour ${round} n’a pas d’essai à la place ${place}${NBSP}: d’autres ont divergé.`,
    });
    return undefined;
  }
  throw new Complaint({
    en: `--index is ${place}, but the places of this round are 0 to ${trials - 1}.`,
    fr: `--index est ${place}, mais les places de ce tour vont de 0 à ${trials - 1}.`,
  });
}

function countOf(flag: string, typed: string): number {
  if (/^\d{1,9}$/.test(typed)) return Number(typed);
  throw new Complaint({
    en: `${flag} must be a whole number of at least 0, but is ${JSON.stringify(typed)}.`,
    fr: `${flag} doit être un nombre entier, au moins 0, mais est ${inGuillemets(typed)}.`,
  });
}
