import type { Surface } from "./engine/surface.js";
import type { Tape } from "./engine/tape.js";
import { withPast } from "./state/past.js";
import type { State } from "./state/state.js";

/** So many curves can be told apart. */
const MOST_EARLIER = 3;

/** What was there before a point is dragged. */
interface Held {
  readonly state: State;
  readonly tape: Tape;
  readonly surface: Surface | null;
}

/** What the page has left behind it: states that can be taken back, and trainings to be compared with. A drag is a single change. */
export class Trail {
  past: readonly State[] = [];
  /** The losses of trainings before this one; no state has them. */
  earlier: readonly (readonly number[])[] = [];
  #held: Held | null = null;

  /** The plane that a point is dragged in, which stands still; null where none is. */
  get plane(): Surface | null {
    return this.#held?.surface ?? null;
  }

  /** @param left - The training that another one has taken the place of; null where it goes on. */
  add(before: State, after: State, left: Tape | null): void {
    if (this.#held !== null) return;
    this.past = withPast(this.past, before, after);
    if (left !== null && left.losses.length > 1) {
      this.earlier = [...this.earlier, [...left.losses]].slice(-MOST_EARLIER);
    }
  }

  hold(held: Held): void {
    this.#held ??= held;
  }

  release(after: State, tape: Tape): void {
    const held = this.#held;
    this.#held = null;
    // A run may have gone on under a hand that moved nothing.
    if (held === null || held.state.data === after.data) return;
    this.add(held.state, after, held.tape === tape ? null : held.tape);
  }
}
