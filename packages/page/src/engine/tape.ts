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
  readonly #edits: readonly Edit[];
  readonly #kept: TrainerState[];
  /** The last step before the one that failed, and why that did: there is none behind it. */
  stopped: { readonly step: number; readonly reason: DivergenceError } | null = null;

  constructor({ data, model, edits }: Pick<State, "data" | "model" | "edits">) {
    this.training = build(data, model);
    this.#edits = edits;
    this.#setByHand(0);
    this.#kept = [this.training.trainer.state()];
  }

  /** Puts the network to a step, or to the last one before it that there is; says which one it is. */
  go(step: number): number {
    const { trainer, inputs, targets } = this.training;
    const end = this.stopped ? Math.min(step, this.stopped.step) : step;
    const nearest = Math.min(Math.floor(end / STRIDE), this.#kept.length - 1);
    if (trainer.stepCount > end || trainer.stepCount < nearest * STRIDE) trainer.restore(this.#kept[nearest]!);
    while (trainer.stepCount < end) {
      const row = this.rowOf(trainer.stepCount);
      try {
        trainer.step([...inputs[row]!], [targets[row]!]);
      } catch (error) {
        if (!(error instanceof DivergenceError)) throw error;
        this.stopped = { step: Math.max(0, trainer.stepCount - 1), reason: error };
        return this.go(this.stopped.step);
      }
      this.#setByHand(trainer.stepCount);
      if (trainer.stepCount === this.#kept.length * STRIDE) this.#kept.push(trainer.state());
    }
    return trainer.stepCount;
  }

  /** The row that the step after so many takes: one after the other, as in the lab. */
  rowOf(step: number): number {
    return step % this.training.inputs.length;
  }

  #setByHand(step: number): void {
    const edits = this.#edits.filter((edit) => edit.step === step);
    if (edits.length === 0) return;
    setByName(this.training.network, Object.fromEntries(edits.map(({ parameter, value }) => [parameter, value])));
  }
}
