import type { Shape } from "@nn/numerics";

/**
 * How a pipeline goes from a row to numbers, and from outputs to an answer, as data. Who writes it in another language, as a
 * program, a schema or a graph of operators does, reads this alone.
 */
export type RowFormat = CellRows | ArrayRows;

/** A row is cells by the names of their columns, each of which becomes some numbers, side by side in this order. */
export interface CellRows {
  /** What tells it from rows of arrays. */
  readonly of: "cells";
  /** What the network takes, side by side in its inputs. */
  readonly inputs: readonly CellColumn[];
  /** What is predicted, side by side in the outputs. The answer is that to the only one, or an object by their names. */
  readonly targets: readonly CellTarget[];
}

/** A row is arrays by their names, and so is an answer. Their numbers lie side by side in this order, each as its shape says. */
export interface ArrayRows {
  /** What tells it from rows of cells. */
  readonly of: "arrays";
  /** What the network takes, by their names. */
  readonly inputs: Readonly<Record<string, Shape>>;
  /** What it gives, by theirs. */
  readonly outputs: Readonly<Record<string, Shape>>;
}

/** A column, and what its cells become. */
export interface CellColumn {
  /** Its name. */
  readonly column: string;
  /** What its cells are as numbers. */
  readonly code: NumberCell | CategoryCell;
}

/** A column that is predicted. */
export interface CellTarget extends CellColumn {
  /** Of classes: what the outputs are; `"probabilities"` unless given. */
  readonly outputs?: "probabilities" | "logits";
}

/** A cell that is a number becomes one that a formula gives. */
export interface NumberCell {
  /** How it was made: `"standardize"`. */
  readonly name: string;
  /** What becomes of a number x, in the constants by their names: `"(x - offset) / scale"`. */
  readonly formula: string;
  /** The number that y was made of: `"y * scale + offset"`. */
  readonly inverse: string;
  /** The numbers that the formulas name, in the column's unit; at most eight. */
  readonly constants: Readonly<Record<string, number>>;
  /** What a missing number becomes, before it is scaled, in the column's unit; `null` where one is refused. */
  readonly missing: number | null;
  /** Whether there is a second number, 1 where the first one was missing and 0 elsewhere. */
  readonly indicator: boolean;
}

/** A cell that is a category becomes the numbers of that. */
export interface CategoryCell {
  /** How it was made: `"oneHot"`. */
  readonly name: string;
  /** All categories; a cell belongs to one if both are the same text. */
  readonly categories: readonly (string | number | boolean)[];
  /** The numbers of each. */
  readonly codes: readonly (readonly number[])[];
  /** Those of a category that isn't among them; `null` where one is refused. */
  readonly unknown: readonly number[] | null;
  /** Those of a cell that is missing; `null` where one is refused. */
  readonly missing: readonly number[] | null;
}
