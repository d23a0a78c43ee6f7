import type { DType, FloatArray } from "../arrays/dtype.js";
import { ThreadError } from "../errors/errors.js";
import { BYTES, CHANGES, FLAGS } from "../wasm/runtime/layout.js";
import type { Engine, Repeat, Run } from "../wasm/runtime/machine.js";
import { Control } from "./control.js";
import {
  COUNT,
  DTYPE,
  DTYPES,
  END,
  FIRST_MODULE,
  MODULES,
  NUMBER_BYTES,
  NUMBERS,
  ROW_BYTES,
  ROWS,
  START,
} from "./job.js";
import { Member } from "./member.js";
import { Modules } from "./modules.js";
import { type Kind, Parallelism } from "./parallelism.js";
import { isRepeatable, isShared, workOf } from "./part.js";
import type { Crew } from "./workers/crew.js";

const ALONE = "What follows runs on this thread alone, with the same bits.";

/**
 * The first member of a pool, the thread that trains: gives jobs to the others, and takes its part. Where
 * other processes have taken the others' cores, it works alone; once the others have ended, or one of them has, it goes on
 * alone for ever.
 */
export class Leader {
  readonly #engine: Engine;
  readonly #control: Control;
  readonly #member: Member;
  readonly #int32: Int32Array;
  readonly #crew: Crew;
  readonly #warn: (message: string) => void;
  readonly #parallelism: Parallelism = new Parallelism();
  #alone: boolean;
  #modules: Modules | undefined;

  constructor(buffer: ArrayBufferLike, engine: Engine, crew: Crew, warn: (message: string) => void) {
    const members = crew.size + 1;
    this.#engine = engine;
    this.#control = new Control(buffer, members, (milliseconds) => crew.hasLost(milliseconds, this.#member.work));
    this.#member = new Member(buffer, engine, this.#control, { member: 0, members });
    this.#int32 = new Int32Array(buffer);
    this.#crew = crew;
    this.#warn = warn;
    this.#alone = members === 1;
  }

  /** How many threads work on a step. */
  get members(): number {
    return this.#alone ? 1 : this.#crew.size + 1;
  }

  /** Ends the other threads. */
  async close(): Promise<void> {
    this.#alone = true;
    await this.#crew.end();
  }

  /** {@link Engine.add}, for the other members as well. */
  add(moduleFor: (shared: boolean) => Uint8Array, allocate: (doubles: number) => FloatArray): number {
    const bytes = moduleFor(true);
    this.#modules ??= new Modules(this.#int32.buffer, allocate);
    // First, as members count what they take: where there is no room, none does.
    this.#modules.add(bytes);
    const place = this.#engine.add(() => bytes);
    this.#control.job[MODULES] = this.#modules.count;
    this.#control.job[FIRST_MODULE] = this.#modules.first;
    return place;
  }

  /** {@link Engine.run}, together with the other members where that pays. */
  run(dtype: DType): Run {
    const alone = this.#engine.run[dtype];
    return (start, end) => {
      const kind = this.#kindOf(start, end);
      if (kind === undefined) return alone(start, end);
      const { together } = this.#parallelism;
      this.#parallelism.start(kind);
      const done = together ? this.#together(dtype, start, end, 0, 0, 0, 0, 1) : alone(start, end);
      this.#parallelism.end(kind, 1);
      if (!together || !this.#control.lost || done === 1) return done;
      if (this.#member.at === start || isRepeatable(this.#int32, start, end)) return alone(start, end);
      throw new ThreadError(
        "A thread of the pool ended in the middle of a computation, whose result is incomplete. Do it again, a training " +
          `from its beginning. ${ALONE}`,
        0,
      );
    };
  }

  /** {@link Engine.repeat}, together with the other members where that pays. */
  repeat(dtype: DType): Repeat {
    const alone = this.#engine.repeat[dtype];
    return (start, end, rows, rowBytes, numbers, numberBytes, count) => {
      const kind = this.#kindOf(start, end);
      if (kind === undefined) return alone(start, end, rows, rowBytes, numbers, numberBytes, count);
      for (let done = 0; done < count; ) {
        const together = this.#parallelism.together && !this.#alone;
        const runs = Math.min(count - done, this.#parallelism.most(kind));
        const [rowsAt, numbersAt] = [rows + done * rowBytes, numbers + done * numberBytes];
        this.#parallelism.start(kind);
        const finished = together
          ? this.#together(dtype, start, end, rowsAt, rowBytes, numbersAt, numberBytes, runs)
          : alone(start, end, rowsAt, rowBytes, numbersAt, numberBytes, runs);
        this.#parallelism.end(kind, runs);
        done += finished;
        if (finished === runs) continue;
        if (together && this.#control.lost && !this.#member.failed && this.#hasChanged(start, end)) {
          throw new ThreadError(
            "A thread of the pool ended in the middle of an update, which was taken back: the network has its parameters " +
              `from before it. Train again to go on from there. ${ALONE}`,
            done,
          );
        }
        return done;
      }
      return count;
    };
  }

  /** Whether the run that a member was lost in can't be begun anew, as it has changed what it had read. */
  #hasChanged(start: number, end: number): boolean {
    const last = Math.min(end, this.#member.at);
    for (let at = start; at < last; at += this.#int32[at / 4 + BYTES]!) {
      if (this.#int32[at / 4 + FLAGS]! & CHANGES) return true;
    }
    return false;
  }

  /** The kind of instructions of which some are divided; `undefined` for those that this thread does alone. */
  #kindOf(start: number, end: number): Kind | undefined {
    if (this.#alone) return undefined;
    for (let at = start; at < end; at += this.#int32[at / 4 + BYTES]!) {
      const work = workOf(this.#int32, at);
      // By its work as well, as kernels that are called one by one stand in the same place. In 31 bits, which no engine puts
      // on the heap.
      if (isShared(work)) return this.#parallelism.kind((Math.imul(work, 31) + start) >> 1);
    }
    return undefined;
  }

  #together(
    dtype: DType,
    start: number,
    end: number,
    rows: number,
    rowBytes: number,
    numbers: number,
    numberBytes: number,
    count: number,
  ): number {
    const { job } = this.#control;
    job[DTYPE] = DTYPES.indexOf(dtype);
    job[START] = start;
    job[END] = end;
    job[ROWS] = rows;
    job[ROW_BYTES] = rowBytes;
    job[NUMBERS] = numbers;
    job[NUMBER_BYTES] = numberBytes;
    job[COUNT] = count;
    this.#control.post();
    const done = this.#member.do();
    if (this.#control.lost && !this.#alone) {
      void this.close();
      this.#warn(`A thread of a pool has ended. ${ALONE}`);
    }
    return done;
  }
}
