import type { FloatArray } from "@nn/numerics";
import type { Loss, LossFrame } from "../contracts/loss.js";
import type { Optimizer } from "../contracts/optimizer.js";
import type { Passes } from "../memory/passes.js";
import type { StepParts } from "../training/step.js";

/** An update, with what its loss and its optimizer write. */
export interface WritingUpdate extends StepParts {
  readonly frame: LossFrame;
  readonly value: FloatArray;
  readonly past: { readonly value: FloatArray };
}

/** Checks the first passes of components: an element that they haven't written is an error. */
export interface WritingCheck {
  /** Marks the first `length` elements of an array as not written. */
  mark(array: FloatArray, length: number): void;
  /** Throws if one of them wasn't written since. */
  refuse(array: FloatArray, length: number, where: string, name: string): void;
  /** The parts of an update, which check what its loss and its optimizer have written. */
  update(update: WritingUpdate, loss: Loss, optimizer: Optimizer): StepParts;
  /** Does the forward passes of layers, and checks what each has written. */
  forward(passes: Passes): void;
  /** Does their backward passes, after such forward passes, and checks what both have written. */
  backward(passes: Passes): void;
}
