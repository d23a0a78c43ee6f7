import type { Layer, Shape } from "@nn/core/component";
import type { Config } from "./config.js";

/** Numbers of a file with their shape. */
export interface Weights {
  readonly shape: Shape;
  readonly values: ArrayLike<number>;
}

/** A parameter of ours that is in the file. */
interface Use {
  /** What Keras calls it: `"kernel"`. */
  readonly name: string;
  /** The shape that it must have there. */
  readonly shape: Shape;
  /** What we call it: `"weight"`. */
  readonly parameter: string;
  /** What puts its numbers in our order, where it isn't the same. */
  readonly arrange?: (values: ArrayLike<number>) => ArrayLike<number>;
}

/** What a layer of a file becomes. */
export interface ReadLayer {
  readonly layer: Layer;
  /** In the order in which Keras keeps them. */
  readonly uses?: readonly Use[];
  /** Parameters that the file's layer goes without: what they are then, each number. */
  readonly constants?: Readonly<Record<string, { readonly size: number; readonly value: number }>>;
}

/** Reads a layer of one class. */
export type LayerReader = (config: Config, input: Shape) => ReadLayer;
