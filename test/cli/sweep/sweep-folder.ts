import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Ended, folderWith, nn, PENGUINS, type Terminal } from "../harness.js";

/** A sweep of penguins whose trials train in a moment. */
const SWEEP = {
  method: "random",
  trials: 12,
  seed: "s",
  space: {
    "training.optimizer.learningRate": { logUniform: [0.001, 1] },
    "network.layers.0.units": [2, 4, 8],
    "network.layers.0.activation": ["tanh", "relu"],
  },
} as const;

/** What another sweep has otherwise. */
export interface Changes {
  readonly sweep?: object;
  readonly training?: object;
}

/** A folder with penguins and a configuration of a sweep, `sweep.jsonc`. */
export async function sweepFolder({ sweep, training }: Changes = {}): Promise<string> {
  const folder = await folderWith();
  const configuration = {
    ...PENGUINS,
    training: { ...PENGUINS.training, epochs: 3, ...training },
    sweep: { ...SWEEP, ...sweep },
  };
  await writeFile(join(folder, "sweep.jsonc"), JSON.stringify(configuration));
  return folder;
}

/** Runs a command in a folder, with no variables of the machine's. */
export async function right(folder: string, line: string, terminal?: Terminal): Promise<Ended> {
  const ended = await nn(folder, line, terminal);
  if (ended.code !== 0) throw new Error(`${line} ended with ${ended.code}: ${ended.stderr}`);
  return ended;
}

/** The table of a sweep. */
export function tableIn(folder: string, into: string): Promise<string> {
  return readFile(join(folder, into, "results.csv"), "utf8");
}

/** Makes all trials of a sweep as an engine with indices does, round by round. @returns The table. */
export async function byIndices(folder: string, rounds: readonly number[]): Promise<string> {
  for (const [round, places] of rounds.entries()) {
    for (let place = places - 1; place >= 0; place--) {
      const environment = { JOB_COMPLETION_INDEX: String(place) };
      await right(folder, `sweep sweep.jsonc --into indices --round ${round}`, { environment });
    }
  }
  await right(folder, "sweep collect sweep.jsonc --into indices");
  return tableIn(folder, "indices");
}
