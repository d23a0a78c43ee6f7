import type { Backend } from "./backend.js";
import { pieceOf } from "./backends/held.js";
import type { FloatArray } from "./dtype.js";
import type { ParameterArrays } from "./parameters.js";
import { Store } from "./store.js";

/** What the engine works on and a network doesn't show: its parameters themselves, and the memory of its trainings. */
export interface Home {
  readonly parameters: ParameterArrays;
  readonly store: Store;
}

const HOMES: WeakMap<object, Home> = /* @__PURE__ */ new WeakMap();

/** To be called once for each network, when it is made. */
export function settle(network: object, backend: Backend, parameters: ParameterArrays): void {
  HOMES.set(network, { parameters, store: new Store(backend) });
}

/** Whether it is a network, and doesn't only look like one. */
export function hasHome(network: object): boolean {
  return HOMES.has(network);
}

/** What a network works on, once it was looked whether it is one. */
export function homeOf(network: object): Home {
  return HOMES.get(network)!;
}

const OWNED: WeakMap<object, readonly (readonly FloatArray[])[]> = /* @__PURE__ */ new WeakMap();

/** Remembers what memory an object works in: the arrays that were allocated for it, those of each allocation together. */
export function worksIn(owner: object, ...allocations: readonly (readonly FloatArray[])[]): void {
  OWNED.set(owner, [...allocationsOf(owner), ...allocations]);
}

export function allocationsOf(owner: object): readonly (readonly FloatArray[])[] {
  return OWNED.get(owner) ?? [];
}

/** Gives the memory of what has ended to the next thing that its network does. */
export function giveBack(network: object, owner: object): void {
  const { store } = homeOf(network);
  for (const arrays of allocationsOf(owner)) store.giveBack(arrays);
  OWNED.delete(owner);
}

/** Gives the memory of what has ended to any other network: only for arrays that no component was given. */
export function release(owner: object): void {
  for (const arrays of allocationsOf(owner)) {
    const piece = pieceOf(arrays[0]!);
    piece?.release?.(piece);
  }
  OWNED.delete(owner);
}
