import type { Kink, Verdict } from "@nn/core/gradients";
import type { Delta, Factor } from "./steps.js";

/** One way on which a parameter reaches the loss. */
export interface Path {
  /** From the parameter to the loss. */
  readonly nodes: readonly string[];
  /** From the loss back to the parameter. */
  readonly factors: readonly Factor[];
  /** Their product. */
  readonly value: number;
}

/** The derivative of an example's loss. */
export interface ExampleGradient {
  /** The name of that loss: `"L"` of a single example, `"L__2"` of the second of several. */
  readonly loss: string;
  /** How many of the paths are in it. */
  readonly paths: number;
  /** The sum of what they give. */
  readonly value: number;
}

/** Paths and the sum of what they give: of several examples, the mean of the examples' sums. */
export interface PathSum {
  /** Example by example. */
  readonly paths: readonly Path[];
  /** The sum of each example's products: the derivative of its own loss. */
  readonly examples: readonly ExampleGradient[];
  /** Their mean. */
  readonly value: number;
}

/** The derivative as the sum over all paths, in two views, which rounding on the way may make different. */
export interface PathChain {
  /** What tells it from a {@link LayerChain}. */
  readonly kind: "paths";
  /** From neuron to neuron, as the lab has it: ∂L/∂o1 · ∂o1/∂h1 · ∂h1/∂w1. */
  readonly neurons: PathSum;
  /** By elementary factors, through the weighted sums. */
  readonly elementary: PathSum;
}

/** The derivative with the paths taken together: δ stands for the derivative of the example's loss with respect to what it is written to. */
export interface LayerChain {
  /** What tells it from a {@link PathChain}. */
  readonly kind: "layers";
  /** How many paths there are; `null` where a layer has too many to be counted. */
  readonly pathCount: number | null;
  /**
   * From the loss back to the weighted sum that the parameter is in, for what lies on a path. Of more than six numbers in
   * a layer, and of more than six examples, those are listed that sums name: the first two and the last.
   */
  readonly deltas: readonly Delta[];
  /** ∂L/∂parameter from the last of them. */
  readonly last: Factor;
}

/** What differences of the loss say of the derivative, computed by the network itself without any rounding. */
export interface Check {
  /** The derivative that differences of the loss give; at a kink, the middle of the slopes on both sides. */
  readonly measured: number;
  /** How far the derivative may be from it; at a kink, how far either slope may be from what is said. */
  readonly uncertainty: number;
  /** The slopes on both sides, where the loss has a kink; `null` where it has none. */
  readonly kink: Kink | null;
  /** What that says of the exact gradient. */
  readonly verdict: Verdict;
  /**
   * Whether the loss depends on a prediction beyond its bounds, as on a probability below 10⁻¹²: it doesn't change there,
   * though training goes on with the derivative at the bound, and is measured as a straight line from there.
   */
  readonly isBeyondBounds: boolean;
}
