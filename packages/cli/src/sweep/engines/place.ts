import { join } from "node:path";
import { nameOf } from "../../configuration/read.js";
import type { Task } from "../../program/task.js";
import { openStore } from "../store/open.js";
import { Sweep } from "../sweep.js";

/** A sweep of the command line, and where its results go. */
export interface Opened {
  readonly sweep: Sweep;
  /** The configuration, as it was typed. */
  readonly file: string;
  /** The place of the results, as it was typed. */
  readonly into: string;
}

/** The sweep that a command line names. @throws As `Sweep.open` does. */
export async function openedFor(task: Task): Promise<Opened> {
  const { file, into } = placeOf(task);
  const place = into.startsWith("s3://") ? into : task.path(into);
  const sweep = await Sweep.open(task.path(file), openStore(place, task.system.environment));
  return { sweep, file, into };
}

/** What is typed of them. */
export function placeOf(task: Task): Omit<Opened, "sweep"> {
  const [file] = task.given.operands as [string];
  return { file, into: task.text("into") ?? join("sweeps", nameOf(file)) };
}
