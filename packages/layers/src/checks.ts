import { type Activation, type Initializer, OptionError, show } from "@nn/core";

/**
 * Passes an activation on, and refuses what isn't one, such as the name of one.
 *
 * @param example - How it is written right.
 * @throws OptionError with that example.
 */
export function checkActivation(where: string, activation: Activation, example: string): Activation {
  if (typeof activation?.forward === "function" && typeof activation.backward === "function") return activation;
  throw new OptionError(`${where}: an activation is passed itself, as in ${example}, but got ${show(activation)}.`);
}

/**
 * Passes an initializer on, and refuses what isn't one, such as the name of one.
 *
 * @throws OptionError with an example of how it is written.
 */
export function checkInitializer(where: string, initializer: Initializer): Initializer {
  if (typeof initializer?.fill === "function") return initializer;
  throw new OptionError(`${where} must be an initializer itself, such as heNormal, but is ${show(initializer)}.`);
}
