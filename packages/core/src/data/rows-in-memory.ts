import type { Backend } from "@nn/numerics";
import { type DType, type FloatArray, hasDType, isRecord, type Shape, sizeOf } from "@nn/numerics";
import { worksIn } from "../memory/home.js";

/** A `Dataset` of examples that were checked when they came in, and lie in memory one after another. */
export class RowsInMemory {
  readonly size: number;
  readonly inputShape: Shape;
  readonly targetShape: Shape;
  readonly weights: Float64Array | undefined;
  readonly #inputs: FloatArray;
  readonly #targets: FloatArray;
  readonly #backend: Backend | undefined;
  readonly #weights: FloatArray | undefined;
  readonly #inputSize: number;
  readonly #targetSize: number;

  /**
   * @param backend - The backend that allocated the arrays.
   * @param weights - As the data set shows them; `held` are the same in its memory.
   */
  constructor(
    size: number,
    inputShape: Shape,
    targetShape: Shape,
    inputs: FloatArray,
    targets: FloatArray,
    backend: Backend | undefined,
    weights?: Float64Array,
    held?: FloatArray,
  ) {
    this.size = size;
    this.inputShape = inputShape;
    this.targetShape = targetShape;
    this.#inputs = inputs;
    this.#targets = targets;
    this.#backend = backend;
    this.weights = weights;
    this.#weights = held;
    this.#inputSize = sizeOf(inputShape);
    this.#targetSize = sizeOf(targetShape);
    worksIn(this, [inputs]);
  }

  /** Whether it is one, and doesn't merely inherit from one. */
  static isOne(data: object): data is RowsInMemory {
    return #inputSize in data;
  }

  /** Whether a backend reads them without a detour. */
  static isHeldFor(data: unknown, backend: Backend, dtype: DType): data is RowsInMemory {
    return isRecord(data) && #backend in data && data.#backend === backend && hasDType(data.#inputs, dtype);
  }

  /** The arrays themselves, for internal use: their memory may be given to others when a training has ended. */
  static arraysOf(data: RowsInMemory): {
    readonly inputs: FloatArray;
    readonly targets: FloatArray;
    readonly weights: FloatArray | undefined;
  } {
    return { inputs: data.#inputs, targets: data.#targets, weights: data.#weights };
  }

  read(inputs: FloatArray, targets: FloatArray, rows: Uint32Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      copyRow(inputs, i - from, this.#inputs, rows[i]!, this.#inputSize);
      copyRow(targets, i - from, this.#targets, rows[i]!, this.#targetSize);
    }
  }
}

const readInMemory: RowsInMemory["read"] = /* @__PURE__ */ (() => RowsInMemory.prototype.read)();

/** Whether a data set reads nothing but its own rows: one made of it, or with another `read`, may do anything. */
export function readsRows(data: Pick<RowsInMemory, "read">): data is RowsInMemory {
  return data.read === readInMemory && RowsInMemory.isOne(data);
}

function copyRow(out: FloatArray, outRow: number, values: FloatArray, row: number, size: number): void {
  for (let i = 0; i < size; i++) out[outRow * size + i] = values[row * size + i]!;
}
