import type { Recorder } from "../../backend.js";
import type { DType, FloatArray } from "../../dtype.js";
import { OPERATION } from "./binary.js";
import { INSTRUCTION_BYTES, type Instruction, NUMBERS_OFFSET } from "./instruction.js";
import type { Machine } from "./machine.js";
import { NotRecordable, standInFor } from "./stand-in.js";

/**
 * What a call of a kernel does, in one number format. It writes an instruction into memory and has it run at once; while
 * a pass is recorded, instructions are only collected; and while recorded ones are renewed, only their numbers are written.
 */
export class Caller {
  readonly #machine: Machine;
  readonly #run: (start: number, end: number) => number;
  /**
   * The numbers p to t of the next call, written here by whoever makes it. Passed as arguments they would be put on the
   * heap wherever the engine doesn't inline a call.
   */
  readonly numbers: Float64Array = new Float64Array(5);
  /** Room for the instruction of a call that runs at once. */
  readonly #desk: FloatArray;
  #recorded: Instruction[] | undefined;
  /** The operations of the instructions to renew, which of them is next, and where the first lies. */
  #renewed: readonly number[] | undefined;
  #next = 0;
  #at = 0;

  constructor(machine: Machine, dtype: DType) {
    this.#machine = machine;
    this.#run = machine.run[dtype];
    this.#desk = machine.memory.allocate("float64", [INSTRUCTION_BYTES / 8])[0]!;
  }

  /**
   * The instructions that a pass is made of.
   *
   * @returns `undefined` for a pass that isn't made of kernels alone.
   */
  record(pass: (recorder: Recorder) => void): Instruction[] | undefined {
    const recorded: Instruction[] = [];
    this.#recorded = recorded;
    this.numbers.fill(0);
    try {
      pass({
        standIn: standInFor,
        gather: (out, values, count, size) => {
          // One memory has arrays of both formats, and copying them converts nothing.
          if (out.BYTES_PER_ELEMENT !== values.BYTES_PER_ELEMENT) throw new NotRecordable();
          this.call(OPERATION.gather, out, values, undefined, undefined, count, 0, size);
        },
      });
      return recorded;
    } catch (error) {
      if (error instanceof NotRecordable) return undefined;
      throw error;
    } finally {
      this.#recorded = undefined;
    }
  }

  /**
   * Writes the numbers of updates' calls into their recorded instructions, which lie at `start` and every `stride` bytes
   * behind it.
   *
   * @param operations - What an update was recorded with.
   * @returns For how many of the `count` steps from the `first` on: fewer where an update doesn't make the same calls, or
   *   throws. That step then has to be run by itself.
   */
  renew(
    operations: readonly number[],
    start: number,
    stride: number,
    update: (step: number) => void,
    first: number,
    count: number,
  ): number {
    let ready = 0;
    this.#renewed = operations;
    try {
      for (; ready < count; ready++) {
        this.#next = 0;
        this.#at = start + ready * stride;
        update(first + ready);
        if (this.#next !== operations.length) break;
      }
    } catch {
      // Whatever it was, it comes again when the step is run by itself.
    } finally {
      this.#renewed = undefined;
    }
    return ready;
  }

  /** Whether an array lies in this backend's memory, where kernels can reach it. */
  #owns(array: FloatArray): boolean {
    return array.buffer === this.#machine.buffer;
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
    if (this.#renewed !== undefined) return this.#renew(operation);
    if (!this.#owns(out) || !(this.#reaches(a) && this.#reaches(b) && this.#reaches(c))) {
      if (this.#recorded !== undefined) throw new NotRecordable();
      return undefined;
    }
    const { numbers } = this;
    if (this.#recorded !== undefined) {
      this.#recorded.push({
        operation,
        out: out.byteOffset,
        a: addressOf(a),
        b: addressOf(b),
        c: addressOf(c),
        rows,
        inner,
        columns,
        // A plain array takes about half the memory of a typed one, and short trainings record again and again.
        numbers: [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!, numbers[4]!],
      });
      // The next one isn't to be told from others by numbers that it doesn't have.
      numbers.fill(0);
      return true;
    }
    const start = this.#desk.byteOffset;
    const { int32 } = this.#machine;
    const at = start / 4;
    int32[at] = operation;
    int32[at + 1] = out.byteOffset;
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

  #renew(operation: number): boolean {
    if (this.#renewed![this.#next] !== operation) throw new NotRecordable();
    this.#writeNumbers(this.#at + this.#next * INSTRUCTION_BYTES);
    this.#next++;
    return true;
  }

  #writeNumbers(start: number): void {
    const { float64 } = this.#machine;
    const at = (start + NUMBERS_OFFSET) / 8;
    for (let i = 0; i < this.numbers.length; i++) float64[at + i] = this.numbers[i]!;
  }
}

function addressOf(array: FloatArray | undefined): number {
  return array === undefined ? 0 : array.byteOffset;
}
