import type { DType, FloatArray } from "../../arrays/dtype.js";
import type { Recorder } from "../../backend.js";
import type { Computation } from "../../expressions/computation.js";
import { graphFor } from "../../expressions/graph.js";
import { bufferOf, startOf } from "../../reference/held.js";
import { Formulas } from "../emit/formulas.js";
import { COLUMNS, FROM, INNER, INSTRUCTION_BYTES, NUMBERS_OFFSET, OTHERS, OUT, ROWS, TO } from "../runtime/layout.js";
import type { Machine } from "../runtime/machine.js";
import type { Instruction } from "./instruction.js";
import { Recording } from "./recording.js";

/** How many numbers a computation may still do as plain loops: compiling it takes about as long. */
const WORTH_COMPILING = 4096;

/**
 * What a call of a kernel does, in one number format. It writes an instruction into memory and has it run at once; while
 * a pass is recorded, instructions are only collected.
 */
export class Caller {
  readonly #machine: Machine;
  readonly #run: (start: number, end: number) => number;
  /**
   * The numbers p to w of the next call, written here by its caller. Passed as arguments they would be put on the
   * heap wherever the engine doesn't inline a call.
   */
  readonly numbers: Float64Array = new Float64Array(8);
  /** Room for the instruction of a call that runs at once. */
  readonly #desk: FloatArray;
  readonly #recording: Recording;
  readonly formulas: Formulas;
  /** Of computations that aren't compiled, how many numbers they have done. */
  readonly #done: WeakMap<Computation, number> = new WeakMap();

  constructor(machine: Machine, dtype: DType) {
    this.#machine = machine;
    this.#run = machine.run[dtype];
    this.#recording = new Recording(machine.buffer);
    this.formulas = new Formulas(machine, dtype);
    this.#desk = machine.memory.allocate("float64", [INSTRUCTION_BYTES / 8])[0]!;
  }

  /**
   * The instructions that a pass is made of.
   *
   * @returns `undefined` for a pass that isn't made of kernels alone.
   */
  record(pass: (recorder: Recorder) => void): Instruction[] | undefined {
    // A pass that is run within another one is part of neither's recording.
    if (this.#recording.isOn) return undefined;
    this.numbers.fill(0);
    return this.#recording.of(pass);
  }

  /** Whether an array lies in this backend's memory, where kernels can reach it. */
  #owns(array: FloatArray): boolean {
    return bufferOf(array) === this.#machine.buffer;
  }

  /**
   * One call of a kernel; see assembly/instruction.ts for what the fields mean to which.
   *
   * @returns What it answered; `undefined` if an array isn't this backend's.
   */
  call(
    operation: number,
    out: FloatArray,
    a: FloatArray | undefined,
    b: FloatArray | undefined,
    c: FloatArray | undefined,
    rows: number,
    inner: number,
    columns: number,
  ): boolean | undefined {
    if (this.#recording.isOn) {
      this.#recording.add(operation, out, a, b, c, rows, inner, columns, this.numbers);
      return true;
    }
    if (!this.#owns(out) || !(this.#reaches(a) && this.#reaches(b) && this.#reaches(c))) return undefined;
    const start = startOf(this.#desk);
    const { int32 } = this.#machine;
    const at = start / 4;
    int32[at] = operation;
    int32[at + OUT] = startOf(out);
    int32[at + 2] = addressOf(a);
    int32[at + 3] = addressOf(b);
    int32[at + 4] = addressOf(c);
    int32[at + ROWS] = rows;
    int32[at + INNER] = inner;
    int32[at + COLUMNS] = columns;
    this.#writeNumbers(start);
    return this.#run(start, start + INSTRUCTION_BYTES) !== 0;
  }

  /**
   * One run of a computation, as {@link Kernels.compute}.
   *
   * @returns What it answered; `undefined` where the plain loops are to do it.
   */
  compute(
    operation: number,
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
    const { numbers } = this;
    const count = computation.text.scalars?.length ?? 0;
    for (let i = 0; i < count; i++) numbers[i] = scalars[i]!;
    if (this.#recording.isOn) {
      const others = [d, e].filter((array) => array !== undefined);
      this.#recording.add(operation, out, a, b, c, rows, 0, columns, numbers, computation, others);
      return true;
    }
    if (!this.#owns(out) || !(this.#reaches(a) && this.#reaches(b) && this.#reaches(c))) return undefined;
    if (!(this.#reaches(d) && this.#reaches(e))) return undefined;
    if (!this.#isWorthIt(computation, rows * columns)) return undefined;
    const place = this.formulas.placeOf(computation);
    if (place === undefined) return undefined;
    const start = startOf(this.#desk);
    const { int32 } = this.#machine;
    const at = start / 4;
    int32[at] = operation;
    int32[at + OUT] = startOf(out);
    int32[at + 2] = addressOf(a);
    int32[at + 3] = addressOf(b);
    int32[at + 4] = addressOf(c);
    int32[at + ROWS] = rows;
    int32[at + INNER] = place;
    int32[at + COLUMNS] = columns;
    int32[at + OTHERS] = addressOf(d);
    int32[at + OTHERS + 1] = addressOf(e);
    int32[at + FROM] = 0;
    int32[at + TO] = graphFor(computation).isElementwise ? rows * columns : rows;
    this.#writeNumbers(start);
    return this.#run(start, start + INSTRUCTION_BYTES) !== 0;
  }

  /** Few numbers are done sooner by plain loops than a function is compiled, and most trainings record what they do. */
  #isWorthIt(computation: Computation, count: number): boolean {
    if (this.formulas.has(computation)) return true;
    const done = (this.#done.get(computation) ?? 0) + count;
    this.#done.set(computation, done);
    return done >= WORTH_COMPILING;
  }

  #reaches(array: FloatArray | undefined): boolean {
    return array === undefined || this.#owns(array);
  }

  #writeNumbers(start: number): void {
    const { float64 } = this.#machine;
    const at = (start + NUMBERS_OFFSET) / 8;
    for (let i = 0; i < this.numbers.length; i++) float64[at + i] = this.numbers[i]!;
  }
}

function addressOf(array: FloatArray | undefined): number {
  return array === undefined ? 0 : startOf(array);
}
