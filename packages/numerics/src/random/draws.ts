import { log } from "../elementary.js";
import { OptionError } from "../errors/errors.js";
import { show } from "../errors/options.js";

/** A source of uniform numbers in [0, 1). Everything random in `@nn` is a function of one, and is given it. */
export type Random = () => number;

/**
 * A number drawn evenly from [low, high), where low < high.
 *
 * @example
 * const draw = uniform(seededRandom(1), -1, 1);
 * draw >= -1 && draw < 1; // => true
 */
export function uniform(random: Random, low = 0, high = 1): number {
  if (typeof random !== "function") throw notASource(random);
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new OptionError(
      `uniform draws from low to high, two finite numbers, but got ${show(low)} and ${show(high)}.`,
    );
  }
  const drawn = low + (high - low) * random();
  // The last step below `high` may round up to it.
  return drawn < high ? drawn : low;
}

/**
 * A number drawn from the normal distribution.
 *
 * A point (u, v) drawn evenly from the unit disc, with s = u² + v², gives u·√(−2 ln s / s). The second number that the
 * point could give is not kept, so that the only state is the random source's own.
 *
 * Source: G. Marsaglia and T. A. Bray, "A Convenient Method for Generating Normal Variables", SIAM Review 6 (1964).
 *
 * @example
 * Number.isFinite(normal(seededRandom(1), 0, 1)); // => true
 */
export function normal(random: Random, mean = 0, standardDeviation = 1): number {
  if (typeof random !== "function") throw notASource(random);
  if (!(Number.isFinite(mean) && Number.isFinite(standardDeviation))) {
    throw new OptionError(
      `normal takes a mean and a standard deviation, two finite numbers, but got ${show(mean)} and ${show(standardDeviation)}.`,
    );
  }
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const u = 2 * random() - 1;
    const v = 2 * random() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return mean + standardDeviation * u * Math.sqrt((-2 * log(s)) / s);
  }
  throw notEven();
}

/** Of all points that a random source draws, 79 % lie in the disc: so many outside, one after another, are never seen. */
const MOST_TRIES = 1000;

function notASource(random: unknown): OptionError {
  return new OptionError(`A random source is a function, as seededRandom(1) gives one, but got ${show(random)}.`);
}

function notEven(): OptionError {
  return new OptionError("A random source gives numbers spread evenly from 0 to below 1, but this one doesn't.");
}

/**
 * Puts the items into an order drawn evenly from all orders, in place.
 *
 * Source: R. Durstenfeld, "Algorithm 235: Random Permutation", Communications of the ACM 7 (1964).
 *
 * @example
 * const rows = [0, 1, 2, 3];
 * permute(seededRandom("lab-0"), rows);
 * rows.toSorted(); // => [0, 1, 2, 3]
 */
export function permute(random: Random, items: Uint32Array | unknown[]): void {
  if (typeof random !== "function") throw notASource(random);
  const isList = Array.isArray(items) || ArrayBuffer.isView(items);
  if (!isList || Object.isFrozen(items) || isFixedSomewhere(items)) {
    throw new OptionError(`permute takes a list that it may write to, without holes, but got ${show(items)}.`);
  }
  shuffle(() => {
    const drawn = random();
    if (drawn >= 0 && drawn < 1) return drawn;
    throw notEven();
  }, items);
}

/**
 * Whether a list has a place without an item, or one whose item stays. It ends at the first: a list may have room for more
 * than there is memory.
 */
function isFixedSomewhere(items: Uint32Array | unknown[]): boolean {
  return Array.isArray(items) && items.findIndex((_, at) => !Object.getOwnPropertyDescriptor(items, at)?.writable) >= 0;
}

/** The same for a source and a list that are known to be right. */
export function shuffle(random: Random, items: Uint32Array | unknown[]): void {
  for (let last = items.length - 1; last > 0; last--) {
    const chosen = Math.floor(random() * (last + 1));
    const item = items[last];
    items[last] = items[chosen] as never;
    items[chosen] = item as never;
  }
}

/** The most rows that can be numbered with 32 bits. */
const MOST_ROWS = 4294967295;

/** The numbers 0 to n − 1, each in its place. */
export function countUp(n: number): Uint32Array {
  const numbers = new Uint32Array(n);
  for (let i = 0; i < n; i++) numbers[i] = i;
  return numbers;
}

/**
 * The numbers 0 to n − 1 in an order drawn evenly from all orders.
 *
 * @example
 * permutation(seededRandom(7), 3).length; // => 3
 */
export function permutation(random: Random, n: number): Uint32Array {
  if (!(Number.isInteger(n) && n >= 0 && n <= MOST_ROWS)) {
    throw new OptionError(`There are 0 to ${MOST_ROWS} numbers to put into an order, but got ${show(n)}.`);
  }
  const rows = countUp(n);
  permute(random, rows);
  return rows;
}
