import type { FloatArray } from "@nn/numerics";
import type { Layer } from "../contracts/layer.js";
import type { Loss, LossFrame } from "../contracts/loss.js";
import type { Optimizer } from "../contracts/optimizer.js";
import type { LayerFrame } from "../memory/frame.js";
import type { StepParts } from "../training/step.js";

/** An update, with what its loss and its optimizer write. */
export interface WritingUpdate extends StepParts {
  readonly frame: LossFrame;
  readonly value: FloatArray;
  readonly before: FloatArray;
}

/** Checks the first passes of components: an element that they haven't written is an error. */
export interface WritingCheck {
  /** Marks the first `length` elements of an array as not written. */
  mark(array: FloatArray, length: number): void;
  /** Throws if one of them wasn't written since. */
  refuse(array: FloatArray, length: number, where: string, name: string): void;
  /** The parts of an update, which check what its loss and its optimizer have written. */
  update(update: WritingUpdate, loss: Loss, optimizer: Optimizer): StepParts;
  /** Does a layer's forward pass, and checks what it has written. */
  forward(layer: Layer, frame: LayerFrame, index: number, forward: () => void): void;
  /** Does a layer's backward pass, and checks what both passes have written. */
  backward(layer: Layer, frame: LayerFrame, index: number, backward: () => unknown): void;
}
