import { stat } from "node:fs/promises";
import type { Loss } from "@nn/core/component";
import { printable } from "@nn/core/component";
import type { Pipeline, Table } from "@nn/data";
import type { NetworkFromFile } from "@nn/formats";
import { load } from "@nn/formats/node";
import { refuseOther } from "../../configuration/other-file.js";
import { Complaint, EXIT } from "../../program/errors/complaint.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { RunFolder } from "../../run/folder.js";

/** What the file of a network holds. */
export type NetworkFile = NetworkFromFile<Pipeline>;

/** A network with its pipeline, as files hold them. */
export type Loaded = NetworkFile["network"];

/** Whether what a command line names is a folder, as runs are, and no file. */
export async function isFolder(task: Task, typed: string): Promise<boolean> {
  const stats = await stat(task.path(typed)).catch(() => undefined);
  return stats?.isDirectory() === true;
}

/**
 * What the file of a network holds, or that of a run: of the last network, or the best one.
 *
 * @throws DataError for what is neither, and for a run that has none yet.
 */
export async function networkFileAt(task: Task, typed: string, isBest = false): Promise<NetworkFile> {
  const path = task.path(typed);
  if (!(await isFolder(task, typed))) {
    await refuseOther(path);
    return load<Pipeline>(path);
  }
  const folder = new RunFolder(path);
  await folder.beginning();
  const names = isBest ? (["best"] as const) : (["network", "checkpoint"] as const);
  for (const name of names) {
    if (await folder.has(name)) return load<Pipeline>(folder[name]);
  }
  const name = printable(path);
  throw new Complaint(
    {
      en: `${name} has no network yet. nn train --resume ${name} goes on with it.`,
      fr: `${name} n’a pas encore de réseau${NBSP}: nn train --resume ${name} le reprend.`,
    },
    EXIT.badData,
  );
}

/** The network itself. @throws As {@link networkFileAt} does. */
export async function networkAt(task: Task, typed: string, isBest = false): Promise<Loaded> {
  return (await networkFileAt(task, typed, isBest)).network;
}

/** Rows as a network takes them. */
export interface PreparedRows {
  readonly inputs: readonly number[][];
  readonly targets: readonly number[][];
}

/** The numbers that a network with a pipeline has for rows, with the targets as a loss takes them. @throws DataError for cells that don't fit. */
export function numbersOf({ pipeline, stack }: Loaded, rows: Table, { targetShape }: Loss): PreparedRows {
  return pipeline!.data(rows, targetShape?.(stack.outputShape) ?? [pipeline!.outputSize]) as PreparedRows;
}
