import { type Activation, type Initializer, lackOf, OptionError, show } from "@nn/core/component";

/**
 * Refuses one object in the place of sizes, as other libraries write it, and sizes that are missing.
 *
 * @param takes - What is to be given, and how: `"two sizes, new Dense(inputs, units)"`.
 * @throws OptionError with what came.
 */
export function checkGiven(name: string, takes: string, ...given: readonly unknown[]): void {
  if (given.every((size) => typeof (size ?? {}) !== "object" || Array.isArray(size))) return;
  throw new OptionError(`${name} takes ${takes}, but got ${name}(${given.map(show).join(", ")}).`);
}

/**
 * Refuses what is given to a layer that takes no more, such as options of other libraries.
 *
 * @param takes - What it takes, and how: `"a rate, new Dropout(0.5)"`.
 * @throws OptionError with what came.
 */
export function refuseMore(name: string, takes: string, more: readonly unknown[]): void {
  if (more.every((each) => each === undefined)) return;
  throw new OptionError(`${name} takes ${takes}, and no more, but got ${more.map(show).join(", ")} as well.`);
}

/**
 * Passes an activation on, and refuses what isn't one, such as the name of one.
 *
 * @param example - How it is written right.
 * @throws OptionError with that example.
 */
export function checkActivation(where: string, activation: Activation, example: string): Activation {
  const lack = lackOf(activation, ["forward", "backward"]);
  if (lack === undefined) return activation;
  throw new OptionError(`${where}: an activation is passed itself, as in ${example}, but got ${lack}`);
}

/**
 * Passes an initializer on, and refuses what isn't one, such as the name of one.
 *
 * @throws OptionError with an example of how it is written.
 */
export function checkInitializer(where: string, initializer: Initializer): Initializer {
  const lack = lackOf(initializer, ["fill"]);
  if (lack === undefined) return initializer;
  throw new OptionError(`${where} must be an initializer itself, such as heNormal, but is ${lack}`);
}
