import type { FloatArray } from "@nn/numerics";

/** What an update moves: parameters, what the optimizer remembers of them, and what layers remember from step to step. */
interface Moved {
  readonly value: FloatArray;
  readonly slots: readonly FloatArray[];
  readonly state: FloatArray;
}

/** What an update moves, as it was before: nothing is left of an update that can't be finished. */
export class Past {
  readonly #moved: Moved;
  /** The parameters before the last update. */
  readonly value: FloatArray;
  /** What the optimizer remembered before it. */
  readonly slots: readonly FloatArray[];
  /** What layers remembered before the last step. */
  readonly state: FloatArray;

  constructor(moved: Moved, { value, slots, state }: Moved) {
    this.#moved = moved;
    this.value = value;
    this.slots = slots;
    this.state = state;
  }

  /** To be called before an update. The parameters are kept with the look at their gradients. */
  keepSlots(): void {
    for (let i = 0; i < this.slots.length; i++) this.slots[i]!.set(this.#moved.slots[i]!);
  }

  /** To be called before a step. */
  keepState(): void {
    this.state.set(this.#moved.state);
  }

  /** Goes back to where the last update began. */
  takeBack(): void {
    const { value, slots } = this.#moved;
    value.set(this.value);
    for (let i = 0; i < slots.length; i++) slots[i]!.set(this.slots[i]!);
    this.takeBackState();
  }

  /** Goes back to what layers remembered when the last step began. */
  takeBackState(): void {
    this.#moved.state.set(this.state);
  }
}
