import type { Activation } from "./activation.js";

/** A step of what a layer does with an example, from one list of numbers to the next: see `links` of `Layer`. */
export type LinkSpec = WeightedSums | MatrixLink | ActivationLink;

/** x · W + b of the numbers before: every weighted sum has a weight for each of them. */
export interface MatrixLink {
  /** The layer's name for W, whose shape is [inputs, outputs]. */
  readonly matrix: string;
  /** Its name for b, whose shape is [outputs]; nothing is added, unless given. */
  readonly bias?: string;
}

/** A list of weighted sums of the numbers before, one for each number that comes of it. */
export interface WeightedSums {
  /** By the index of what comes of them. */
  readonly sums: readonly WeightedSum[];
}

/** Σ wᵢ · xᵢ + b, of those numbers that have a part in it. */
export interface WeightedSum {
  /** What is added up. */
  readonly terms: readonly WeightedTerm[];
  /** What is added to that; nothing, unless given. */
  readonly bias?: ParameterElement;
}

/** wᵢ · xᵢ */
export interface WeightedTerm {
  /** The index of xᵢ among the numbers of one example. */
  readonly input: number;
  /** Where wᵢ is. Terms may share one. */
  readonly weight: ParameterElement;
}

/** A number of a parameter. */
export interface ParameterElement {
  /** The layer's name for the parameter: `"weight"`. */
  readonly parameter: string;
  /** The index in its array. */
  readonly element: number;
}

/** An activation of the numbers before, which are one row of it. */
export interface ActivationLink {
  /** f */
  readonly activation: Activation;
}
