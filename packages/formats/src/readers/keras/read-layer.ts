import type { Layer, Shape } from "@nn/core/component";
import type { Config } from "./config.js";
import type { Mask } from "./mask.js";

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
  /** None where its numbers are those that come. */
  readonly layer?: Layer;
  /** Which steps of what it gives only fill up. */
  readonly mask?: Mask;
  /** In the order in which Keras keeps them. */
  readonly uses?: readonly Use[];
  /** Parameters that the file's layer goes without: what they are then, each number. */
  readonly constants?: Readonly<Record<string, { readonly size: number; readonly value: number }>>;
}

/** Reads a layer of one class. @param maskValue - What steps are skipped by, where a mask comes. */
export type LayerReader = (config: Config, input: Shape, maskValue: number | undefined) => ReadLayer;
