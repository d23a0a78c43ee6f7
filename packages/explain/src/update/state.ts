import { OptionError } from "@nn/core";
import { type Network, type Optimizer, show } from "@nn/core/component";
import type { TrainerState } from "@nn/core/types";

/**
 * Refuses what isn't the state of a training of this network by this optimizer, at this moment.
 *
 * @throws OptionError
 */
export function checkState(
  where: string,
  state: TrainerState,
  { stack, parameters }: Network,
  optimizer: Optimizer | undefined,
): void {
  const { step, parameters: values, optimizer: name } = Object(state) as Partial<TrainerState>;
  if (!Number.isInteger(step) || typeof name !== "string" || typeof values !== "object" || values === null) {
    throw new OptionError(`${where}: from must be what state() of a trainer gave, but is ${show(state)}.`);
  }
  if (optimizer?.name !== state.optimizer) {
    const given = optimizer === undefined ? "optimizer is missing" : `optimizer is ${optimizer.name}`;
    throw new OptionError(`${where}: from is the state of a training by ${state.optimizer}, but ${given}.`);
  }
  for (const { number, parameters: placed } of stack.allPlaces) {
    for (const { name, fullName } of placed) {
      const own = parameters.byLayer[number]![name]!;
      const known = values[fullName];
      if (known?.length === own.length && own.every((value, i) => Object.is(value, known[i]))) continue;
      throw new OptionError(
        `${where}: from is the state of a training with other values of ${fullName} than the network has: ask for state() now.`,
      );
    }
  }
}
