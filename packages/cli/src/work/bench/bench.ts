import { grid } from "../../program/printing/grid.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { PUBLISHED } from "./published.js";
import { WORKLOADS } from "./workloads.js";

/** How long each workload is measured, in seconds. */
const USUAL_SECONDS = 1;
/** In so many turns, one workload after the other, so that what the machine does meanwhile meets both. */
const TURNS = 5;

/** Prints what the small workloads of the published tables take on this machine, beside those tables. */
export async function benchMachine(task: Task): Promise<void> {
  const milliseconds = ((task.number("seconds") ?? USUAL_SECONDS) * 1000) / TURNS;
  const begun = WORKLOADS.map(({ begin }) => begin());
  const times = WORKLOADS.map((): number[] => []);
  for (let turn = 0; turn <= TURNS; turn++) {
    for (const [i, train] of begun.entries()) {
      const seconds = await secondsOf(train, milliseconds);
      // The first turn is for the engine to compile.
      if (turn > 0) times[i]!.push(seconds);
    }
  }
  const { measured, tables } = PUBLISHED;
  const found = WORKLOADS.map(({ name, figure }, i) => ({ ...tables[name], here: figure(median(times[i]!)) }));
  if (task.isJson) {
    task.printJson({ measured, workloads: found });
    return;
  }
  for (const { title, unit, rows, here } of found) {
    const own = [task.say({ en: "@nn on this machine", fr: "@nn sur cette machine" }), task.figure(here)];
    const published = rows.map(({ library, figure }) => [library, task.figure(figure)]);
    task.print(`${title}\n\n${grid([["", unit], own, ...published])}\n`);
  }
  task.print(task.say({ en: `The other figures: ${measured}`, fr: `Les autres chiffres${NBSP}: ${measured}` }));
}

/** How many seconds a training takes: the mean of as many as there is time for. */
async function secondsOf(train: () => Promise<unknown>, milliseconds: number): Promise<number> {
  const begun = performance.now();
  let [trainings, passed] = [0, 0];
  do {
    await train();
    trainings++;
    passed = performance.now() - begun;
  } while (passed < milliseconds);
  return passed / 1000 / trainings;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[(values.length - 1) / 2]!;
}
