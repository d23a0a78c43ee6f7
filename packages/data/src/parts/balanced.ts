import { DataError, OptionError, seededRandom } from "@nn/core";
import { checkOptions, permute, type Random, show } from "@nn/core/component";
import type { Seed } from "@nn/core/types";
import { byValue, type RowsOfValue, type Values } from "./classes.js";
import { classesOf } from "./divisions/division-of.js";
import { checkEnough, examplesOf, type Pairs, type Selectable } from "./examples.js";

/** How {@link balanced} gives each class the same share. */
export interface BalanceOptions {
  /** The classes: of a table a column's name, or a list with one value an example; of lists the targets unless given. */
  readonly by?: Values;
  /**
   * Whether the examples of rare classes come several times (`"oversample"`, unless given) or some of frequent classes are left
   * out (`"undersample"`).
   */
  readonly sampling?: "oversample" | "undersample";
  /** What decides which examples are taken, and their order; 0 unless given, like a network's. */
  readonly seed?: Seed;
}

/** A gigabyte of row numbers. */
const MOST_EXAMPLES = 2 ** 27;

/**
 * Examples with the same number of each class, in a new order: each class then has the same share in every epoch, where a rare
 * one would hardly count. With `"oversample"`, every class has as many as the largest: its examples come equally often, but
 * for one more of some. With `"undersample"`, every class has as many as the smallest.
 *
 * Balance what is trained on, and not the test: `balanced(train)` after `trainTestSplit`. Before it, copies of an example would
 * be in both.
 *
 * @throws OptionError for an option that doesn't exist or has a value it can't have; DataError for unequal numbers of inputs and
 *   targets, for values that are no classes, as no two are equal, and for more examples than memory holds.
 *
 * @example
 * const rare = { inputs: [[1], [2], [3], [4]], targets: [0, 0, 0, 1] };
 * balanced(rare).targets.toSorted(); // => [0, 0, 0, 1, 1, 1]
 * balanced(rare, { sampling: "undersample" }).targets.toSorted(); // => [0, 1]
 */
export function balanced<Input, Target>(data: Pairs<Input, Target>, options?: BalanceOptions): Pairs<Input, Target>;
export function balanced<Rows extends Selectable<Rows>>(data: Rows, options: BalanceOptions): Rows;
export function balanced(data: unknown, options: BalanceOptions = {}): unknown {
  checkOptions("balanced", options, ["by", "sampling", "seed"]);
  const { by = true, sampling = "oversample", seed = 0 } = options;
  if (sampling !== "oversample" && sampling !== "undersample") {
    throw new OptionError(`balanced: sampling must be "oversample" or "undersample", but is ${show(sampling)}.`);
  }
  const random = seededRandom(seed, "balanced");
  const examples = examplesOf("balanced", data);
  checkEnough("balanced", examples, 1, "class");
  const classes = byValue("balanced: by", classesOf("balanced: by", examples, by), "allowed");
  if (classes.length === examples.size && classes.length > 2) {
    throw new DataError(
      `balanced: each of the ${classes.length} examples has a value of its own, such as ${classes[0]!.shown}, so these are no classes. ` +
        "Say what they are by, as in balanced(data, { by: labels }).",
    );
  }
  const sizes = classes.map(({ rows }) => rows.length);
  const each = sizes.reduce((a, b) => (sampling === "oversample" ? Math.max(a, b) : Math.min(a, b)));
  if (each * classes.length > MOST_EXAMPLES) {
    throw new DataError(
      `balanced: ${classes.length} classes with ${each} examples each are more than ${MOST_EXAMPLES} examples. ` +
        'Join rare classes, or take { sampling: "undersample" }.',
    );
  }
  const rows = classes.flatMap((one) => sampled(one, each, random));
  permute(random, rows);
  return examples.take(rows);
}

/** So many rows of a class: all of them as often as they go into the number, and some once more. */
function sampled({ rows }: RowsOfValue, count: number, random: Random): number[] {
  permute(random, rows);
  return Array.from({ length: count }, (_, i) => rows[i % rows.length]!);
}
