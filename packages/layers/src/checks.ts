import { type Activation, type Initializer, lackOf, OptionError } from "@nn/core/component";

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
