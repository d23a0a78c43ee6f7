import type { FloatArray } from "@nn/numerics";
import type { Layer } from "../contracts/layer.js";
import type { Optimizer } from "../contracts/optimizer.js";
import type { LayerFrame } from "../memory/frame.js";

/** Checks the first passes of components: an element that they haven't written is an error. */
export interface WritingCheck {
  /** Marks the first `length` elements of an array as not written. */
  mark(array: FloatArray, length: number): void;
  /** Throws if one of them wasn't written since. */
  refuse(array: FloatArray, length: number, where: string, name: string): void;
  /** Refuses numbers that an update returned instead of moving the parameters. */
  refuseUnmoved(optimizer: Optimizer, returned: unknown, value: FloatArray, before: FloatArray): void;
  /** Does a layer's forward pass, and checks what it has written. */
  forward(layer: Layer, frame: LayerFrame, index: number, forward: () => void): void;
  /** Does a layer's backward pass, and checks what both passes have written. */
  backward(layer: Layer, frame: LayerFrame, index: number, backward: () => unknown): void;
}
