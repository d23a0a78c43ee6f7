import type { EpochReport, History, Warning } from "@nn/core";
import type { Callback } from "@nn/core/callbacks";
import type { StopSignal } from "@nn/core/types";
import type { Pipeline, Table } from "@nn/data";
import { load, save } from "@nn/formats/node";
import { type Assembled, assemble } from "../configuration/assemble.js";
import { examplesOf } from "../configuration/data.js";
import type { Configuration } from "../configuration/types.js";
import { BestNetwork } from "./best.js";
import type { RunFolder } from "./folder.js";
import { Keeper } from "./keeper.js";
import { StopEarly } from "./stop-early.js";

/** How a training is watched and stopped. */
export interface Watching {
  readonly signal: StopSignal;
  /** How many seconds there are at least between two checkpoints. */
  readonly checkpointSeconds: number;
  onWarning(warning: Warning): void;
  onReport(report: EpochReport): void;
}

/** What a training came to. */
export interface Trained {
  readonly history: History;
  /** What the network that came out was reported with: the best of a training that ends early, else the last. */
  readonly report: EpochReport | undefined;
  /** Whether it was stopped from outside, so that it can go on. */
  readonly isInterrupted: boolean;
}

/**
 * Trains in a run's folder: from its checkpoint, if there is one, with the bits of a training that was never interrupted.
 *
 * @param configuration - All that was written out.
 * @param path - The path from which its tables are named.
 * @throws As `fit` does, and DataError for files that can't be read or written.
 */
export async function trainIn(
  folder: RunFolder,
  configuration: Configuration,
  path: string,
  watching: Watching,
): Promise<Trained> {
  const { training, validation } = await examplesOf(configuration, path);
  const assembled = assemble(configuration, training);
  const { loss, optimizer } = assembled;
  const kept = (await folder.has("checkpoint")) ? await load<Pipeline>(folder.checkpoint) : undefined;
  const network = kept?.network ?? assembled.network;
  await folder.writeReports(kept?.fit?.reports ?? []);
  const best = new BestNetwork();
  const keeper = new Keeper(folder, best, watching.checkpointSeconds);
  const { stopEarly: settings } = configuration.training;
  const stopEarly = settings === undefined ? undefined : new StopEarly(settings);
  const callbacks: Callback[] = [
    keeper.first,
    ...(stopEarly === undefined ? [] : [stopEarly]),
    best,
    { name: "the terminal", reported: (report) => watching.onReport(report) },
    keeper.last,
  ];
  const history = await fitted(configuration, assembled, network, training, {
    ...(validation !== undefined && { validation }),
    ...(kept?.fit !== undefined && { from: kept.fit }),
    onWarning: (warning) => watching.onWarning(warning),
    signal: watching.signal,
    callbacks,
  });
  const isInterrupted = history.stopped === "aborted";
  if (!isInterrupted) await save(network, folder.network, { history, loss, optimizer });
  const { reports } = history;
  const ofNetwork = reports.find(({ epoch }) => epoch === stopEarly?.bestEpoch) ?? reports.at(-1);
  return { history, isInterrupted, report: ofNetwork };
}

type Fitted = Parameters<Assembled["network"]["fit"]>[1];

/** Trains a network with what a configuration says, and with the rest of what `fit` takes. */
export function fitted(
  { training: settings, seed = 0 }: Configuration,
  { loss, optimizer, metrics }: Assembled,
  network: Assembled["network"],
  rows: Table,
  rest: Partial<Fitted>,
): Promise<History> {
  const { epochs, batchSize, shuffle = true, evaluateEvery = 1, classWeights } = settings;
  const options = { loss, optimizer, metrics, epochs, batchSize, shuffle, evaluateEvery, seed };
  const weights = classWeights === undefined ? {} : { classWeights };
  return network.fit(rows, { ...options, ...weights, ...rest } as Fitted) as Promise<History>;
}
