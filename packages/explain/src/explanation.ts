import type { Kink, Verdict } from "@nn/core/gradients";

/**
 * Why a parameter moves as it does: what {@link explain} returns. Plain data, which JSON holds as it is.
 *
 * Formulas are text in mathjs's syntax, with these names: inputs `x1`, the outputs of the last layer `o1`, of a hidden
 * layer `h1` (with several hidden layers `h2_1`, the first unit of the second), weighted sums `z_h1`, targets `t1`, the
 * loss `L`; inside of a layer of several steps `a_h1` is an activation that sums follow, `z2_h1` a second sum. Weights `w1, w2, …` and biases `b1, b2, …` are numbered unit by unit from the first layer to the last, as in
 * the lab. In a batch a name has its example behind two underscores, `h1__2`. `ellipsis` stands for terms left out.
 */
export interface Explanation extends ForwardPass {
  /** What tells it from a {@link PredictionExplanation}. */
  readonly kind: "gradient";
  /** Whose derivative it is. */
  readonly parameter: ExplainedParameter;
  /** The loss by its name. */
  readonly loss: string;
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
}

/** How a network comes to its outputs: what {@link explain} returns where no parameter is asked for. */
export interface PredictionExplanation extends ForwardPass {
  /** What tells it from an {@link Explanation}. */
  readonly kind: "prediction";
}

/** A layer by what a drawing of the network shows. */
export interface Stage {
  /** How many outputs it has. */
  readonly outputs: number;
  /** Whether it has weights: of an activation alone, it hasn't. */
  readonly isWeighted: boolean;
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

/** An activation of the network. */
export interface ExplainedFunction {
  /** What formulas call it: `"f"`. */
  readonly symbol: string;
  /** Its own name: `"sigmoid"`. */
  readonly name: string;
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

/** A number that the pass begins with. */
export interface Given {
  /** Its name. */
  readonly symbol: string;
  /** As it was used. */
  readonly value: number;
}

/** A number with the formula that it comes from. */
export interface Step {
  /** In general, or `null` where the formula isn't known: the value is then from the component's own code. */
  readonly formula: string | null;
  /** The same with the name of a function's derivative, where there is one in it: `"w5 * fprime(z_o1)"`. */
  readonly named?: string;
  /** With the numbers in the place of the names. */
  readonly substituted: string | null;
  /** As it was used from here on. */
  readonly value: number;
  /**
   * What the formula gives, where the component's own code gives something else, such as a logarithm kept finite; `null` if
   * that is no finite number.
   */
  readonly formulaValue?: number | null;
  /** The predictions that the loss moved into its bounds first, with what it took in their place. */
  readonly clipped?: readonly Given[];
}

/** A named number. */
export interface Equation extends Step {
  /** The name. */
  readonly symbol: string;
}

/** A number that derivatives are multiplied to. */
export interface Product extends Step {
  /** With the values of the elementary derivatives that it is made of, where there are several: `"1 * 0.249"`. */
  readonly product?: string;
  /** The derivative of the function that is one of those, with its name for a symbol: `"fprime(z_o1)"`. */
  readonly slope?: Equation;
}

/** A derivative of one named number with respect to another. */
export interface Factor extends Product {
  /** What is derived: `"L"`. */
  readonly of: string;
  /** With respect to what: `"o1"`. */
  readonly by: string;
}

/** The derivative of an example's loss with respect to a number, from those with respect to the numbers that it leads to. */
export interface Delta extends Product {
  /** Its name: `"delta_z_h1"`. */
  readonly symbol: string;
}

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
  /** How many paths there are. */
  readonly pathCount: number;
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

/** A setting of an optimizer that its rule uses. */
export interface UpdateSetting extends Given {
  /** What the optimizer calls it: `"learningRate"`. */
  readonly name: string;
}

/** A line of an optimizer's rule. */
export interface UpdateLine extends Equation {
  /** Whether the name had a value before: the new one takes its place. */
  readonly replaces: boolean;
  /** By hand, what is taken from the parameter. */
  readonly change?: UpdateChange;
}

/** What an update takes from the parameter by hand: it is rounded, and the parameter then keeps its decimals. */
export interface UpdateChange extends Step {
  /** In general: `"eta * partial(L, w1)"`; `null` of a rule that isn't `w - …`. */
  readonly formula: string | null;
  /** The parameter less it, with numbers: `"1 - 0.00214"`. */
  readonly applied: string;
}

/** An optimizer's first update of the parameter. */
export interface Update {
  /** The optimizer's name with its settings. */
  readonly optimizer: string;
  /** The parameter before it. */
  readonly before: number;
  /** The gradient that the optimizer was given. */
  readonly gradient: number;
  /** The settings in its rule. */
  readonly settings: readonly UpdateSetting[];
  /** Its rule line by line; none of an optimizer that doesn't say it. */
  readonly lines: readonly UpdateLine[];
  /** What it remembers of the parameter after it; all are 0 before. */
  readonly slots: readonly Given[];
  /** The parameter after it. */
  readonly after: number;
}
