import type { Titles } from "@nn/core/component";
import type { Check, LayerChain, PathChain } from "./derivation.js";
import type { Note } from "./notes.js";
import type { ForwardPass } from "./pass.js";
import type { Update } from "./update.js";

/**
 * Why a parameter moves as it does: what {@link explain} returns. Plain data, which JSON holds as it is.
 *
 * Formulas are text, as `"w1 * x1 + b1"`, which mathjs reads as well, with these names: inputs `x1`, the outputs of the last layer `o1`, of a hidden
 * layer `h1` (with several hidden layers `h2_1`, the first unit of the second), weighted sums `z_h1`, targets `t1`, the
 * loss `L`; inside of a layer of several steps `a_h1` is an activation that sums follow, `z2_h1` a second sum. Weights
 * `w1, w2, …` and biases `b1, b2, …` are numbered unit by unit from the first layer to the last, as in the lab. In a batch
 * a name has its example behind two underscores, `h1__2`. `ellipsis` stands for terms left out.
 */
export interface Explanation extends ForwardPass {
  /** What tells it from a {@link PredictionExplanation}. */
  readonly kind: "gradient";
  /** Whose derivative it is. */
  readonly parameter: ExplainedParameter;
  /** The loss by its name. */
  readonly loss: string;
  /** What readers are shown in its place, by their language. */
  readonly lossTitles?: Titles;
  /** The derivative, path by path or layer by layer. */
  readonly chain: PathChain | LayerChain;
  /** ∂L/∂parameter, as the chain gives it. */
  readonly gradient: number;
  /** The same without rounding. */
  readonly exactGradient: number;
  /**
   * The same with 400 digits, where float64 is off by more than 5 %: a unit is saturated, and its f′ too small beside 1.
   * 0 stands for what is too small for a float64 itself.
   */
  readonly preciseGradient?: number;
  /** The same by differences of the loss. */
  readonly check: Check;
  /** What the optimizer makes of it, or `null` where none was given. */
  readonly update: Update | null;
  /** The same with the elementary factors' derivative, where rounding made that another one: see {@link PathChain}. */
  readonly elementaryUpdate?: Update;
  /** What is remarkable about it: a saturated unit, a kink of the loss, a symmetric start. */
  readonly notes: readonly Note[];
}

/** How a network comes to its outputs: what {@link explain} returns where no parameter is asked for. */
export interface PredictionExplanation extends ForwardPass {
  /** What tells it from an {@link Explanation}. */
  readonly kind: "prediction";
}

/** A single weight or bias. */
export interface ExplainedParameter {
  /** Its name in formulas: `"w1"`. */
  readonly name: string;
  /** The network's name for the array that it stands in: `"0.weight"`. */
  readonly fullName: string;
  /** Its index there. */
  readonly element: number;
  /** Its value before the update. */
  readonly value: number;
}
