import type { DType } from "../arrays/dtype.js";

/** Which number of a job is which; see assembly/run.ts for what they mean. */
export const DTYPE = 0;
export const START = 1;
export const END = 2;
/** Where the numbers of the examples of the first run stand, and how many bytes those of one run take. */
export const ROWS = 3;
export const ROW_BYTES = 4;
/** The same of its row of other numbers. */
export const NUMBERS = 5;
export const NUMBER_BYTES = 6;
export const COUNT = 7;
/** How many computations have been compiled, and where the first of their modules lies: see {@link modulesFrom}. */
export const MODULES = 8;
export const FIRST_MODULE = 9;

/** By the number that a job has for them. */
export const DTYPES: readonly [DType, DType] = ["float64", "float32"];
