import type { Titles } from "@nn/core/component";
import type { Equation, Given } from "./steps.js";

/** A layer by what a drawing of the network shows. */
export interface Stage {
  /** How many outputs it has. */
  readonly outputs: number;
  /** Whether it has weights: of an activation alone, it hasn't. */
  readonly isWeighted: boolean;
  /**
   * How a layer is told that isn't one of neurons or an activation: by formulas of its own; by weighted sums, as a convolution; in numbers, as it is known by
   * its code alone; or not at all, as it leaves its numbers unchanged, with their names.
   */
  readonly told?: "by formulas" | "by sums" | "in numbers" | "unchanged";
  /** What readers are shown in the place of such a layer's name, by their language. */
  readonly titles?: Titles;
}

/** A forward pass with all its numbers. */
export interface ForwardPass {
  /** The layers by their names, from input to output. */
  readonly layers: readonly string[];
  /** How many inputs the network has. */
  readonly inputs: number;
  /** How many outputs each layer has, and whether they come from weighted sums. */
  readonly stages: readonly Stage[];
  /** How many examples there are; the loss is the mean over them. */
  readonly batch: number;
  /** To how many digits each number was rounded as it was written down, or `null` where all digits were kept. */
  readonly significantDigits: number | null;
  /** The activations, and what their formulas are. */
  readonly functions: readonly ExplainedFunction[];
  /** The inputs, targets and parameters that the formulas below name. */
  readonly given: readonly Given[];
  /**
   * The weighted sums and outputs in the order of the pass, and at the end the loss, where there is one. Of a derivative,
   * those that it and the loss use: what an ellipsis stands for isn't listed.
   */
  readonly forward: readonly Equation[];
}

/** An activation of the network. */
export interface ExplainedFunction {
  /** What formulas call it: `"f"`. */
  readonly symbol: string;
  /** Its own name: `"sigmoid"`. */
  readonly name: string;
  /** What readers are shown in its place, by their language. */
  readonly titles?: Titles;
  /** Its value at z, or `null` for a function that is known by its code alone. */
  readonly formula: string | null;
  /** Its derivative, in which a stands for its value. */
  readonly derivative: string | null;
  /**
   * The derivative of one of its values with respect to another one's z, where it works on whole rows: b is the value
   * that z belongs to.
   */
  readonly crossDerivative?: string;
}
