import type { TensorDType, TensorValues } from "./dtypes.js";

/** An array with its shape. */
export interface Tensor {
  /** Its dimensions; none for a single number. One may be 0. */
  readonly shape: readonly number[];
  /** Its numbers, row-major. */
  readonly values: TensorValues;
  /** The file's number format. F16 and BF16 are read into float32; `BOOL` is told from `U8` by it alone. */
  readonly dtype?: TensorDType;
}

/** What a safetensors file holds. */
export interface Safetensors {
  /** The tensors by their names, in the order of the file's bytes. */
  readonly tensors: Readonly<Record<string, Tensor>>;
  /** Texts by their names, about the whole; empty where the file has none. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The name that the header has texts under, and no tensor may have. */
export const METADATA = "__metadata__";

/** The limit of the reference implementation. */
export const LARGEST_HEADER = 100_000_000;

/** The header's size is a whole number of 8 bytes. */
export const SIZE_BYTES = 8;
