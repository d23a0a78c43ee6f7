import { DataError } from "@nn/core";
import { stepsOf } from "../state/epochs.js";
import type { DataState, ModelState } from "../state/state.js";
import { Tape } from "./tape.js";

/** What an experiment follows from. */
export interface Comparison {
  readonly data: DataState;
  readonly model: ModelState;
  readonly epochs: number;
  readonly seeds: number;
}

/** Trainings that differ by their seeds alone. */
export interface Run {
  readonly sizes: readonly number[];
  /** The mean loss at the end, seed by seed, as far as they were trained; infinite where a training can't go on. */
  readonly losses: readonly number[];
}

/** So many hidden units are compared with those that there are. */
const COMPARED = 4;

/** The same training from many seeds, with the network as it is, and with four hidden units. */
export class Experiment {
  readonly #runs: { readonly model: ModelState; readonly losses: number[] }[];
  readonly #told: Comparison;
  #tape: Tape | null = null;

  /** @param begun - The runs so far, where others have begun. */
  constructor(told: Comparison, begun: readonly Run[] = []) {
    const { sizes, start } = told.model;
    // Of weights that are all the same there is nothing to draw.
    const model: ModelState = { ...told.model, start: start === "ones" || start === "zeros" ? "normal" : start };
    const wider = sizes.length > 2 && sizes[1] !== COMPARED ? [{ ...model, sizes: sizes.with(1, COMPARED) }] : [];
    this.#runs = [model, ...wider].map((each, i) => ({ model: each, losses: [...(begun[i]?.losses ?? [])] }));
    this.#told = told;
  }

  get runs(): readonly Run[] {
    return this.#runs.map(({ model: { sizes }, losses }) => ({ sizes, losses: [...losses] }));
  }

  get isDone(): boolean {
    return this.#runs.every(({ losses }) => losses.length === this.#told.seeds);
  }

  /** Trains on until all is done, or time is over. */
  advance(isOver: () => boolean): void {
    do {
      const run = this.#runs.find(({ losses }) => losses.length < this.#told.seeds);
      if (run === undefined) return;
      const loss = this.#lossOf({ ...run.model, seed: String(run.losses.length + 1) }, isOver);
      if (loss === null) return;
      run.losses.push(loss);
      this.#tape = null;
    } while (!isOver());
  }

  /** After the training; null while it is on its way. */
  #lossOf(model: ModelState, isOver: () => boolean): number | null {
    const { data, epochs } = this.#told;
    const steps = epochs * stepsOf(this.#told);
    try {
      this.#tape ??= new Tape({ data, model, edits: [] });
      if (this.#tape.advance(steps, isOver) < steps && this.#tape.stopped === null) return null;
      return this.#tape.stopped === null ? this.#tape.meanLoss() : Number.POSITIVE_INFINITY;
    } catch (error) {
      // The loss isn't about such outputs, which this seed comes to, and the page's own training has not.
      if (error instanceof DataError) return Number.POSITIVE_INFINITY;
      throw error;
    }
  }
}
