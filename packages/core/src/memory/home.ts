import type { Backend, FloatArray } from "@nn/numerics";
import type { ParameterArrays } from "../parameters/parameters.js";
import { type Attached, attached } from "./attached.js";

/** Allocates the memory of a network's passes and trainings: the backend's, or that of a training that has ended. */
export interface Memory extends Pick<Backend, "allocate"> {
  /** Takes back one allocation, for the network's next training. Its arrays must not be used any more. */
  giveBack?(arrays: readonly FloatArray[]): void;
  /** The same for any other network: only for arrays that no component was given. */
  release?(arrays: readonly FloatArray[]): void;
  /** The backend under a name that says whether some work is left to the plain loops. */
  readonly namedBackend?: Backend;
  /** See {@link housed}. */
  housed?<Owner extends object>(make: () => Owner, move: Move | undefined): Owner;
  /** Keeps what a training that has ended worked with, on its arrays; `false` where that takes too much memory. */
  keep?(name: string, kept: Kept): boolean;
  /** Gives what was kept under a name if it serves, its arrays all zero again; otherwise takes back the arrays. */
  takeKept?(name: string, serves: (tool: object) => boolean): Kept | undefined;
  /** The last allocation doesn't keep the network on its backend: it is abandoned when the network moves. */
  leave?(): void;
}

/** An object, and the arrays of each allocation that it works in. */
export interface Kept {
  readonly tool: object;
  readonly allocations: readonly (readonly FloatArray[])[];
}

/** Moves a network to a backend with room for so many bytes more. */
type Move = (bytes: number) => void;

/** The internal state of a network: its parameters themselves, the memory of its trainings, and its backend. */
export interface Home {
  readonly parameters: ParameterArrays;
  readonly store: Memory;
  readonly backend: Backend;
  /** Missing where it has to stay on its backend. */
  readonly move: Move | undefined;
}

/** A training takes about so many times what the parameters take: gradients, what optimizers keep, passes. */
const SHARE = 6;
/** The most that is reserved for a training beforehand: half of a large memory. */
const MOST_LIKELY = 536_870_912;

/** How many bytes a network is likely to take with what trains it, from those of its parameters. */
export function likelyBytes(parameters: number): number {
  return Math.max(parameters, Math.min(SHARE * parameters, MOST_LIKELY));
}

const HOMES: Attached<Home> = /* @__PURE__ */ attached();

/** To be called for each network when it is made, and when it has moved. */
export function settle(network: object, home: Home): void {
  HOMES.set(network, home);
}

/** Whether an object is a network, and not just one of the same shape. */
export function hasHome(network: object): boolean {
  return HOMES.get(network) !== undefined;
}

/** The internal state of an object that is known to be a network. */
export function homeOf(network: object): Home {
  return HOMES.get(network)!;
}

const OWNED: Attached<readonly (readonly FloatArray[])[]> = /* @__PURE__ */ attached();

/** Registers the arrays that were allocated for an object, those of each allocation together. */
export function worksIn(owner: object, ...allocations: readonly (readonly FloatArray[])[]): void {
  OWNED.set(owner, [...allocationsOf(owner), ...allocations]);
}

export function allocationsOf(owner: object): readonly (readonly FloatArray[])[] {
  return OWNED.get(owner) ?? [];
}

/**
 * Makes an object whose arrays lie in the network's memory. Where that has no room, the network moves to another backend,
 * and the object is made there; but a network stays while another such object is in use.
 */
export function housed<Owner extends object>(network: object, make: () => Owner): Owner {
  const { store, move } = homeOf(network);
  return store.housed?.(make, move) ?? make();
}

/** Keeps an object that a training has ended with for the network's next one, or else gives its memory back. */
export function keep(network: object, name: string, tool: object): void {
  if (homeOf(network).store.keep?.(name, { tool, allocations: allocationsOf(tool) })) OWNED.set(tool, undefined);
  else giveBack(network, tool);
}

/** What the network's last training has left under a name, with arrays of zeros; `undefined` unless it serves. */
export function takeKept<Tool extends object>(
  network: object,
  name: string,
  serves: (tool: Tool) => boolean,
): Tool | undefined {
  const kept = homeOf(network).store.takeKept?.(name, serves as (tool: object) => boolean);
  if (kept === undefined) return undefined;
  OWNED.set(kept.tool, kept.allocations);
  return kept.tool as Tool;
}

/** Gives the memory of a training that has ended to the network's next one. */
export function giveBack(network: object, owner: object): void {
  const { store } = homeOf(network);
  for (const arrays of allocationsOf(owner)) store.giveBack?.(arrays);
  OWNED.set(owner, undefined);
}

/** Gives the memory of a training that has ended to any network: only for arrays that no component was given. */
export function release(network: object, owner: object): void {
  const { store } = homeOf(network);
  for (const arrays of allocationsOf(owner)) store.release?.(arrays);
  OWNED.set(owner, undefined);
}
