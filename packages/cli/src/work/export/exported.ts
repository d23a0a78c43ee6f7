import { stat } from "node:fs/promises";
import type { Loss, Network, Optimizer } from "@nn/core/component";
import type { Table } from "@nn/data";
import { assemble, optimizerOf } from "../../configuration/assemble.js";
import { examplesOf } from "../../configuration/data.js";
import { readConfiguration } from "../../configuration/read.js";
import type { Configuration } from "../../configuration/types.js";
import type { Task } from "../../program/task.js";
import { type Loaded, networkAt } from "../network/network.js";
import { runAt } from "../run.js";

/** What is written, by the files' names, from the folder of the one that is asked for. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** What a command line names for others, read as far as a form needs it. */
export interface Exported {
  readonly task: Task;
  /** The network of a file or a run. @throws DataError for what is neither. */
  network(): Promise<Loaded>;
  /** The training of a configuration or a run. @throws Complaint, DataError and OptionError for what is neither. */
  training(): Promise<PlannedTraining>;
}

/** A training that others are to do. */
export interface PlannedTraining {
  readonly configuration: Configuration;
  /** With the weights that it begins with. */
  readonly network: Network;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** The rows that it learns from. */
  readonly rows: Table;
}

/** What is named by a word: a network's file, the folder of a run, or a configuration. */
export function exportedAt(task: Task, typed: string): Exported {
  return { task, network: () => networkAt(task, typed), training: () => trainingAt(task, typed) };
}

/** A configuration's training begins with its first weights; that of a run with those that the run has come to. */
async function trainingAt(task: Task, typed: string): Promise<PlannedTraining> {
  const path = task.path(typed);
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory()) {
    const { configuration, network, loss, examples } = await runAt(task, typed);
    const optimizer = optimizerOf(configuration.training);
    return { configuration, network, loss, optimizer, rows: (await examples()).training };
  }
  const { configuration } = await readConfiguration(path);
  const { training } = await examplesOf(configuration, path);
  const { network, loss, optimizer } = assemble(configuration, training);
  return { configuration, network, loss, optimizer, rows: training };
}
