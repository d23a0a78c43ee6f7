import type { DType } from "../arrays/dtype.js";

/** Which number of a job is which; see assembly/run.ts for what they mean. */
export const DTYPE = 0;
export const START = 1;
export const END = 2;
export const UPDATES = 3;
export const UPDATE_BYTES = 4;
export const ROWS = 5;
export const BATCH = 6;
export const COUNT = 7;
/** How many computations have been compiled, and where the first of their modules lies: see {@link modulesFrom}. */
export const MODULES = 8;
export const FIRST_MODULE = 9;

/** By the number that a job has for them. */
export const DTYPES: readonly [DType, DType] = ["float64", "float32"];
