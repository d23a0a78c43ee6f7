import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import { nameOf } from "../../configuration/read.js";
import { Complaint, EXIT } from "../../program/errors/complaint.js";
import { counted, NBSP, plural } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { hold } from "../../run/lock.js";
import { Stopping } from "../../run/stopping.js";
import { Progress } from "../progress.js";
import { report } from "../report/report.js";
import { standingOf } from "../standing.js";
import { openStore } from "../store/open.js";
import { Sweep } from "../sweep.js";
import { Crew } from "./crew.js";

/** Makes a sweep on this machine, or goes on with it. */
export async function sweep(task: Task): Promise<number | undefined> {
  const [file] = task.given.operands as [string];
  const path = task.path(file);
  const resumed = task.text("resume");
  const into = task.path(resumed ?? task.text("into") ?? join("sweeps", nameOf(path)));
  const opened = await Sweep.open(path, openStore(into, task.system.environment));
  await checkBeginning(opened, resumed !== undefined);
  await opened.store.write(`configuration${extname(path)}`, opened.text);
  const release = await hold(into, into);
  try {
    return await made(task, opened, into);
  } finally {
    await release();
  }
}

async function checkBeginning(opened: Sweep, isResumed: boolean): Promise<void> {
  const { name } = opened.store;
  const { length } = await opened.made();
  if (isResumed && length === 0) {
    throw new Complaint({
      en: `${name} has no trials to go on with. Leave --resume out, or name the folder of a sweep.`,
      fr: `${name} n’a pas d’essais à reprendre. Ôtez --resume, ou nommez le dossier d’une recherche.`,
    });
  }
  if (isResumed || length === 0) return;
  throw new Complaint({
    en: `${name} has the results of ${counted(length, "trial")}. nn sweep … --resume ${name} goes on with them; --into takes another folder.`,
    fr: `${name} contient les résultats de ${plural(length, "essai", "essais")}. nn sweep … --resume ${name} les reprend${NBSP}; --into prend un autre dossier.`,
  });
}

async function made(task: Task, opened: Sweep, into: string): Promise<number | undefined> {
  const stopping = new Stopping(task);
  const progress = new Progress(task, opened);
  const [megabytes, seconds] = [task.number("memory"), task.number("seconds")];
  const crew = new Crew(opened, {
    processes: task.number("processes") ?? availableParallelism(),
    limits: { ...(megabytes !== undefined && { megabytes }), ...(seconds !== undefined && { seconds }) },
    part: { file: opened.path, into },
    onMade: (job) => progress.made(job),
    signal: stopping.signal,
  });
  try {
    for (;;) {
      const standing = await standingOf(opened);
      if (standing.missing.length === 0) {
        progress.end();
        await report(task, opened, standing);
        return undefined;
      }
      if (stopping.signal.aborted) return interrupted(task, opened, into);
      const round = standing.rounds.length - 1;
      progress.begin(round, standing);
      await crew.make(standing.missing.map((trial) => ({ trial, round })));
    }
  } finally {
    progress.end();
    crew.end();
    stopping.end();
  }
}

async function interrupted(task: Task, opened: Sweep, into: string): Promise<number> {
  const { length } = await opened.made();
  task.tell({
    en: `Stopped, with ${counted(length, "result")} kept. nn sweep ${opened.path} --resume ${into} goes on.`,
    fr: `Arrêté, avec ${plural(length, "résultat gardé", "résultats gardés")}. nn sweep ${opened.path} --resume ${into} reprend.`,
  });
  return EXIT.interrupted;
}
