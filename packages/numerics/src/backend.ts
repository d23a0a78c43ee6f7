import type { DType, FloatArray } from "./arrays/dtype.js";
import type { Computation } from "./expressions/computation.js";
import type { OwnKernel } from "./own-kernel.js";

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
  snapshot(before: FloatArray, value: FloatArray, gradient: FloatArray, length: number): boolean;
  /** Whether values[0 .. length) is finite throughout. */
  allFinite(values: FloatArray, length: number): boolean;
  /**
   * Random numbers: out[i], for i in [0, length), is a number drawn evenly from [0, 1) that depends on the key, the step
   * and i alone. Missing where plain loops do it.
   *
   * @param key - Two whole numbers of 32 bits, the same for each step of a program.
   * @param step - One whole number.
   */
  uniform?(out: FloatArray, key: ArrayLike<number>, step: ArrayLike<number>, length: number): void;
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
  /** Runs a kernel that a component brings with it, on `batch` examples, on arrays in the order in which it names them. */
  run(
    kernel: OwnKernel,
    batch: number,
    out: FloatArray,
    a?: FloatArray,
    b?: FloatArray,
    c?: FloatArray,
    d?: FloatArray,
    e?: FloatArray,
  ): void;
}

/**
 * Where memory comes from, and the kernels that run on it. No layer knows which one it runs on, and all give the same
 * bits: a sum is taken in the order of its index, each product and each sum rounded to the arrays' format.
 */
export interface Backend {
  /** As `network.backend.name` shows it: `"wasm"`, `"reference"`. */
  readonly name: string;
  /**
   * Whether a kernel may end before it has done all its numbers, as where a thread was lost. What it changes has to be kept
   * beforehand then, and not by itself.
   */
  readonly mayEndWithin?: boolean;
  /** All the arrays that one owner needs, at once, each of zeros. */
  allocate(dtype: DType, lengths: readonly number[]): FloatArray[];
  /** The kernels for arrays of one format that this backend allocated. */
  kernels(dtype: DType): Kernels;
  /**
   * Records what a pass does, so that all of it costs one call from then on. Missing where a backend can't.
   *
   * @returns `undefined` for a pass that does something else than call kernels and components.
   */
  record?(dtype: DType, pass: (recorder: Recorder) => void): Program | undefined;
  /**
   * Makes one program of several, whose runs are some of each in turn. Its rows have what those need, one behind the other;
   * at the end of each run, the results are written behind the scalars in its row.
   *
   * @param results - Arrays that the programs write.
   * @returns `undefined` where it wouldn't save time.
   */
  inTurns?(dtype: DType, parts: readonly ProgramPart[], results: readonly FloatArray[]): Program | undefined;
}

/** So many runs of a program. */
export interface ProgramPart {
  /** One that the same backend has recorded. */
  readonly program: Program;
  readonly runs: number;
}

/** Handed to a pass while it is recorded. */
export interface Recorder {
  /**
   * The traced array that kernels are given for an array while they are recorded. Reading it ends the recording, as does a
   * kernel that is given an array itself. Its `subarray` is a traced array as well.
   */
  traced<Kind extends FloatArray>(array: Kind): Kind;
  /** The array that a traced one stands for; `undefined` for anything else. */
  arrayOf(value: unknown): FloatArray | undefined;
  /** Has each run copy its examples: out[r] = values[rows[r]] for `count` examples of `size` numbers. */
  gather(out: FloatArray, values: FloatArray, count: number, size: number): void;
  /** Scalars that each run is given anew, to be handed to `compute`: they follow those of earlier calls in the run's row. */
  scalars(count: number): ArrayLike<number>;
  /**
   * Has each run do what one component does.
   *
   * @param attempt - Does it on traced arrays. `undefined` for a component that doesn't say that it calls kernels alone.
   * @param plain - Does it: called by each run, at its turn, unless the attempt could be recorded.
   */
  component(attempt: (() => void) | undefined, plain: () => void): void;
}

/** What was recorded. */
export interface Program {
  /** How many runs one call makes at most. */
  readonly capacity: number;
  /** Where the numbers of the examples of each run are to be written right before a call, one run behind the other. */
  readonly rows: { [index: number]: number };
  /** Where the scalars of each run are to be written, in the same way. */
  readonly numbers: { [index: number]: number };
  /**
   * Makes `count` runs.
   *
   * @returns How many were finished. It stops in a run in which a kernel answers `false`; that run is then to be done by
   *   itself. What a called function throws comes out of it.
   */
  run(count: number): number;
}
