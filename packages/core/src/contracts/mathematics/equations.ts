import type { Activation } from "../activation.js";

/** How a layer's numbers come about from one list to the next: see `equations` of `Layer`. */
export type Equations = WeightedSums | MatrixEquations | ActivationEquations | FormulaEquations;

/** x · W + b of the numbers before, row by row: a row has as many of them as W has inputs, and all rows share W and b. */
export interface MatrixEquations {
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
  /** The layer's name for the parameter: `"weight"`, or `"body.0.weight"` of one of the first layer in its branch. */
  readonly parameter: string;
  /** The index in its array. */
  readonly element: number;
}

/** A number that a layer remembers from step to step. */
export interface StateElement {
  /** The layer's name for it: `"movingMean"`. */
  readonly state: string;
  /** The index in its array. */
  readonly element: number;
}

/** An activation of the numbers before. */
export interface ActivationEquations {
  /** f */
  readonly activation: Activation;
  /** How many of the numbers are one row of it, for one that works on rows, as softmax does; all of them, unless given. */
  readonly row?: number;
}

/** Numbers that all come about by one formula: `"max(x)"`. One that is `"x"` alone passes its number on. */
export interface FormulaEquations {
  /**
   * As that of a {@link Formula}, in letters of the layer's choice, such as w for a weight and b for a bias; `max(…)` of one
   * operand is the largest of several numbers. A letter that stands for several numbers is inside of `sum`, `mean` or `max`.
   */
  readonly formula: string;
  /** How many numbers come of it. */
  readonly size: number;
  /**
   * Which numbers the letters are, for the number of an index.
   *
   * @param before - The numbers before, for a layer that takes indices.
   */
  reads(index: number, before: ArrayLike<number>): Readonly<Record<string, Source | readonly Source[]>>;
}

/** A number that a branch of the layer gives. */
export interface BranchElement {
  /** The layer's name for the branch: `"body"`. */
  readonly branch: string;
  /** Its index. */
  readonly element: number;
}

/** One of the numbers that the layer takes, for a list that isn't its first one. */
export interface InputElement {
  /** Its index. */
  readonly input: number;
}

/** A number of an earlier list of the layer. */
export interface ListElement {
  /** Which list, from 0. */
  readonly list: number;
  /** Its index. */
  readonly element: number;
}

/** What a letter stands for: the index of a number before, or where another number of the layer is. */
export type Source = number | ParameterElement | StateElement | InputElement | BranchElement | ListElement;
