import {
  type Data,
  DataError,
  type Dataset,
  datasetFor,
  type Evaluation,
  ShapeError,
  seededRandom,
  Trainer,
} from "@nn/core";
import { type Network, permutation } from "@nn/core/component";
import type { EvaluateOptions, Metrics, Seed } from "@nn/core/types";
import type { Columnar } from "../table/columnar.js";
import { checkStreamFitOptions, type StreamFitOptions } from "./fit-stream-options.js";
import { checkStreamState, type StreamFitState, type StreamPlace, type StreamReport } from "./fit-stream-state.js";
import { passTurn, unlessAborted } from "./waiting.js";
import type { WindowStream } from "./window-stream.js";

/** A network that `fitStream` trains: a `Sequential`. */
export interface StreamNetwork extends Network {
  /** As of `Sequential`. */
  evaluate<M extends Metrics>(data: Data, options: EvaluateOptions<M>): Evaluation<M>;
}

/** What a network is trained on at a time: inputs and targets, or a table where it has a pipeline that takes tables. */
export type StreamWindow = Data | Columnar;

/** What a training over a stream was like. */
export interface StreamHistory<M extends Metrics = Record<never, never>> {
  /** One report for each epoch that was finished. */
  readonly reports: readonly StreamReport<M>[];
  /** How many epochs were finished. */
  readonly epochs: number;
  /** Why it ended: all epochs done, the signal aborted, or the `for await` loop was left. */
  readonly stopped: "finished" | "aborted" | "left";
}

type Place = { -readonly [Name in keyof StreamPlace]: StreamPlace[Name] };

/** A training over a stream from its first step to its last. */
export class StreamRun {
  readonly #network: StreamNetwork;
  readonly #stream: WindowStream<StreamWindow>;
  readonly #options: StreamFitOptions;
  readonly #seed: Seed;
  readonly #trainer: Trainer;
  readonly #reports: StreamReport[] = [];
  #place: Place = { epoch: 0, window: 0, example: 0, windowSize: 0, examples: 0, lossSum: 0, epochSize: 0 };
  #stopped: StreamHistory["stopped"] = "left";

  constructor(network: StreamNetwork, stream: WindowStream<StreamWindow>, options: StreamFitOptions) {
    checkStreamFitOptions(options);
    const { loss, optimizer, batchSize, allowMismatch = false, frozen, penalties, from } = options;
    this.#network = network;
    this.#stream = stream;
    this.#options = { ...options };
    this.#seed = options.seed ?? network.seed;
    // A seed that can't be one is told of before anything moves.
    seededRandom(this.#seed, "window");
    const more = { ...(frozen && { frozen }), ...(penalties && { penalties }) };
    this.#trainer = new Trainer(network, { loss, optimizer, batchSize, allowMismatch, ...more });
    this.#evaluate();
    if (from !== undefined) this.#takeUp(from);
  }

  /** What another training needs to go on from here. */
  state(): StreamFitState {
    const { batchSize } = this.#options;
    return {
      ...this.#place,
      trainer: this.#trainer.state(),
      batchSize,
      seed: this.#orderSeed,
      reports: [...this.#reports],
    };
  }

  history(): StreamHistory {
    return { reports: [...this.#reports], epochs: this.#place.epoch, stopped: this.#stopped };
  }

  /** Trains, and gives a report after each epoch. */
  async *events(): AsyncGenerator<StreamReport, void> {
    while (this.#place.epoch < this.#options.epochs) {
      if (!(await this.#trainEpoch())) {
        this.#stopped = "aborted";
        return;
      }
      yield this.#finishEpoch();
    }
    this.#stopped = "finished";
  }

  get #orderSeed(): Seed | null {
    return this.#options.shuffle === false ? null : this.#seed;
  }

  #takeUp(from: StreamFitState): void {
    const { trainer, reports, batchSize, seed, ...place } = checkStreamState(from, {
      batchSize: this.#options.batchSize,
      seed: this.#orderSeed,
    });
    this.#trainer.restore(trainer);
    this.#reports.push(...reports);
    this.#place = place;
  }

  /** Trains on the windows of an epoch that are left; `false` if the signal ended it. */
  async #trainEpoch(): Promise<boolean> {
    const place = this.#place;
    const windows = this.#stream.from(place.window);
    try {
      for (;;) {
        if (this.#options.signal?.aborted) return false;
        const next = await unlessAborted(this.#located(windows.next()), this.#options.signal);
        if (next === undefined) return false;
        if (next.done) return true;
        const data = this.#hold(next.value);
        if (!(await this.#trainWindow(data))) return false;
        Object.assign(place, { window: place.window + 1, example: 0, windowSize: 0 });
      }
    } finally {
      // A source that hangs isn't waited for.
      void windows.return().catch(() => {});
    }
  }

  async #trainWindow(data: Dataset): Promise<boolean> {
    const place = this.#place;
    const { batchSize, signal } = this.#options;
    const rows = this.#orderOf(data.size);
    place.windowSize = data.size;
    let turnedAt = Date.now();
    while (place.example < data.size) {
      if (signal?.aborted) return false;
      const to = Math.min(place.example + batchSize, data.size);
      const size = to - place.example;
      this.#trainer.stepRows(data, rows, place.example, to, size);
      place.lossSum += size * this.#trainer.loss;
      place.examples += size;
      place.example = to;
      if (Date.now() - turnedAt < TURN_MILLISECONDS) continue;
      await passTurn();
      turnedAt = Date.now();
    }
    return true;
  }

  /** The order in which a window's examples are taken: a function of the seed, the epoch and the window alone. */
  #orderOf(size: number): Uint32Array {
    const seed = this.#orderSeed;
    if (seed === null) return Uint32Array.from({ length: size }, (_, row) => row);
    return permutation(seededRandom(seed, `window ${this.#place.epoch}/${this.#place.window}`), size);
  }

  /** All numbers of a window in the network's memory, each of them checked before any is trained on. */
  #hold(window: StreamWindow): Dataset {
    const { epoch, window: number, example, windowSize } = this.#place;
    const data = placed(`Window ${number} of epoch ${epoch}, counted from 0`, () =>
      datasetFor(this.#network, window as Data, this.#options.loss),
    );
    if (example === 0 || data.size === windowSize) return data;
    throw new DataError(
      `from is the state of a training whose window ${number}, counted from 0, had ${windowSize} examples, but this one has ` +
        `${data.size}. Give it the same stream.`,
    );
  }

  #finishEpoch(): StreamReport {
    const { epoch, examples, epochSize, lossSum } = this.#place;
    if (examples === 0) throw new DataError("fitStream: the stream has no windows: its source is empty.");
    if (epochSize > 0 && epochSize !== examples) {
      throw new DataError(
        `fitStream: epoch ${epoch} had ${examples} examples, but those before it had ${epochSize}. Is the source written to ` +
          "while it is read? It has to give the same rows each time.",
      );
    }
    const validation = this.#evaluate();
    const report: StreamReport = {
      epoch,
      trainingLoss: lossSum / examples,
      examples,
      ...(validation && { validation }),
    };
    this.#reports.push(report);
    this.#place = {
      epoch: epoch + 1,
      window: 0,
      example: 0,
      windowSize: 0,
      examples: 0,
      lossSum: 0,
      epochSize: examples,
    };
    return report;
  }

  #evaluate(): Evaluation | undefined {
    const { validation, loss, metrics = {}, allowMismatch = false } = this.#options;
    return validation && this.#network.evaluate(validation, { loss, metrics, allowMismatch });
  }

  /** An error of the source with the place where it came, and what to do. */
  async #located<Value>(value: Promise<Value>): Promise<Value> {
    try {
      return await value;
    } catch (error) {
      if (error instanceof DataError || error instanceof ShapeError) throw error;
      const { epoch, window } = this.#place;
      const message = error instanceof Error ? error.message : String(error);
      throw new DataError(
        `The stream failed in epoch ${epoch} after ${window} windows: ${message}. Nothing of what came after them was trained ` +
          "on. Once its source works, another fitStream goes on with { from: training.state() }.",
        { cause: error },
      );
    }
  }
}

/** Long enough that turns cost next to nothing, short enough that a page answers. */
const TURN_MILLISECONDS = 40;

function placed<Value>(place: string, task: () => Value): Value {
  try {
    return task();
  } catch (error) {
    if (error instanceof ShapeError) throw new ShapeError(`${place}: ${error.message}`, { cause: error });
    if (error instanceof DataError) throw new DataError(`${place}: ${error.message}`, { cause: error });
    throw error;
  }
}
