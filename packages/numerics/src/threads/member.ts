import type { DType } from "../arrays/dtype.js";
import { BYTES, MOST_BYTES } from "../wasm/runtime/layout.js";
import type { Engine, Run } from "../wasm/runtime/machine.js";
import type { Control } from "./control.js";
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
import { ModuleReader } from "./modules.js";
import { isShared, workOf, writePart } from "./part.js";

/** Where a member writes its part of an instruction: in the memory's first page, behind the constants of the kernels. */
const DESKS = 2048;
/** So many have a desk there. */
export const MOST_MEMBERS = 256;

const SIZES = { float64: 8, float32: 4 } as const satisfies Record<DType, number>;

/** Who a member of a pool is: they are counted from 0, and the first one is the thread that trains. */
export interface Place {
  readonly member: number;
  readonly members: number;
}

/** One thread of a pool: an engine of its own on the memory that all share. */
export class Member {
  readonly #engine: Engine;
  readonly #control: Control;
  readonly #int32: Int32Array;
  readonly #place: Place;
  readonly #desk: number;
  /** The address of the instruction that comes next. */
  #at = 0;
  /** Whether a part of this member's last instruction may still be unfinished elsewhere. */
  #apart = false;
  /** How much work that is. */
  #work = 0;
  /** Whether something answered false. The others learn it at the next barrier. */
  #failed = false;

  constructor(buffer: ArrayBufferLike, engine: Engine, control: Control, place: Place) {
    this.#engine = engine;
    this.#control = control;
    this.#int32 = new Int32Array(buffer);
    this.#place = place;
    this.#desk = DESKS + place.member * MOST_BYTES;
  }

  /** Where a job ended that another member was lost in: at the first instruction that nothing was done of. */
  get at(): number {
    return this.#at;
  }

  /** Whether a kernel has ended the job. */
  get failed(): boolean {
    return this.#failed;
  }

  /** How many operations the others may have to do until the next barrier. */
  get work(): number {
    return this.#apart ? this.#work : 0;
  }

  /** Does the jobs that the first member gives, for ever. */
  serve(): never {
    const { job } = this.#control;
    const modules = new ModuleReader(this.#int32.buffer);
    for (;;) {
      this.#control.next();
      modules.read(job[MODULES]!, job[FIRST_MODULE]!, (bytes) => void this.#engine.add(() => bytes));
      this.do();
    }
  }

  /** This member's parts of all runs of the job. Answers how many were finished. */
  do(): number {
    const { job } = this.#control;
    const dtype = DTYPES[job[DTYPE]!]!;
    const count = job[COUNT]!;
    // Nothing is begun before a barrier that all reach, so that a job that one of them is missing from can be done without
    // them.
    this.#apart = true;
    this.#work = 0;
    this.#failed = false;
    let done = 0;
    for (; done < count; done++) {
      this.#engine.useRun(job[ROWS]! + done * job[ROW_BYTES]!, job[NUMBERS]! + done * job[NUMBER_BYTES]!);
      const finished =
        this.#share(dtype, job[START]!, job[END]!) &&
        // Where one is missing that had nothing left to do, the run is finished all the same.
        (this.#control.barrier() || (this.#control.lost && !this.#apart && !this.#failed));
      if (!finished) break;
      this.#apart = false;
    }
    return done;
  }

  /** This member's part of some instructions. Answers false where the job ends. */
  #share(dtype: DType, start: number, end: number): boolean {
    const run = this.#engine.run[dtype];
    const { member, members } = this.#place;
    this.#at = start;
    while (this.#at < end) {
      const at = this.#at;
      const work = workOf(this.#int32, at);
      const shared = isShared(work);
      if ((shared || this.#apart) && !this.#control.barrier()) return false;
      this.#apart = shared;
      this.#work = work;
      this.#at = shared ? at + this.#int32[at / 4 + BYTES]! : this.#nextShared(at, end);
      if (this.#failed) {
        // What comes now isn't worth doing.
      } else if (shared) {
        if (writePart(this.#int32, at, this.#desk, SIZES[dtype], member, members)) {
          this.#run(run, this.#desk, this.#desk + this.#int32[at / 4 + BYTES]!);
        }
      } else if (member === 0) {
        this.#run(run, at, this.#at);
      }
    }
    return true;
  }

  /** Where the instructions end that only the first member does. */
  #nextShared(start: number, end: number): number {
    let at = start;
    while (at < end && !isShared(workOf(this.#int32, at))) at += this.#int32[at / 4 + BYTES]!;
    return at;
  }

  #run(run: Run, start: number, end: number): void {
    if (run(start, end) !== 0) return;
    this.#failed = true;
    this.#control.stop();
  }
}
