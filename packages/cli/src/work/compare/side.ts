import type { EpochReport } from "@nn/core";
import { registry } from "../../configuration/components.js";
import type { Task } from "../../program/task.js";
import { RunFolder } from "../../run/folder.js";
import { isFolder, type Loaded, type NetworkFile, networkFileAt } from "../network/network.js";

/** What is compared. */
export interface Side {
  readonly network: Loaded;
  /** As a configuration says them. */
  readonly settings: object;
  readonly reports: readonly EpochReport[];
}

/** Two runs, with all of their configurations; or else two networks, with what a network's file says of them. */
export async function sidesOf(task: Task, names: readonly [string, string]): Promise<[Side, Side]> {
  const areFolders = await Promise.all(names.map((name) => isFolder(task, name)));
  const areRuns = areFolders.every(Boolean);
  const sides = names.map(async (name, i): Promise<Side> => {
    const file = await networkFileAt(task, name);
    const folder = areFolders[i] ? new RunFolder(task.path(name)) : undefined;
    return {
      network: file.network,
      settings: areRuns ? await folder!.configuration() : settingsIn(file),
      reports: (await folder?.reports()) ?? file.history?.reports ?? [],
    };
  });
  // Waited for at once: where neither can be read, the second error would have nothing that takes it.
  return (await Promise.all(sides)) as [Side, Side];
}

function settingsIn({ network, loss, optimizer }: NetworkFile): object {
  const described = (component: object | undefined, place: string): object | undefined =>
    component && registry.describe(component, place);
  return {
    network: {
      dtype: network.dtype,
      layers: network.stack.places.map(({ layer }, i) => registry.describe(layer, `network.layers[${i}]`)),
    },
    training: {
      loss: described(loss, "training.loss"),
      optimizer: described(optimizer, "training.optimizer"),
    },
  };
}
