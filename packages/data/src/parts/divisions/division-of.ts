import { OptionError, seededRandom } from "@nn/core";
import type { Seed } from "@nn/core/types";
import { byValue, type Values, valuesOf } from "../classes.js";
import type { ExampleList } from "../examples.js";
import { divisionByTime } from "./by-time.js";
import type { Division } from "./division.js";
import { groupedDivision } from "./grouped.js";
import { randomDivision } from "./random.js";
import { stratifiedDivision } from "./stratified.js";

/** What examples are divided by; by chance alone unless one of `stratify`, `groups` and `time` is given. */
export interface DivisionOptions {
  /** What decides which examples go where; 0 unless given, like a network's. */
  readonly seed?: Seed;
  /**
   * The classes, of which each part is to have the same shares: of a table a column's name, or a list with one value an example,
   * or `true` for the targets themselves. A rare class is never all in one part.
   */
  readonly stratify?: Values | true;
  /** What belongs together, such as a person's number: no group is in two parts. */
  readonly groups?: Values;
  /** When each example was: numbers, `Date`s or ISO dates. What is tested on is later than all that is trained on. */
  readonly time?: Values;
}

const WAYS = ["stratify", "groups", "time"] as const;

/** The options that every division has. */
export const DIVISION_OPTIONS: readonly (keyof DivisionOptions)[] = ["seed", ...WAYS];

/** @throws OptionError for two ways to divide at once, and what the way itself throws. */
export function divisionOf(user: string, examples: ExampleList, options: DivisionOptions): Division {
  const [way, other] = WAYS.filter((name) => options[name] !== undefined);
  if (other !== undefined) {
    throw new OptionError(`${user}: ${way} and ${other} are two ways to divide examples. Leave one of them out.`);
  }
  const { seed = 0 } = options;
  const random = seededRandom(seed, "split");
  if (way === undefined) return randomDivision(examples.size, random);
  const what = `${user}: ${way}`;
  if (way === "time") return divisionByTime(what, valuesOf(what, examples, options.time));
  if (way === "groups") {
    const groups = byValue(what, valuesOf(what, examples, options.groups), "refused");
    return groupedDivision(what, groups, random);
  }
  const classes = byValue(what, classesOf(what, examples, options.stratify), "allowed");
  return stratifiedDivision(what, classes, random);
}

/**
 * The classes of examples: their targets, where an option says `true`, or else the values that it names or lists.
 *
 * @throws OptionError for `true` of a table, and as {@link valuesOf} does.
 */
export function classesOf(what: string, examples: ExampleList, given: unknown): readonly unknown[] {
  if (given !== true) return valuesOf(what, examples, given);
  if (examples.targets !== undefined) return examples.targets;
  const option = what.slice(what.lastIndexOf(" ") + 1);
  throw new OptionError(
    `${what}: a table doesn't say which of its columns has the classes. Name it, as in { ${option}: "gender" }.`,
  );
}
