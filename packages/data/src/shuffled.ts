import { permute, type Seed, seededRandom } from "@nn/core";

/**
 * The items in an order drawn evenly from all orders, as a new array. The same seed and number of items give the same
 * order, so two lists that belong together stay together.
 *
 * @throws OptionError if the seed is neither a string nor a finite number.
 *
 * @example
 * const names = ["Alice", "Bob", "Charlie"];
 * shuffled(names, "lab-0").toSorted(); // => ["Alice", "Bob", "Charlie"]
 */
export function shuffled<T>(items: readonly T[], seed: Seed): T[] {
  const copy = [...items];
  permute(seededRandom(seed, "shuffled"), copy);
  return copy;
}
