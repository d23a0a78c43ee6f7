import type { Backend, FloatArray } from "@nn/numerics";
import type { ParameterArrays } from "../parameters/parameters.js";

/** Where the memory of a network's passes and trainings comes from: its backend, unless it is used again. */
export interface Memory extends Pick<Backend, "allocate"> {
  /** Takes back what was allocated at once, for the network's next training. It isn't to be used any more. */
  giveBack?(arrays: readonly FloatArray[]): void;
  /** The same for any other network: only for arrays that no component was given. */
  release?(arrays: readonly FloatArray[]): void;
  /** The backend under a name that says whether some work is left to the plain loops. */
  readonly namedBackend?: Backend;
  /** See {@link housed}. */
  housed?<Owner extends object>(make: () => Owner, move: Move | undefined): Owner;
  /** What was allocated last is left behind when the network moves, and no reason to stay. */
  leave?(): void;
}

/** Takes a network to a backend with room for so many bytes more. */
type Move = (bytes: number) => void;

/** What the engine works on and a network doesn't show: its parameters themselves, and the memory of its trainings. */
export interface Home {
  readonly parameters: ParameterArrays;
  readonly store: Memory;
  readonly backend: Backend;
  /** Missing where it has to stay on its backend. */
  readonly move: Move | undefined;
}

/** A training takes about so many times what the parameters take: gradients, what optimizers keep, passes. */
const SHARE = 6;
/** No room is looked for that could be too much to ask: half of a large memory. */
const MOST_LIKELY = 536_870_912;

/** How many bytes a network is likely to take with what trains it, from those of its parameters. */
export function likelyBytes(parameters: number): number {
  return Math.max(parameters, Math.min(SHARE * parameters, MOST_LIKELY));
}

const HOMES: WeakMap<object, Home> = /* @__PURE__ */ new WeakMap();

/** To be called for each network when it is made, and when it has moved. */
export function settle(network: object, home: Home): void {
  HOMES.set(network, home);
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

/**
 * Makes what works in a network's memory. Where that has no room for it, the network moves to another backend, and it is
 * made there; but a network stays for which something else was made that wasn't given back.
 */
export function housed<Owner extends object>(network: object, make: () => Owner): Owner {
  const { store, move } = homeOf(network);
  return store.housed?.(make, move) ?? make();
}

/** Gives the memory of what has ended to the next thing that its network does. */
export function giveBack(network: object, owner: object): void {
  const { store } = homeOf(network);
  for (const arrays of allocationsOf(owner)) store.giveBack?.(arrays);
  OWNED.delete(owner);
}

/** Gives the memory of what has ended to any other network: only for arrays that no component was given. */
export function release(network: object, owner: object): void {
  const { store } = homeOf(network);
  for (const arrays of allocationsOf(owner)) store.release?.(arrays);
  OWNED.delete(owner);
}
