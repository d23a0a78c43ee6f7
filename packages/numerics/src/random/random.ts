import alea from "seedrandom/lib/alea.js";
import { OptionError } from "../errors/errors.js";
import { show } from "../errors/options.js";
import type { Random } from "./draws.js";

/** What a run is reproduced from. Numbers and strings are both fine: `42`, `"lab-0"`. */
export type Seed = string | number;

/** The inner state of a {@link SeededRandom}, as plain data: keep it, send it, restore it. */
export interface RandomState {
  /** What the last multiplication carried over: a whole number. */
  readonly c: number;
  /** The oldest of three fractions in [0, 1), multiples of 2⁻³²; the next one comes from it and `c`. */
  readonly s0: number;
  /** The fraction after `s0`. */
  readonly s1: number;
  /** The newest fraction. */
  readonly s2: number;
}

/** A {@link Random} whose state can be saved, and restored with {@link restoreRandom}. */
export interface SeededRandom extends Random {
  /** A copy of the state: the numbers that follow it depend on nothing else. */
  state(): RandomState;
}

/**
 * A random source that gives the same numbers for the same seed on every machine, with 53 random bits each.
 *
 * Source: J. Baagøe's Alea, as the `seedrandom` package implements it.
 *
 * @param use - What the numbers are for: parts of a run that must not disturb each other take sources of their own from
 *   one seed. A network's first weights are drawn for `"0.weight"`, the orders of `fit` for `"shuffle"`.
 * @throws OptionError if the seed is neither a string nor a finite number.
 *
 * @example
 * const random = seededRandom("lab-0");
 * const first = random();
 * seededRandom("lab-0")() === first; // => true
 */
export function seededRandom(seed: Seed, use?: string): SeededRandom {
  checkSeed(seed);
  if (use !== undefined && typeof use !== "string") {
    throw new OptionError(`What a random source is for is said by a text, as in "shuffle", but got ${show(use)}.`);
  }
  return fromGenerator(alea(use === undefined ? String(seed) : `${seed}/${use}`, { state: true }));
}

/** @throws OptionError if the seed is neither a string nor a finite number. */
export function checkSeed(seed: Seed): Seed {
  if (typeof seed === "string" || Number.isFinite(seed)) return seed;
  throw new OptionError(`A seed is a string or a finite number, but got ${show(seed)}.`);
}

/**
 * A random source that goes on where the state was saved.
 *
 * @throws OptionError for what isn't such a state.
 *
 * @example
 * const random = seededRandom(1);
 * random();
 * const saved = random.state();
 * const next = random();
 * restoreRandom(saved)() === next; // => true
 */
export function restoreRandom(state: RandomState): SeededRandom {
  if (![state?.c, state?.s0, state?.s1, state?.s2].every(Number.isFinite)) {
    throw new OptionError(`A random source goes on from what its state() gave, four numbers, but got ${show(state)}.`);
  }
  return fromGenerator(alea("", { state }));
}

function fromGenerator(generator: ReturnType<typeof alea>): SeededRandom {
  return Object.assign(() => generator.double(), { state: () => generator.state() });
}
