import type { Backend } from "./backend.js";
import type { DType } from "./dtype.js";
import type { ParameterArrays } from "./parameters.js";
import type { Seed } from "./random.js";
import type { Stack } from "./stack.js";

/** What training and evaluation need of a network: its layers in their places and its parameters' values. */
export interface Network {
  /** The layers in their places, with every shape resolved. */
  readonly stack: Stack;
  /** The parameters' values, not copies of them: training writes here. */
  readonly parameters: ParameterArrays;
  /** Where the arrays of parameters and workspaces are allocated, and whose kernels work on them. */
  readonly backend: Backend;
  /** The number format of all those arrays. */
  readonly dtype: DType;
  /** What the first parameters are drawn from, and the orders of `fit` unless it is given another seed. */
  readonly seed: Seed;
}
