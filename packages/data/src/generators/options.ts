import { OptionError, seededRandom } from "@nn/core";
import { checkOptions, finiteNumber, normal, positiveInteger, type Random } from "@nn/core/component";
import type { Seed } from "@nn/core/types";

/** What every generator of examples takes. */
export interface GeneratorOptions {
  /** How many examples there are. */
  readonly examples?: number;
  /** The standard deviation of the normal noise on each number. */
  readonly noise?: number;
  /** What decides the noise and all chance; 0 unless given, like a network's. */
  readonly seed?: Seed;
}

/** Inputs with their targets, as `fit` takes them. */
export interface Generated<Input = number[], Target = number> {
  /** One element an example. */
  readonly inputs: Input[];
  /** What each example should give, at the index of its input. */
  readonly targets: Target[];
}

/** The options of a generator, checked, with a source of random numbers of its own. */
export interface Checked {
  readonly examples: number;
  readonly noise: number;
  readonly random: Random;
}

/** Below this, noise added to a point is still a finite number. */
export const LARGEST = 1e100;
/** Some hundred megabytes of rows. */
const MOST_EXAMPLES = 2 ** 22;

/** @throws OptionError for an option that doesn't exist, or has a value that it can't have. */
export function checkGenerator(
  user: string,
  options: GeneratorOptions,
  defaults: { readonly examples: number; readonly noise: number },
  more: readonly string[] = [],
): Checked {
  checkOptions(user, options, ["examples", "noise", "seed", ...more]);
  const { examples = defaults.examples, noise = defaults.noise, seed = 0 } = options;
  positiveInteger(`${user}: examples`, examples);
  if (examples > MOST_EXAMPLES) {
    throw new OptionError(`${user}: examples must be at most ${MOST_EXAMPLES}, but is ${examples}.`);
  }
  finiteNumber(`${user}: noise`, noise, { atLeast: 0, below: LARGEST });
  return { examples, noise, random: seededRandom(seed, user) };
}

/** A point with normal noise on each number. */
export function noisy(point: readonly number[], { noise, random }: Checked): number[] {
  return point.map((number) => normal(random, number, noise));
}
