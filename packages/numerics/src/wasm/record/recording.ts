import type { FloatArray } from "../../arrays/dtype.js";
import type { Recorder } from "../../backend.js";
import type { Computation } from "../../expressions/computation.js";
import { OPERATION } from "../runtime/binary.js";
import type { Instruction } from "./instruction.js";
import { StandIns } from "./stand-in.js";

/** Thrown where a pass that is being recorded does something else than call kernels. It never leaves the backend. */
class NotRecordable extends Error {}

const NONE: readonly number[] = [];

/** Records passes, one after another: the kernels that each calls. */
export class Recording {
  /** Whether a pass is being recorded. */
  isOn = false;
  #instructions: Instruction[] = [];
  readonly #buffer: ArrayBufferLike;
  readonly #standIns: StandIns = new StandIns(() => this.#end());
  /** What ended it may be caught on its way. */
  #ended = false;

  /** @param buffer - The memory that kernels reach. */
  constructor(buffer: ArrayBufferLike) {
    this.#buffer = buffer;
  }

  /**
   * Runs a pass with stand-ins for its arrays. Whatever it throws comes again when it is run by itself.
   *
   * @returns `undefined` for a pass that isn't made of kernels alone.
   */
  of(pass: (recorder: Recorder) => void): Instruction[] | undefined {
    this.#instructions = [];
    this.#ended = false;
    this.isOn = true;
    try {
      pass({
        standIn: this.#standIns.of,
        gather: (out, values, count, size) => {
          // One memory has arrays of both formats, and copying them converts nothing.
          if (out.BYTES_PER_ELEMENT !== values.BYTES_PER_ELEMENT) this.#end();
          const [to, from] = [this.#address(out), this.#address(values)];
          this.#instructions.push({
            operation: OPERATION.gather,
            out: to,
            a: from,
            b: 0,
            c: 0,
            rows: count,
            inner: 0,
            columns: size,
            others: NONE,
            numbers: NONE,
            computation: undefined,
          });
        },
      });
    } catch {
      return undefined;
    } finally {
      this.isOn = false;
    }
    return this.#ended ? undefined : this.#instructions;
  }

  /** Adds a call of a kernel. */
  add(
    operation: number,
    out: FloatArray,
    a: FloatArray | undefined,
    b: FloatArray | undefined,
    c: FloatArray | undefined,
    rows: number,
    inner: number,
    columns: number,
    numbers: Float64Array,
    computation?: Computation,
    others: readonly FloatArray[] = [],
  ): void {
    this.#instructions.push({
      operation,
      out: this.#addressOf(out),
      a: this.#addressOf(a),
      b: this.#addressOf(b),
      c: this.#addressOf(c),
      rows,
      inner,
      columns,
      // A plain array takes about half the memory of a typed one, and short trainings record again and again.
      numbers: Array.from(
        computation === undefined ? numbers.subarray(0, 1) : numbers.subarray(0, computation.text.scalars?.length ?? 0),
      ),
      others: others.map((array) => this.#addressOf(array)),
      computation,
    });
    // The next one isn't to be told from others by numbers that it doesn't have.
    numbers.fill(0);
  }

  #addressOf(array: FloatArray | undefined): number {
    if (array === undefined) return 0;
    // A pass is given stand-ins: an array that is none belongs to another pass, which was run within this one.
    return this.#address(this.#standIns.arrayOf(array) ?? this.#end());
  }

  #address(array: FloatArray): number {
    return array.buffer === this.#buffer ? array.byteOffset : this.#end();
  }

  #end(): never {
    this.#ended = true;
    throw new NotRecordable();
  }
}
