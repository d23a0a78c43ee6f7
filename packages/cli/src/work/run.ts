import type { Loss } from "@nn/core/component";
import { made } from "../configuration/components.js";
import { type Examples, examplesOf } from "../configuration/data.js";
import type { Configuration } from "../configuration/types.js";
import type { Task } from "../program/task.js";
import { RunFolder } from "../run/folder.js";
import { type Loaded, networkAt } from "./network.js";

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
    loss: made<Loss>(configuration.training.loss, "training.loss"),
    examples: async () => examplesOf(configuration, await folder.configurationPath()),
  };
}
