import { basename, dirname } from "node:path";
import { DivergenceError, type EpochReport, type History } from "@nn/core";
import { assemble, writtenOut } from "../configuration/assemble.js";
import { examplesOf, hashesOf } from "../configuration/data.js";
import { nameOf, readConfiguration } from "../configuration/read.js";
import type { Configuration } from "../configuration/types.js";
import { Complaint, EXIT } from "../program/errors/complaint.js";
import { warningInFrench } from "../program/french/warnings.js";
import { nameOfFigure } from "../program/printing/figures.js";
import { grid } from "../program/printing/grid.js";
import { counted, NBSP, plural } from "../program/printing/typography.js";
import { version } from "../program/system/version.js";
import type { Task } from "../program/task.js";
import { beginRun, RunFolder } from "./folder.js";
import { hold } from "./lock.js";
import { Progress } from "./progress.js";
import { Stopping } from "./stopping.js";
import { trainIn } from "./training.js";

/** How often there is a checkpoint, in seconds, unless asked otherwise. */
const CHECKPOINT_SECONDS = 2;

/** Trains what a configuration describes, or goes on with a run. */
export async function train(task: Task): Promise<number | undefined> {
  const [file] = task.given.operands;
  const resumed = task.text("resume");
  if ((file === undefined) === (resumed === undefined)) {
    throw new Complaint({
      en: "nn train needs a configuration, or --resume with the folder of a run.",
      fr: "nn train a besoin d’une configuration, ou de --resume avec le dossier d’un entraînement.",
    });
  }
  const folder = resumed === undefined ? await begin(task, file!) : new RunFolder(task.path(resumed));
  await folder.beginning();
  const release = await hold(folder.path, folder.path);
  try {
    return await trained(task, folder, resumed !== undefined);
  } finally {
    await release();
  }
}

async function begin(task: Task, file: string): Promise<RunFolder> {
  const path = task.path(file);
  const read = await readConfiguration(path);
  const configuration = changed(read.configuration, task);
  const { training } = await examplesOf(configuration, path);
  const content = {
    beginning: {
      seed: configuration.seed ?? 0,
      versions: { nn: version(), node: process.versions.node },
      data: await hashesOf(configuration, path),
      from: dirname(path),
      started: new Date().toISOString(),
    },
    file: { name: `configuration${/\.\w+$/.exec(path)?.[0] ?? ".jsonc"}`, text: read.text },
    writtenOut: writtenOut(configuration, assemble(configuration, training)),
  };
  const run = task.text("run");
  if (run === undefined) return beginRun(task.path("runs"), nameOf(path), false, content);
  return beginRun(dirname(task.path(run)), basename(run), true, content);
}

function changed(configuration: Configuration, task: Task): Configuration {
  const [epochs, seed] = [task.number("epochs"), task.text("seed")];
  return {
    ...configuration,
    ...(epochs !== undefined && { training: { ...configuration.training, epochs } }),
    ...(seed !== undefined && { seed }),
  };
}

async function trained(task: Task, folder: RunFolder, isResumed: boolean): Promise<number | undefined> {
  const before = await folder.configuration();
  const configuration = changed(before, task);
  const path = await folder.configurationPath();
  if (isResumed) {
    await checkResumed(task, folder, before, path);
    if (configuration.training.epochs !== before.training.epochs) await folder.writeConfiguration(configuration);
  }
  const { epochs } = configuration.training;
  const first = isResumed ? (await folder.reports()).length : 0;
  task.tell({
    en: `${isResumed ? "Going on with" : "Training in"} ${folder.path}, ${counted(epochs, "epoch")}.`,
    fr: `${isResumed ? "Reprise de" : "Entraînement dans"} ${folder.path}, ${plural(epochs, "époque", "époques")}.`,
  });
  const progress = new Progress(task.system.stderr, epochs, first, task.language);
  const stopping = new Stopping(task);
  try {
    const { history, isInterrupted, report } = await trainIn(folder, configuration, path, {
      signal: stopping.signal,
      checkpointSeconds: task.number("checkpointEvery") ?? CHECKPOINT_SECONDS,
      onWarning: (warning) =>
        task.tell({ en: `Warning: ${warning.message}`, fr: `Avertissement${NBSP}: ${warningInFrench(warning)}` }),
      onReport: (report) => {
        if (task.isJson) task.printJson(report);
        progress.show(report);
      },
    });
    progress.end();
    if (isInterrupted) return interrupted(task, folder, history);
    tellResult(task, folder, history, report);
    return undefined;
  } catch (error) {
    progress.end();
    if (error instanceof DivergenceError && task.isJson) task.printJson({ run: folder.path, stopped: "diverged" });
    throw error;
  } finally {
    stopping.end();
  }
}

async function checkResumed(task: Task, folder: RunFolder, before: Configuration, path: string): Promise<void> {
  const seed = task.text("seed");
  if (seed !== undefined || task.text("run") !== undefined) {
    throw new Complaint({
      en: "A run that goes on keeps its seed and its folder: leave --seed and --run out.",
      fr: `Un entraînement repris garde sa graine et son dossier${NBSP}: ôtez --seed et --run.`,
    });
  }
  const { data } = await folder.beginning();
  const now = await hashesOf(before, path);
  const other = Object.keys(data).find((file) => data[file] !== now[file]);
  if (other !== undefined) {
    throw new Complaint(
      {
        en: `${other} isn't the table any more that ${folder.path} was begun with. Put that back, or begin a new run.`,
        fr: `${other} n’est plus le tableau avec lequel ${folder.path} a commencé. Remettez-le, ou commencez un nouvel entraînement.`,
      },
      EXIT.badData,
    );
  }
}

function interrupted(task: Task, folder: RunFolder, { epochs }: History): number {
  if (task.isJson) task.printJson({ run: folder.path, epochs, stopped: "interrupted" });
  task.tell({
    en: `Stopped after ${counted(epochs, "whole epoch")}. nn train --resume ${folder.path} goes on.`,
    fr: `Arrêté après ${plural(epochs, "époque entière", "époques entières")}. nn train --resume ${folder.path} reprend.`,
  });
  return EXIT.interrupted;
}

function tellResult(
  task: Task,
  folder: RunFolder,
  { epochs, stopped }: History,
  report: EpochReport | undefined,
): void {
  if (task.isJson) {
    task.printJson({ run: folder.path, epochs, stopped });
    return;
  }
  const ending = stopped === "finished" ? "" : ` ${stopped}`;
  task.print(
    task.say({
      en: `${folder.path}: ${counted(epochs, "epoch")}.${ending}`,
      fr: `${folder.path}${NBSP}: ${plural(epochs, "époque", "époques")}.${stopped === "finished" ? "" : ` Arrêt anticipé${NBSP}: la mesure ne s’améliorait plus.`}`,
    }),
  );
  if (report !== undefined) task.print(figures(task, report));
}

function figures(task: Task, { epoch: _, validation, ...training }: EpochReport): string {
  const number = (value: unknown): string => {
    if (typeof value !== "number") return "";
    return task.figure(value);
  };
  const header = ["", task.say({ en: "training", fr: "entraînement" }), "validation"];
  const rows = Object.entries(training)
    .filter(([, value]) => typeof value === "number")
    .map(([name, value]) => [
      nameOfFigure(name, task.language),
      number(value),
      ...(validation === undefined ? [] : [number((validation as Record<string, unknown>)[name])]),
    ]);
  return grid([validation === undefined ? header.slice(0, 2) : header, ...rows]);
}
