import {
  checkOptions,
  type Described,
  type FloatArray,
  type Kernels,
  type KernelsOnly,
  type PartParameter,
  type Shape,
} from "@nn/core/component";
import { checkPredicate } from "../around/decoupled-weight-decay.js";

/** What a {@link Constraint} is given of one parameter. */
export interface ConstraintFrame {
  /** The functions of the backend on arrays. */
  readonly kernels: Kernels;
  /** The parameter's dimensions. */
  readonly shape: Shape;
  /** How many numbers it has. */
  readonly size: number;
  /** The parameter, to be moved to where it may be. */
  readonly value: FloatArray;
}

/** What parameters are held to after each update: given to a {@link Constrained} optimizer. */
export interface Constraint extends Described {
  /** With its settings: `"MaxNorm(3)"`. */
  readonly name: string;
  /** Which parameters it is about; those whose role is `"weight"` unless given. */
  readonly of?: ((parameter: PartParameter) => boolean) | undefined;
  /** Says that it calls kernels alone: then it is recorded. */
  readonly kernelsOnly?: KernelsOnly;
  /** Moves a parameter to the nearest place where it may be. */
  apply(frame: ConstraintFrame): void;
}

/** The setting that all constraints have. */
export interface ConstraintOptions {
  /** Which parameters it is about; those whose role is `"weight"` unless given, so no biases. */
  readonly of?: (parameter: PartParameter) => boolean;
}

/** Passes on which parameters a constraint is about. @throws OptionError for options that don't exist, and for no function. */
export function chosenIn(
  where: string,
  options: ConstraintOptions,
  others: readonly string[] = [],
): ((parameter: PartParameter) => boolean) | undefined {
  checkOptions(where, options, ["of", ...others]);
  return options.of === undefined ? undefined : checkPredicate(`${where}: of`, options.of);
}
