import type { Loss, Optimizer } from "@nn/core/component";
import { lossOf, optimizerOf } from "../configuration/assemble.js";
import { type Examples, examplesOf } from "../configuration/data.js";
import type { Configuration } from "../configuration/types.js";
import type { Task } from "../program/task.js";
import { RunFolder } from "../run/folder.js";
import { isFolder, type Loaded, networkAt, networkFileAt } from "./network/network.js";

/** A run, read back. */
export interface ReadRun {
  readonly configuration: Configuration;
  readonly network: Loaded;
  readonly loss: Loss;
  /** Reads its tables. */
  examples(): Promise<Examples>;
}

/** The run in a folder. @param isBest - Whether its best network is meant, and not the last one. */
export async function runAt(task: Task, typed: string, isBest = false): Promise<ReadRun> {
  const folder = new RunFolder(task.path(typed));
  const configuration = await folder.configuration();
  return {
    configuration,
    network: await networkAt(task, typed, isBest),
    loss: lossOf(configuration.training),
    examples: async () => examplesOf(configuration, await folder.configurationPath()),
  };
}

/** A network with how it was trained, as far as that is known. */
export interface Trained {
  readonly network: Loaded;
  readonly loss?: Loss;
  readonly optimizer?: Optimizer;
  /** The run that it is of; missing for one of a file. */
  readonly run?: ReadRun;
}

/** The network of a file, or the one of a run. @throws DataError for what is neither. */
export async function trainedAt(task: Task, typed: string): Promise<Trained> {
  if (!(await isFolder(task, typed))) return networkFileAt(task, typed);
  const run = await runAt(task, typed);
  const { network, loss, configuration } = run;
  return { network, loss, optimizer: optimizerOf(configuration.training), run };
}
