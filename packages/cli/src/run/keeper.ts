import type { EpochReport } from "@nn/core";
import type { Callback, FitView } from "@nn/core/callbacks";
import { save, writeWhole } from "@nn/formats/node";
import type { BestNetwork } from "./best.js";
import type { RunFolder } from "./folder.js";

/**
 * Keeps a run's folder up to date: a line of history for each report, and every few seconds a checkpoint with the best network.
 *
 * A checkpoint holds what all callbacks remember. So at a report it is the last one that is told, and at the end the first one,
 * before the network is given its best parameters.
 */
export class Keeper {
  readonly #folder: RunFolder;
  readonly #best: BestNetwork;
  readonly #milliseconds: number;
  #writtenAt = Date.now();
  #step = 0;

  /** @param seconds - How long there is no checkpoint after one. */
  constructor(folder: RunFolder, best: BestNetwork, seconds: number) {
    this.#folder = folder;
    this.#best = best;
    this.#milliseconds = seconds * 1000;
  }

  /** To be the first of the callbacks. */
  get first(): Callback {
    return {
      name: "the keeper, at the end",
      started: (run) => {
        this.#step = run.step;
      },
      ended: async (run) => {
        if (run.step > this.#step) await this.#write(run);
      },
    };
  }

  /** To be the last of them. */
  get last(): Callback {
    return {
      name: "the keeper",
      reported: (report, run) => this.#reported(report, run),
    };
  }

  #reported(report: EpochReport, run: FitView): Promise<void> | undefined {
    this.#folder.append(report);
    return Date.now() - this.#writtenAt >= this.#milliseconds ? this.#write(run) : undefined;
  }

  /** The best network first: one that is better than the checkpoint's is found again, one that is missing isn't. */
  async #write(run: FitView): Promise<void> {
    this.#step = run.step;
    const fit = run.state();
    if (this.#best.file !== undefined) await writeWhole(this.#folder.best, this.#best.file);
    await save(run.network, this.#folder.checkpoint, { fit });
    this.#writtenAt = Date.now();
  }
}
