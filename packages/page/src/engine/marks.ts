import type { TrainerState } from "@nn/core/types";

/** So many states are kept; of more, every second one is forgotten. */
const MOST = 2048;

/** States of a training on its way, to go on from: at steps that are as far from one another. */
export class Marks {
  readonly #states = new Map<number, TrainerState>();
  /** The last one's step. */
  last = 0;
  stride: number;

  constructor(stride: number) {
    this.stride = stride;
  }

  /** Keeps a state where there is a mark to be. */
  add(step: number, state: TrainerState): void {
    if (step % this.stride !== 0) return;
    this.#states.set(step, state);
    this.last = Math.max(this.last, step);
    if (this.#states.size <= MOST) return;
    this.stride *= 2;
    for (const at of this.#states.keys()) if (at % this.stride !== 0) this.#states.delete(at);
    this.last -= this.last % this.stride;
  }

  /** The last state that isn't after a step. */
  before(step: number): readonly [step: number, state: TrainerState] {
    let at = Math.min(this.last, step - (step % this.stride));
    while (!this.#states.has(at)) at -= this.stride;
    return [at, this.#states.get(at)!];
  }
}
