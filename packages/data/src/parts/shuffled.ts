import { seededRandom } from "@nn/core";
import { permute } from "@nn/core/component";
import type { Seed } from "@nn/core/types";
import { checkList, checkWhole } from "../rows.js";

/**
 * The items in an order drawn evenly from all orders, as a new array. The same seed and number of items give the same
 * order, so two lists that belong together stay together.
 *
 * @throws DataError for what is no array, or has holes; OptionError if the seed is neither a string nor a finite number.
 *
 * @example
 * const names = ["Alice", "Bob", "Charlie"];
 * shuffled(names, "lab-0").toSorted(); // => ["Alice", "Bob", "Charlie"]
 */
export function shuffled<T>(items: readonly T[], seed: Seed): T[] {
  checkList("shuffled", 'items, as in ["Alice", "Bob"]', items);
  checkWhole("shuffled", items);
  const random = seededRandom(seed, "shuffled");
  const copy = [...items];
  permute(random, copy);
  return copy;
}
