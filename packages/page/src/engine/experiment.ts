import { stepsOf } from "../state/epochs.js";
import type { ModelState, State } from "../state/state.js";

import { Tape } from "./tape.js";

/** Trainings that differ by their seeds alone. */
export interface Run {
  readonly sizes: readonly number[];
  /** The mean loss at the end, seed by seed, as far as they were trained; infinite where a training diverged. */
  readonly losses: readonly number[];
}

/** So many hidden units are compared with those that there are. */
const COMPARED = 4;

/** The same training from many seeds, with the network as it is, and with four hidden units. */
export class Experiment {
  readonly #runs: { readonly model: ModelState; readonly losses: number[] }[];
  readonly #state: State;
  readonly #seeds: number;
  #tape: Tape | null = null;

  constructor(state: State) {
    const { sizes, start } = state.model;
    // Of weights that are all the same there is nothing to draw.
    const model: ModelState = { ...state.model, start: start === "ones" || start === "zeros" ? "normal" : start };
    const wider = sizes.length > 2 && sizes[1] !== COMPARED ? [{ ...model, sizes: sizes.with(1, COMPARED) }] : [];
    this.#runs = [model, ...wider].map((each) => ({ model: each, losses: [] }));
    this.#state = state;
    this.#seeds = state.experiment?.seeds ?? 0;
  }

  get runs(): readonly Run[] {
    return this.#runs.map(({ model: { sizes }, losses }) => ({ sizes, losses: [...losses] }));
  }

  get isDone(): boolean {
    return this.#runs.every(({ losses }) => losses.length === this.#seeds);
  }

  /** Trains on until all is done, or time is over. */
  advance(isOver: () => boolean): void {
    const { data, at } = this.#state;
    const steps = at.epochs * stepsOf(this.#state);
    do {
      const run = this.#runs.find(({ losses }) => losses.length < this.#seeds);
      if (run === undefined) return;
      const seed = String(run.losses.length + 1);
      this.#tape ??= new Tape({ data, model: { ...run.model, seed }, edits: [] });
      if (this.#tape.advance(steps, isOver) < steps && this.#tape.stopped === null) return;
      run.losses.push(this.#tape.stopped === null ? this.#tape.meanLoss() : Number.POSITIVE_INFINITY);
      this.#tape = null;
    } while (!isOver());
  }
}

/** What an experiment follows from. */
const askedOf = ({ data, model, at, experiment }: State): readonly unknown[] => [
  data,
  model,
  at.epochs,
  experiment?.seeds,
];

/** So long it may go on before the page is shown again, in milliseconds. */
const MOMENT = 50;

let last: { readonly asked: readonly unknown[]; readonly experiment: Experiment } | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The trainings of a state's experiment so far, which go on moment by moment. @param show - Shows the page again. */
export function experimentOf(state: State, show: () => void): Experiment | null {
  clearTimeout(timer);
  if (state.experiment === null) return null;
  const asked = askedOf(state);
  if (!last?.asked.every((part, i) => part === asked[i])) last = { asked, experiment: new Experiment(state) };
  const { experiment } = last;
  if (!experiment.isDone) {
    timer = setTimeout(() => {
      const end = performance.now() + MOMENT;
      experiment.advance(() => performance.now() > end);
      show();
    });
  }
  return experiment;
}
