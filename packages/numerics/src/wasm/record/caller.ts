import type { DType, FloatArray } from "../../arrays/dtype.js";
import type { Recorder } from "../../backend.js";
import type { Computation } from "../../expressions/computation.js";
import { graphFor } from "../../expressions/graph.js";
import { changesArrays, type KernelCode, type OwnKernel, rowsOf, workOfRow } from "../../own-kernel.js";
import { bufferOf, startOf } from "../../reference/held.js";
import { Formulas } from "../emit/formulas.js";
import { OPERATION } from "../runtime/binary.js";
import {
  ARRAYS,
  BYTES,
  CHANGES,
  COLUMNS,
  FLAGS,
  FROM,
  INNER,
  MOST_BYTES,
  NUMBERS,
  numbersOffset,
  ROWS,
  TO,
  WHOLE,
} from "../runtime/layout.js";
import type { Machine } from "../runtime/machine.js";
import { type Recorded, Recording } from "./recording.js";

/** A computation is compiled once its plain loops have done so many numbers: compiling takes about as long. */
const COMPILATION_THRESHOLD = 4096;
/** A component's own code once they have done so many multiplications. */
const OWN_COMPILATION_THRESHOLD = 1 << 18;

/**
 * What a call of a kernel does, in one number format. It writes an instruction into memory and has it run at once; while
 * a pass is recorded, instructions are only collected.
 */
export class Caller {
  readonly #machine: Machine;
  readonly #run: (start: number, end: number) => number;
  /**
   * The number of the next call, written here by its caller. Passed as an argument it would be put on the heap wherever
   * the engine doesn't inline a call.
   */
  readonly number: Float64Array = new Float64Array(1);
  /** Room for the instruction of a call that runs at once. */
  readonly #scratch: FloatArray;
  readonly #recording: Recording;
  readonly formulas: Formulas;
  /** Of computations that aren't compiled, how many numbers they have done. */
  readonly #done: WeakMap<Computation | KernelCode, number> = new WeakMap();

  constructor(machine: Machine, dtype: DType) {
    this.#machine = machine;
    this.#run = machine.run[dtype];
    this.#recording = new Recording(machine.buffer);
    this.formulas = new Formulas(machine, dtype);
    this.#scratch = machine.memory.allocate("float64", [MOST_BYTES / 8])[0]!;
  }

  /**
   * What a pass is made of.
   *
   * @returns `undefined` for a pass that isn't made of kernels and calls alone.
   */
  record(pass: (recorder: Recorder) => void): Recorded | undefined {
    // A pass that is run within another one is part of neither's recording.
    return this.#recording.isOn ? undefined : this.#recording.of(pass);
  }

  /** Whether an array lies in this backend's memory, where kernels can reach it. */
  #owns(array: FloatArray): boolean {
    return bufferOf(array) === this.#machine.buffer;
  }

  /**
   * One call of a kernel; see assembly/run.ts for what the sizes mean to which.
   *
   * @returns What it answered; `undefined` if an array isn't this backend's.
   */
  call(
    operation: number,
    rows: number,
    inner: number,
    columns: number,
    out: FloatArray,
    a?: FloatArray,
    b?: FloatArray,
  ): boolean | undefined {
    if (this.#recording.isOn) {
      const numbers = operation === OPERATION.fill ? [this.number[0]!] : [];
      this.#recording.add(operation, [out, a, b], rows, inner, columns, numbers);
      return true;
    }
    if (!(this.#owns(out) && this.#reaches(a) && this.#reaches(b))) return undefined;
    const start = startOf(this.#scratch);
    const { int32, float64 } = this.#machine;
    const at = start / 4;
    int32[at + ARRAYS] = startOf(out);
    int32[at + ARRAYS + 1] = addressOf(a);
    int32[at + ARRAYS + 2] = addressOf(b);
    float64[(start + numbersOffset(3)) / 8] = this.number[0]!;
    return this.#runAlone(operation, rows, inner, columns, rows, 3, 0);
  }

  /** Random numbers, as {@link Kernels.uniform}. @returns `undefined` if the array isn't this backend's. */
  uniform(out: FloatArray, key: ArrayLike<number>, step: ArrayLike<number>, length: number): boolean | undefined {
    if (this.#recording.isOn) {
      this.#recording.uniform(out, key, step, length);
      return true;
    }
    if (!this.#owns(out)) return undefined;
    const start = startOf(this.#scratch);
    this.#machine.int32[start / 4 + ARRAYS] = startOf(out);
    this.#machine.float64[(start + numbersOffset(1)) / 8] = step[0]!;
    return this.#runAlone(OPERATION.uniform, length, key[0]!, key[1]!, length, 1, 0);
  }

  /**
   * One run of a computation, as {@link Kernels.compute}.
   *
   * @returns What it answered; `undefined` where the plain loops are to do it.
   */
  compute(
    computation: Computation,
    scalars: ArrayLike<number>,
    rows: number,
    columns: number,
    out: FloatArray,
    a: FloatArray | undefined,
    b: FloatArray | undefined,
    c: FloatArray | undefined,
    d: FloatArray | undefined,
    e: FloatArray | undefined,
  ): boolean | undefined {
    if (this.#recording.isOn) {
      this.#recording.compute(computation, scalars, rows, columns, [out, a, b, c, d, e]);
      return true;
    }
    if (!(this.#owns(out) && this.#reaches(a) && this.#reaches(b) && this.#reaches(c))) return undefined;
    if (!(this.#reaches(d) && this.#reaches(e))) return undefined;
    if (!this.#isWorthIt(computation, rows * columns, COMPILATION_THRESHOLD)) return undefined;
    const place = this.formulas.placeOf(computation);
    if (place === undefined) return undefined;
    const { isElementwise, isUpdate } = graphFor(computation);
    const numbersAt = this.#writeArrays(out, a, b, c, d, e);
    const { float64 } = this.#machine;
    const count = computation.text.scalars?.length ?? 0;
    for (let i = 0; i < count; i++) float64[numbersAt + i] = scalars[i]!;
    const all = isElementwise ? rows * columns : rows;
    return this.#runAlone(OPERATION.compute, rows, place, columns, all, 6, isUpdate ? CHANGES : 0);
  }

  /**
   * One run of a kernel that a component brings with it.
   *
   * @returns `false` where its plain loops are to do it.
   */
  run(
    kernel: OwnKernel,
    batch: number,
    out: FloatArray,
    a: FloatArray | undefined,
    b: FloatArray | undefined,
    c: FloatArray | undefined,
    d: FloatArray | undefined,
    e: FloatArray | undefined,
  ): boolean {
    if (this.#recording.isOn) {
      this.#recording.run(kernel, batch, [out, a, b, c, d, e]);
      return true;
    }
    const { code, numbers, work } = kernel;
    if (code === undefined || !(this.#owns(out) && this.#reaches(a) && this.#reaches(b))) return false;
    if (!(this.#reaches(c) && this.#reaches(d) && this.#reaches(e))) return false;
    if (!this.#isWorthIt(code, work * batch, OWN_COMPILATION_THRESHOLD)) return false;
    const place = this.formulas.placeOf(code);
    if (place === undefined) return false;
    const numbersAt = this.#writeArrays(out, a, b, c, d, e);
    const { float64 } = this.#machine;
    float64[numbersAt] = out.BYTES_PER_ELEMENT;
    float64[numbersAt + 1] = batch;
    for (let i = 0; i < numbers.length; i++) float64[numbersAt + 2 + i] = numbers[i]!;
    const rows = rowsOf(kernel, batch);
    const flags = changesArrays(kernel) ? CHANGES : 0;
    return this.#runAlone(OPERATION.own, rows, place, workOfRow(kernel, batch), rows, 6, flags);
  }

  /** Writes six addresses into the buffer; answers where the numbers behind them are. */
  #writeArrays(
    out: FloatArray,
    a: FloatArray | undefined,
    b: FloatArray | undefined,
    c: FloatArray | undefined,
    d: FloatArray | undefined,
    e: FloatArray | undefined,
  ): number {
    const start = startOf(this.#scratch);
    const { int32 } = this.#machine;
    const at = start / 4 + ARRAYS;
    int32[at] = startOf(out);
    int32[at + 1] = addressOf(a);
    int32[at + 2] = addressOf(b);
    int32[at + 3] = addressOf(c);
    int32[at + 4] = addressOf(d);
    int32[at + 5] = addressOf(e);
    return (start + numbersOffset(6)) / 8;
  }

  /** Runs the instruction in the buffer, whose arrays and numbers were written. */
  #runAlone(
    operation: number,
    rows: number,
    inner: number,
    columns: number,
    to: number,
    arrays: number,
    flags: number,
  ): boolean {
    const start = startOf(this.#scratch);
    const end = start + MOST_BYTES;
    const { int32 } = this.#machine;
    const at = start / 4;
    int32[at] = operation;
    int32[at + BYTES] = MOST_BYTES;
    int32[at + ROWS] = rows;
    int32[at + INNER] = inner;
    int32[at + COLUMNS] = columns;
    int32[at + FROM] = 0;
    int32[at + TO] = to;
    int32[at + NUMBERS] = start + numbersOffset(arrays);
    int32[at + FLAGS] = flags;
    int32[at + WHOLE] = 0;
    return this.#run(start, end) !== 0;
  }

  /** Plain loops do a few numbers in less time than a function is compiled, and most trainings are recorded. */
  #isWorthIt(what: Computation | KernelCode, count: number, threshold: number): boolean {
    if (this.formulas.has(what)) return true;
    const done = (this.#done.get(what) ?? 0) + count;
    this.#done.set(what, done);
    return done >= threshold;
  }

  #reaches(array: FloatArray | undefined): boolean {
    return array === undefined || this.#owns(array);
  }
}

function addressOf(array: FloatArray | undefined): number {
  return array === undefined ? 0 : startOf(array);
}
