import type { EpochReport } from "@nn/core";
import type { Callback, FitView } from "@nn/core/callbacks";
import { checkOptions, positiveInteger } from "@nn/core/component";
import { refuseOthers } from "./endings.js";
import { save } from "./save.js";
import { checkPath } from "./whole-file.js";

/** The settings of {@link Checkpoint}. */
export interface CheckpointOptions {
  /** The file, such as `"training.json"` or `"training.safetensors"`: each checkpoint takes the place of the one before. */
  readonly path: string;
  /** How many epochs are between two of them, 1 unless given. They are written with reports, so not more often than these come. */
  readonly everyEpochs?: number;
}

/**
 * A callback of `fit` that writes the network into a file with all that the training has come to, whatever ends it: at reports, and at
 * the end. After a crash, {@link load} gives both, and `fit` goes on with its option `from`, with the bits of a training that
 * never stopped. There is always one whole file: a program that ends while it is written leaves the one before.
 *
 * @throws OptionError for unknown options, what is no path or that of another system's file, and epochs that aren't a whole number of
 *   at least 1. The training rejects with a DataError where a file can't be written.
 *
 * @example
 * new Checkpoint({ path: "training.json", everyEpochs: 10 }).name; // => "Checkpoint(training.json)"
 */
export class Checkpoint implements Callback {
  /** What it is called, by its file. */
  readonly name: string;
  /** The file. */
  readonly path: string;
  /** How many epochs are between two checkpoints. */
  readonly everyEpochs: number;
  #step = 0;
  #epoch = 0;

  constructor(options: CheckpointOptions) {
    checkOptions("Checkpoint", options, ["path", "everyEpochs"]);
    const { path, everyEpochs = 1 } = options;
    checkPath("Checkpoint", path);
    refuseOthers("save", path, "Checkpoint");
    this.path = path;
    this.everyEpochs = positiveInteger("Checkpoint: everyEpochs", everyEpochs);
    this.name = `Checkpoint(${path})`;
  }

  /** Begins to count. */
  started({ step, epoch }: FitView): void {
    this.#step = step;
    this.#epoch = epoch;
  }

  /** Writes one if it is time. */
  async reported(_: EpochReport, run: FitView): Promise<void> {
    if (run.epoch - this.#epoch >= this.everyEpochs) await this.#write(run);
  }

  /** Writes the last one, unless it is written. */
  async ended(run: FitView): Promise<void> {
    if (run.step > this.#step) await this.#write(run);
  }

  async #write(run: FitView): Promise<void> {
    this.#step = run.step;
    this.#epoch = run.epoch;
    await save(run.network, this.path, { fit: run.state() });
  }
}
