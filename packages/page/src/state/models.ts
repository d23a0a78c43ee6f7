import type { ModelState, Start } from "./state.js";

/** From which starts the weights are drawn. */
const DRAWN: Readonly<Record<Start, boolean>> = { ones: false, zeros: false, normal: true, glorot: true };

/** Whether anything follows from the seed. */
export function hasSeed({ start, order }: ModelState): boolean {
  return DRAWN[start] || order === "shuffled";
}

/** The most hidden layers, and the most neurons of each. */
export const MOST_LAYERS = 4;
export const MOST_NEURONS = 8;

/** The sides of an image, of a filter, and of a window of which the largest number is taken. */
export const IMAGE = { side: 8, filter: 3, window: 2 } as const;
/** Those of what a filter makes of an image, and of what is left of that. */
export const MAP_SIDE: number = IMAGE.side - IMAGE.filter + 1;
export const POOLED_SIDE: number = MAP_SIDE / IMAGE.window;
/** How many numbers an image has. */
export const PIXELS: number = IMAGE.side ** 2;

/** The layers before the dense ones: what makes images of rows, filters, windows, and rows again. */
export const LAYERS_BEFORE = 4;

/** How many numbers the first dense layer takes. */
export function inputsOf({ filters, sizes }: Pick<ModelState, "filters" | "sizes">): number {
  return filters === undefined ? sizes[0]! : filters * POOLED_SIDE ** 2;
}

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
