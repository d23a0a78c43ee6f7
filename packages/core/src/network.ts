import type { Backend } from "./backend.js";
import type { DType } from "./dtype.js";
import type { ParameterArrays } from "./parameters.js";
import type { Seed } from "./random.js";
import type { Stack } from "./stack.js";

/** What training and evaluation need of a network: its layers in their places and its parameters' values. */
export interface Network {
  readonly stack: Stack;
  readonly parameters: ParameterArrays;
  readonly backend: Backend;
  readonly dtype: DType;
  readonly seed: Seed;
}
