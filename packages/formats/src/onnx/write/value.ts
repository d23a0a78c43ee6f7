import type { Arranged, Place, Shape } from "@nn/core/component";

/** What flows through a graph: a name, and the shape of one example. Examples lie along a dimension before. */
export interface Value {
  readonly name: string;
  readonly shape: Shape;
}

/** The numbers of one layer, by its own names. */
export interface LayerNumbers {
  parameter(name: string): Arranged;
  state(name: string): Arranged;
}

/** How nodes and messages name a layer. */
export type PathAndLabel = Pick<Place, "path" | "label">;
