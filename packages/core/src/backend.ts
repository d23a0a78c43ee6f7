import type { DType, FloatArray } from "./dtype.js";

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
}

/** Where memory comes from, and the kernels that run on it. No layer knows which one it runs on. */
export interface Backend {
  /** As `network.backend.name` shows it: `"reference"`. */
  readonly name: string;
  /** All the arrays that one owner needs, at once, each of zeros. */
  allocate(dtype: DType, lengths: readonly number[]): FloatArray[];
  /** The kernels for arrays of one format that this backend allocated. */
  kernels(dtype: DType): Kernels;
}
