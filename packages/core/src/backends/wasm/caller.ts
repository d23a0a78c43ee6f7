import type { Recorder } from "../../backend.js";
import type { DType, FloatArray } from "../../dtype.js";
import { bufferOf, startOf } from "../held.js";
import { INSTRUCTION_BYTES, type Instruction, NUMBERS_OFFSET } from "./instruction.js";
import type { Machine } from "./machine.js";
import { Recording } from "./recording.js";

/**
 * What a call of a kernel does, in one number format. It writes an instruction into memory and has it run at once; while
 * a pass is recorded, instructions are only collected.
 */
export class Caller {
  readonly #machine: Machine;
  readonly #run: (start: number, end: number) => number;
  /**
   * The numbers p to t of the next call, written here by its caller. Passed as arguments they would be put on the
   * heap wherever the engine doesn't inline a call.
   */
  readonly numbers: Float64Array = new Float64Array(5);
  /** Room for the instruction of a call that runs at once. */
  readonly #desk: FloatArray;
  readonly #recording: Recording;

  constructor(machine: Machine, dtype: DType) {
    this.#machine = machine;
    this.#run = machine.run[dtype];
    this.#recording = new Recording(machine.buffer);
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
    int32[at + 1] = startOf(out);
    int32[at + 2] = addressOf(a);
    int32[at + 3] = addressOf(b);
    int32[at + 4] = addressOf(c);
    int32[at + 5] = rows;
    int32[at + 6] = inner;
    int32[at + 7] = columns;
    this.#writeNumbers(start);
    return this.#run(start, start + INSTRUCTION_BYTES) !== 0;
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
