import { stat } from "node:fs/promises";
import { DataError } from "@nn/core";
import { printable } from "@nn/core/component";
import type { Pipeline } from "@nn/data";
import type { NetworkFromFile } from "@nn/formats";
import { load } from "@nn/formats/node";
import type { Task } from "../program/task.js";
import { RunFolder } from "../run/folder.js";

/** A network with its pipeline, as files hold them. */
export type Loaded = NetworkFromFile<Pipeline>["network"];

/**
 * The network in a file, or of a run: the last one, or the best one.
 *
 * @throws DataError for what is neither, and for a run that has none yet.
 */
export async function networkAt(task: Task, typed: string, isBest = false): Promise<Loaded> {
  const path = task.path(typed);
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory() !== true) return (await load<Pipeline>(path)).network;
  const folder = new RunFolder(path);
  await folder.beginning();
  const names = isBest ? (["best"] as const) : (["network", "checkpoint"] as const);
  for (const name of names) {
    if (await folder.has(name)) return (await load<Pipeline>(folder[name])).network;
  }
  throw new DataError(`${printable(path)} has no network yet. nn train --resume ${printable(path)} goes on with it.`);
}
