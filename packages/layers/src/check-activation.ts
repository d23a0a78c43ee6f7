import { type Activation, OptionError, show } from "@nn/core";

/**
 * Passes an activation on, and refuses what isn't one, such as the name of one.
 *
 * @throws OptionError with what an activation looks like.
 */
export function checkActivation(where: string, activation: Activation): Activation {
  if (typeof activation?.forward === "function" && typeof activation.backward === "function") return activation;
  throw new OptionError(
    `${where}: an activation is passed itself, as in { activation: relu }, but got ${show(activation)}.`,
  );
}
