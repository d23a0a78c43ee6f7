import type { FloatArray } from "./arrays/dtype.js";

/** What an instruction has room for. */
export const MOST_ARRAYS = 6;
export const MOST_NUMBERS = 18;

/**
 * A kernel that a component brings with it, for what is neither a product nor a formula, as a convolution: plain loops, which
 * are its definition, and perhaps WebAssembly that gives the same bits. A component makes one for the sizes of its
 * examples, and hands it to `kernels.run`.
 */
export interface OwnKernel {
  /** As errors name it: `"convolve"`. */
  readonly name: string;
  /** The arrays, at most six, in the order in which they are handed over; the first is written. */
  readonly arrays: readonly OwnArray[];
  /** The loops. */
  readonly loop: OwnLoop;
  /** What the loops are made of, for a module of a network that is written in JavaScript; without it, there is none. */
  readonly written?: WrittenKernel | undefined;
  /** The same compiled; without it, the loops run on every backend. */
  readonly code?: KernelCode | undefined;
  /**
   * What the code is told, at most 18 numbers. It finds them in its instruction, as doubles, behind how many bytes a number
   * of the arrays takes and how many examples there are.
   */
  readonly numbers: readonly number[];
  /**
   * What threads divide among themselves: the examples unless given, or so many rows. The code does those from `from` to
   * `to` of its instruction, and must give the same bits however they are divided.
   */
  readonly rows?: number | undefined;
  /** About how many multiplications there are for one example. */
  readonly work: number;
}

/** The loops of an {@link OwnKernel}, as functions that can be written down. */
export interface WrittenKernel {
  /**
   * Functions that use nothing but their arguments, JavaScript's own objects and each other, each under its name. The first
   * one is the loop: it takes the constants, then how many examples there are, and the arrays.
   */
  readonly functions: readonly ((...given: never) => unknown)[];
  /** Plain data. */
  readonly constants: readonly (number | object)[];
}

/** One array of an {@link OwnKernel}. No two may overlap. */
export interface OwnArray {
  readonly name: string;
  /** How many numbers it has for each example, or in all where it is no array of examples. */
  readonly size: number;
  readonly isForAll?: true;
  /** Whether what it holds is read, written or both. */
  readonly use: "read" | "write" | "change";
}

/** The plain loops of an {@link OwnKernel}, on `batch` examples. */
export type OwnLoop = (
  batch: number,
  out: FloatArray,
  a: FloatArray,
  b: FloatArray,
  c: FloatArray,
  d: FloatArray,
  e: FloatArray,
) => void;

/**
 * A WebAssembly module of kernels, as `test/kernels` compiles it from `assembly/`: its one function runs an instruction. It
 * is compiled on a backend's memory when it is first needed.
 */
export interface KernelCode {
  /** The module in hexadecimal digits. */
  readonly digits: string;
  /** The byte of it that says what kind of memory it asks for. */
  readonly memoryFlagsAt: number;
}

/** How many numbers an array of a kernel has. */
export function lengthOf({ size, isForAll }: OwnArray, batch: number): number {
  return isForAll ? size : batch * size;
}

/** How many rows threads divide a kernel into, and what each costs: as an instruction says it, in 31 bits. */
export function rowsOf({ rows }: OwnKernel, batch: number): number {
  return rows ?? batch;
}
export function workOfRow({ rows, work }: OwnKernel, batch: number): number {
  return Math.min(rows === undefined ? work : Math.ceil((work * batch) / rows), 0x7fffffff);
}

/** Whether a kernel changes what it reads, so that it can't be done twice. */
export function changesArrays({ arrays }: OwnKernel): boolean {
  return arrays.some(({ use }) => use === "change");
}
