import { DivergenceError } from "@nn/core";
import type { TrainerState } from "@nn/core/types";
import { setByName } from "@nn/explain";
import type { Edit, State } from "../state/state.js";
import { build, type Training } from "./build.js";

/** So many steps are trained again at most, to go back to any of them. */
const STRIDE = 64;

/**
 * A training that can be put to any of its steps, with the same bits each time: from the nearest state before it, which was
 * kept, it takes the steps again.
 */
export class Tape {
  readonly training: Training;
  /** The mean loss of all rows before the first epoch, and after each one that was reached. */
  readonly losses: number[] = [];
  readonly #edits: readonly Edit[];
  readonly #kept: TrainerState[];
  /** The last step before the one that failed, and why that did: there is none behind it. */
  stopped: { readonly step: number; readonly reason: DivergenceError } | null = null;

  constructor({ data, model, edits }: Pick<State, "data" | "model" | "edits">) {
    this.training = build(data, model);
    this.#edits = edits;
    this.#setByHand(0);
    this.#kept = [this.training.trainer.state()];
    this.#reached(0);
  }

  /** Puts the network to a step, or to the last one before it that there is; says which one it is. */
  go(step: number): number {
    const { trainer } = this.training;
    const end = this.stopped ? Math.min(step, this.stopped.step) : step;
    const nearest = Math.min(Math.floor(end / STRIDE), this.#kept.length - 1);
    if (trainer.stepCount > end || trainer.stepCount < nearest * STRIDE) trainer.restore(this.#kept[nearest]!);
    while (trainer.stepCount < end) {
      try {
        this.#goOn(end);
      } catch (error) {
        if (!(error instanceof DivergenceError)) throw error;
        this.stopped = { step: Math.max(0, trainer.stepCount - 1), reason: error };
        return this.go(this.stopped.step);
      }
    }
    return trainer.stepCount;
  }

  /** Goes towards a step until it is there, or time is over; says where it came to. */
  advance(step: number, isOver: () => boolean): number {
    let at: number;
    let next: number;
    do {
      next = Math.min(step, this.#kept.length * STRIDE);
      at = this.go(next);
    } while (at === next && at < step && !isOver());
    return at;
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
    const edited = this.#edits.map((edit) => edit.step).filter((at) => at > step);
    const stop = Math.min(
      end,
      ...edited,
      STRIDE * Math.floor(step / STRIDE + 1),
      order.steps * Math.floor(step / order.steps + 1),
    );
    const last = order.at(stop - 1).to;
    trainer.stepRows(dataset, rows, from, last, to - from);
    this.#setByHand(stop);
    if (stop === this.#kept.length * STRIDE) this.#kept.push(trainer.state());
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
