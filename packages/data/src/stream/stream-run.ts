import {
  type Data,
  DataError,
  type Dataset,
  datasetFor,
  type Evaluation,
  seededRandom,
  Trainer,
  type Warning,
} from "@nn/core";
import type { Company, OwnTraining, Pause } from "@nn/core/callbacks";
import { type Network, permutation } from "@nn/core/component";
import type { EvaluateOptions, Metrics, Seed } from "@nn/core/types";
import type { Columnar } from "../table/columnar.js";
import type { StreamFitOptions } from "./fit-stream-options.js";
import { checkSame, type StreamFitState, type StreamPlace, type StreamReport } from "./fit-stream-state.js";
import { located, placed } from "./located.js";
import { unlessAborted } from "./waiting.js";
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
  /** Why it ended: all epochs done, the signal aborted, the `for await` loop was left, or the sentence of a callback. */
  readonly stopped: "finished" | "aborted" | "left" | (string & {});
  /** What was noticed, each kind once: what is seen of examples is looked for in the first window. */
  readonly warnings: readonly Warning[];
}

type Place = { -readonly [Name in keyof StreamPlace]: StreamPlace[Name] };

/** A training over a stream from its first step to its last. */
export class StreamRun implements OwnTraining<StreamReport, StreamHistory> {
  readonly #network: StreamNetwork;
  readonly #stream: WindowStream<StreamWindow>;
  readonly #options: StreamFitOptions;
  readonly #seed: Seed;
  readonly trainer: Trainer;
  readonly #reports: StreamReport[] = [];
  /** How many batches of the epoch were made by this training. */
  #batches = 0;
  #place: Place = { epoch: 0, window: 0, example: 0, windowSize: 0, examples: 0, lossSum: 0, epochSize: 0 };

  constructor(network: StreamNetwork, stream: WindowStream<StreamWindow>, options: StreamFitOptions) {
    const { loss, optimizer, batchSize, seed = network.seed, allowMismatch = false } = options;
    const { frozen, penalties, from, changed } = options;
    this.#network = network;
    this.#stream = stream;
    this.#options = { ...options };
    this.#seed = seed;
    // A seed that can't be one is told of before anything moves.
    seededRandom(seed, "window");
    const more = { ...(frozen && { frozen }), ...(penalties && { penalties }) };
    this.trainer = new Trainer(network, { loss, optimizer, batchSize, allowMismatch, ...more });
    this.#evaluate();
    if (from !== undefined) this.#takeUp(from, changed);
  }

  get epochs(): number {
    return this.#place.epoch;
  }

  /** What another training needs to go on from here. */
  state(company: Company): StreamFitState {
    const { batchSize } = this.#options;
    return {
      ...this.#place,
      firstLoss: company.firstLoss,
      callbacks: company.callbackStates(),
      trainer: this.trainer.state(),
      batchSize,
      seed: this.#orderSeed,
      reports: [...this.#reports],
    };
  }

  history(company: Company): StreamHistory {
    const { stopped = this.epochs < this.#options.epochs ? "left" : "finished", warnings } = company;
    return { reports: [...this.#reports], epochs: this.epochs, stopped, warnings };
  }

  /** Trains, and gives a report after each epoch. */
  *run(company: Company): Generator<Pause | StreamReport, void> {
    while (this.epochs < this.#options.epochs) {
      if (!(yield* this.#trainEpoch(company))) return;
      const report = this.#finishEpoch();
      yield* company.reported(report, this.#batches - 1);
      this.#batches = 0;
      yield report;
    }
  }

  get #orderSeed(): Seed | null {
    return this.#options.shuffle === false ? null : this.#seed;
  }

  #takeUp(from: StreamFitState, changed: readonly string[] | undefined): void {
    checkSame(from, { batchSize: this.#options.batchSize, seed: this.#orderSeed });
    const { trainer, reports, batchSize, seed, firstLoss, callbacks, ...place } = from;
    this.trainer.restore(trainer, { ...(changed && { changed }) });
    this.#reports.push(...reports);
    this.#place = place;
  }

  /** Trains on the windows of an epoch that are left; `false` if the signal or a callback ended it. */
  *#trainEpoch(company: Company): Generator<Pause, boolean> {
    const place = this.#place;
    const windows = this.#stream.from(place.window);
    try {
      for (;;) {
        if (company.stopped !== undefined) return false;
        let next: IteratorResult<StreamWindow, void> | undefined;
        yield company.waiting(async () => {
          next = await unlessAborted(located(windows.next(), place), this.#options.signal);
        });
        if (next === undefined) return false;
        if (next.done) return true;
        const data = this.#hold(next.value);
        const given = next.value;
        this.#inWindow(() => company.look(given, data));
        if (!(yield* this.#trainWindow(data, company))) return false;
        Object.assign(place, { window: place.window + 1, example: 0, windowSize: 0 });
      }
    } finally {
      // A source that hangs isn't waited for.
      void windows.return().catch(() => {});
    }
  }

  *#trainWindow(data: Dataset, company: Company): Generator<Pause, boolean> {
    const place = this.#place;
    const { batchSize } = this.#options;
    const rows = this.#orderOf(data.size);
    place.windowSize = data.size;
    while (place.example < data.size) {
      if (company.stopped !== undefined) return false;
      const to = Math.min(place.example + batchSize, data.size);
      const size = to - place.example;
      this.#inWindow(() => this.trainer.stepRows(data, rows, place.example, to, size));
      this.#batches++;
      place.lossSum += size * this.trainer.loss;
      place.examples += size;
      place.example = to;
      const pause = company.stepped();
      if (pause) yield pause;
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
    const { window: number, example, windowSize } = this.#place;
    const data = this.#inWindow(() => datasetFor(this.#network, window as Data, this.#options.loss));
    if (example === 0 || data.size === windowSize) return data;
    throw new DataError(
      `from is the state of a training whose window ${number}, counted from 0, had ${windowSize} examples, but this one has ` +
        `${data.size}. Give it the same stream.`,
    );
  }

  /** Errors count examples from the beginning of the window. */
  #inWindow<Value>(task: () => Value): Value {
    const { epoch, window } = this.#place;
    return placed(`Window ${window} of epoch ${epoch}, counted from 0`, task);
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
      loss: lossSum / examples,
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
    if (validation === undefined) return undefined;
    return placed("The validation data", () => this.#network.evaluate(validation, { loss, metrics, allowMismatch }));
  }
}
