import { DivergenceError } from "@nn/core";
import type { TrainerState } from "@nn/core/types";
import { getByName, setByName } from "@nn/explain";
import type { Edit, State } from "../state/state.js";
import { build, type Training } from "./build.js";
import { Marks } from "./marks.js";

/** So many rows are gone through again at most, to go back to any step of a short training. */
const ROWS_BETWEEN = 64;

/** What a training follows from. */
export type Told = Pick<State, "data" | "model" | "edits">;

/** Whether two states have the same training: names, and rows to be predicted, are no part of it. */
export function isSameTraining(a: Told, b: Told): boolean {
  const rows = b.data.rows;
  return (
    a.model === b.model &&
    a.edits === b.edits &&
    a.data.prepare === b.data.prepare &&
    a.data.rows.length === rows.length &&
    a.data.rows.every(({ features, target }, i) => features === rows[i]!.features && target === rows[i]!.target)
  );
}

/** A step of a training, from which it can go on elsewhere. */
export interface Begun {
  readonly step: number;
  readonly state: TrainerState;
  /** Of the marks. */
  readonly stride: number;
  /** All mean losses so far. */
  readonly losses: readonly number[];
}

/** What came of a training elsewhere. */
export interface Reached {
  readonly step: number;
  readonly state: TrainerState;
  /** The states that were kept on the way. */
  readonly marks: readonly (readonly [step: number, state: TrainerState])[];
  /** The mean losses after the epochs that ended on the way, and after how many epochs the first of them is. */
  readonly losses: readonly number[];
  readonly firstLoss: number;
  /** Whether there is no step behind this one. */
  readonly isStopped: boolean;
}

/**
 * A training that can be put to any of its steps, with the same bits each time: from the nearest state before it, which was
 * kept, it takes the steps again.
 */
export class Tape {
  readonly training: Training;
  /** The mean loss of all rows before the first epoch, and after each one that was reached. */
  readonly losses: number[] = [];
  /** The parameters before the first update. */
  readonly first: Readonly<Record<string, number>>;
  readonly #edits: readonly Edit[];
  readonly #marks: Marks;
  /** Is told of each state that is kept. */
  onMark: (step: number, state: TrainerState) => void = () => {};
  /** The last step before the one that failed: there is none behind it. */
  stopped: number | null = null;

  /** @param begun - Where to go on: it then goes nowhere before that. */
  constructor({ data, model, edits }: Told, begun?: Begun) {
    this.training = build(data, model);
    this.#edits = edits;
    const { trainer, batchSize } = this.training;
    this.#marks = new Marks(begun?.stride ?? Math.max(1, Math.floor(ROWS_BETWEEN / batchSize)));
    this.#setByHand(0);
    this.first = getByName(this.training.network);
    if (begun === undefined) {
      this.#marks.add(0, trainer.state());
      this.#reached(0);
      return;
    }
    trainer.restore(begun.state);
    this.#marks.add(begun.step, begun.state);
    this.losses.push(...begun.losses);
  }

  /** Puts the network to a step, or to the last one before it that there is; says which one it is. */
  go(step: number): number {
    const { trainer } = this.training;
    const end = this.stopped === null ? step : Math.min(step, this.stopped);
    const [nearest, state] = this.#marks.before(end);
    if (trainer.stepCount > end || trainer.stepCount < nearest) trainer.restore(state);
    while (trainer.stepCount < end) {
      try {
        this.#goOn(end);
      } catch (error) {
        if (!(error instanceof DivergenceError)) throw error;
        this.stopped = Math.max(0, trainer.stepCount - 1);
        return this.go(this.stopped);
      }
    }
    return trainer.stepCount;
  }

  /** Goes towards a step until it is there, or time is over; says where it came to. */
  advance(step: number, isOver: () => boolean): number {
    const piece = Math.max(1, Math.floor(ROWS_BETWEEN / this.training.batchSize));
    let at = Math.min(step, this.#marks.last);
    let next: number;
    do {
      next = Math.min(step, at + piece);
      at = this.go(next);
    } while (at === next && at < step && !isOver());
    return at;
  }

  /** From where a training elsewhere can go on. */
  end(): Begun {
    const [step, state] = this.#marks.before(this.#marks.last);
    const ended = Math.floor(step / this.training.order.steps) + 1;
    return { step, state, stride: this.#marks.stride, losses: this.losses.slice(0, ended) };
  }

  /** Takes what came of the same training elsewhere, and goes there. */
  take({ step, state, marks, firstLoss, losses, isStopped }: Reached): void {
    for (const [at, marked] of marks) this.#marks.add(at, marked);
    this.losses.splice(firstLoss, this.losses.length, ...losses);
    this.training.trainer.restore(state);
    if (isStopped) this.stopped = step;
  }

  /** The rows that the step after so many takes. */
  rowsOf(step: number): number[] {
    const { rows, from, to } = this.training.order.at(step);
    return [...rows.subarray(from, to)];
  }

  /** Whether a number is set by hand after one step and before another. */
  isSetBetween(first: number, last: number): boolean {
    return this.#edits.some(({ step }) => step > first && step < last);
  }

  /** The mean loss of all rows, as the network is now. */
  meanLoss(): number {
    const { network, dataset, loss } = this.training;
    return network.evaluate(dataset, { loss, allowMismatch: true }).loss;
  }

  /** The mean loss of some rows. */
  lossOf(rows: readonly number[]): number {
    const { network, inputs, targets, loss } = this.training;
    const data = { inputs: rows.map((row) => [...inputs[row]!]), targets: rows.map((row) => targets[row]!) };
    return network.evaluate(data, { loss, allowMismatch: true }).loss;
  }

  /** Trains to a step, to the end of the epoch, or as far as nothing has to be set or kept. */
  #goOn(end: number): void {
    const { trainer, dataset, order } = this.training;
    const step = trainer.stepCount;
    const { rows, from, to } = order.at(step);
    const { stride } = this.#marks;
    const edited = this.#edits.map((edit) => edit.step).filter((at) => at > step);
    const stop = Math.min(
      end,
      ...edited,
      stride * Math.floor(step / stride + 1),
      order.steps * Math.floor(step / order.steps + 1),
    );
    const last = order.at(stop - 1).to;
    trainer.stepRows(dataset, rows, from, last, to - from);
    this.#setByHand(stop);
    if (stop > this.#marks.last && stop % stride === 0) {
      const state = trainer.state();
      this.#marks.add(stop, state);
      this.onMark(stop, state);
    }
    this.#reached(stop);
  }

  #reached(step: number): void {
    if (step === this.losses.length * this.training.order.steps) this.losses.push(this.meanLoss());
  }

  #setByHand(step: number): void {
    const edits = this.#edits.filter((edit) => edit.step === step);
    if (edits.length === 0) return;
    setByName(this.training.network, Object.fromEntries(edits.map(({ parameter, value }) => [parameter, value])));
  }
}
