import type { DType, FloatArray } from "./arrays/dtype.js";
import type { Computation } from "./expressions/computation.js";

/**
 * The few array functions that training spends its time in. What is written comes first, then what is read, then the
 * sizes; matrices are row-major. Arrays may be longer than the sizes say: what lies beyond is left alone.
 */
export interface Kernels {
  /** out[0 .. length) = value */
  fill(out: FloatArray, value: number, length: number): void;
  /** out[rows × columns] = a[rows × inner] · b[inner × columns] */
  matmul(out: FloatArray, a: FloatArray, b: FloatArray, rows: number, inner: number, columns: number): void;
  /** out[rows × columns] = a[rows × inner] · bᵀ, with b[columns × inner] */
  matmulTransposed(out: FloatArray, a: FloatArray, b: FloatArray, rows: number, inner: number, columns: number): void;
  /** out[rows × columns] += aᵀ · b, with a[inner × rows] and b[inner × columns]: the sum of the outer products of their rows */
  addOuter(out: FloatArray, a: FloatArray, b: FloatArray, rows: number, inner: number, columns: number): void;
  /** out[r, c] += row[c], for each of the rows */
  addRow(out: FloatArray, row: FloatArray, rows: number, columns: number): void;
  /** out[c] += Σ over r of a[r, c] */
  addColumnSums(out: FloatArray, a: FloatArray, rows: number, columns: number): void;
  /** out[0] = the mean of values[0 .. length), summed in double precision; `out` always holds doubles. Says whether it is finite. */
  mean(out: FloatArray, values: FloatArray, length: number): boolean;
  /** before[0 .. length) = value[0 .. length); says whether gradient[0 .. length) is finite throughout. */
  keep(before: FloatArray, value: FloatArray, gradient: FloatArray, length: number): boolean;
  /** Whether values[0 .. length) is finite throughout. */
  allFinite(values: FloatArray, length: number): boolean;
  /**
   * Runs what a component computes, on arrays of `rows × columns` numbers in the order in which it names them.
   *
   * @param scalars - Its scalars, in their order.
   * @returns `false` where it refuses its numbers.
   */
  compute(
    computation: Computation,
    scalars: ArrayLike<number>,
    rows: number,
    columns: number,
    out: FloatArray,
    a?: FloatArray,
    b?: FloatArray,
    c?: FloatArray,
    d?: FloatArray,
    e?: FloatArray,
  ): boolean;
}

/**
 * Where memory comes from, and the kernels that run on it. No layer knows which one it runs on, and all give the same
 * bits: a sum is taken in the order of its index, each product and each sum rounded to the arrays' format.
 */
export interface Backend {
  /** As `network.backend.name` shows it: `"wasm"`, `"reference"`. */
  readonly name: string;
  /** All the arrays that one owner needs, at once, each of zeros. */
  allocate(dtype: DType, lengths: readonly number[]): FloatArray[];
  /** The kernels for arrays of one format that this backend allocated. */
  kernels(dtype: DType): Kernels;
  /**
   * Records the kernels that a pass calls, so that all of them cost one call from then on. Missing where a backend can't.
   *
   * @returns `undefined` for a pass that isn't made of kernels alone, and so has to be run each time.
   */
  record?(dtype: DType, pass: (recorder: Recorder) => void): Program | undefined;
  /** Records steps in the same way. */
  recordSteps?(dtype: DType, parts: StepParts): StepsProgram | undefined;
}

/** What a step does, to be recorded. */
export interface StepParts {
  /** How many examples a step takes. */
  readonly batch: number;
  /** The number of the step that is recorded. */
  readonly step: number;
  /** What is the same at each step. */
  readonly pass: (recorder: Recorder) => void;
  /** What comes behind it: the gradients are looked at. */
  readonly look: (recorder: Recorder) => void;
  /**
   * The update that comes then, by the step's number, if it is the same at each step. It may depend on that number all
   * the same where it hands it to `kernels.compute` as the scalar `t`. Without it, a step ends before its update.
   */
  readonly update?: (recorder: Recorder, step: number) => void;
  /** What comes right after the update. */
  readonly after: (recorder: Recorder) => void;
}

/** Handed to a pass while its kernels are recorded. */
export interface Recorder {
  /**
   * What kernels take for the array while they are recorded. Looking into it ends the recording, as does a kernel that is
   * given an array itself.
   */
  standIn<Kind extends FloatArray>(array: Kind): Kind;
  /** Has each step copy its examples: out[r] = values[rows[r]] for `count` examples of `size` numbers. */
  gather(out: FloatArray, values: FloatArray, count: number, size: number): void;
}

/** Kernels that were recorded, and run with one call. */
export interface Program {
  /** Runs them one after another; `false` as soon as one of them answers so. */
  run(): boolean;
}

/** Steps that were recorded, and run many with one call. */
export interface StepsProgram {
  /** How many steps one call takes at most. */
  readonly capacity: number;
  /**
   * Runs `count` steps, the first of which has the number `first`, on the examples numbered rows[from ..).
   *
   * @returns How many were finished. It stops in a step in which a kernel answers `false`; that step is then to be run by
   *   itself.
   */
  run(rows: Uint32Array, from: number, count: number, first: number): number;
  /**
   * Takes over the numbers that the update hands its kernels from a step on.
   *
   * @returns Whether it calls the same kernels as before; otherwise it has to be recorded anew.
   */
  renew(step: number): boolean;
}
