import type { Layer, Shape } from "@nn/core/component";

/** A network, as data. */
export interface TrainedLayers {
  readonly name: string;
  readonly inputShape: Shape;
  readonly layers: () => readonly Layer[];
}

/** How many outputs each has. */
export const CLASSES = 10;
