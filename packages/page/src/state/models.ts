import type { ActivationName, ModelState } from "./state.js";

/** The networks that can be chosen: inputs, hidden neurons, outputs. */
const STACKS = ["2-1", "2-2-1", "2-3-1", "2-4-1", "2-8-1", "2-3-2-1"] as const;

/** By the names that they are shown with. */
export const stacks: Readonly<Record<string, string>> = Object.fromEntries(STACKS.map((name) => [name, name]));

export function stackOf({ sizes }: ModelState): string {
  return sizes.join("-");
}

/** The change to another stack, with the same activations in hidden layers and in the last one. */
export function toStack(model: ModelState, stack: string): Pick<ModelState, "sizes" | "activations"> {
  const sizes = stack.split("-").map(Number);
  return { sizes, activations: activationsOf(sizes, hiddenActivation(model) ?? "sigmoid", model.activations.at(-1)!) };
}

/** The activation of the hidden layers; null where there are none. */
export function hiddenActivation({ activations }: ModelState): ActivationName | null {
  return activations.length > 1 ? activations[0]! : null;
}

/** The change to another activation in hidden layers. */
export function toActivation(
  { sizes, activations }: ModelState,
  name: ActivationName,
): Pick<ModelState, "activations"> {
  return { activations: activationsOf(sizes, name, activations.at(-1)!) };
}

function activationsOf(sizes: readonly number[], hidden: ActivationName, last: ActivationName): ActivationName[] {
  return [...sizes.slice(2).map(() => hidden), last];
}
