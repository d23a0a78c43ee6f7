import type { ModelState } from "./state.js";

/** The most hidden layers, and the most neurons of each. */
export const MOST_LAYERS = 4;
export const MOST_NEURONS = 8;

type Stack = Pick<ModelState, "sizes" | "activations">;

/** A hidden layer more, before the last layer: of two neurons. */
export function withLayer({ sizes, activations }: Stack): Stack {
  const before = activations.at(-2) ?? "sigmoid";
  return {
    sizes: [...sizes.slice(0, -1), 2, sizes.at(-1)!],
    activations: [...activations.slice(0, -1), before, activations.at(-1)!],
  };
}

/** Without the last hidden layer. */
export function withoutLayer({ sizes, activations }: Stack): Stack {
  return {
    sizes: [...sizes.slice(0, -2), sizes.at(-1)!],
    activations: [...activations.slice(0, -2), activations.at(-1)!],
  };
}

/** Another number of neurons in a layer; the inputs are number 0. */
export function withNeurons({ sizes }: Stack, layer: number, count: number): Pick<Stack, "sizes"> {
  return { sizes: sizes.with(layer, count) };
}

/** Another activation of a layer; the first layer is number 0. */
export function withActivation(
  { activations }: Stack,
  layer: number,
  activation: Stack["activations"][number],
): Pick<Stack, "activations"> {
  return { activations: activations.with(layer, activation) };
}
