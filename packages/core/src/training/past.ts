import type { FloatArray } from "@nn/numerics";

/** What an update moves: parameters, what the optimizer remembers of them, and what layers remember from step to step. */
export interface Moved {
  readonly value: FloatArray;
  readonly slots: readonly FloatArray[];
  readonly state: FloatArray;
}

/** What is kept from before: nothing is left of an update that can't be finished. */
export interface Restorable extends Moved {
  /** The parameters and what the optimizer remembered before the last update, and what layers did before the last step. */
  readonly past: Moved;
}

/** Goes back to where the last update began. */
export function takeBack(update: Restorable): void {
  const { value, slots, past } = update;
  value.set(past.value);
  for (let i = 0; i < slots.length; i++) slots[i]!.set(past.slots[i]!);
  takeBackState(update);
}

/** Goes back to what layers remembered when the last step began. */
export function takeBackState({ state, past }: Restorable): void {
  state.set(past.state);
}
