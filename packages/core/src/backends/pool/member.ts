import type { DType } from "../../dtype.js";
import { INSTRUCTION_BYTES } from "../wasm/instruction.js";
import type { Engine, Run, Steps } from "../wasm/machine.js";
import { Control } from "./control.js";
import { isShared, writePart } from "./part.js";

/** Where a member writes its part of an instruction: in the memory's first page, which has no arrays. */
const DESKS = 2048;
const DESK_BYTES = 128;
/** So many have a desk there. */
export const MOST_MEMBERS = 256;

/** The numbers of a job; see assembly/run.ts for what they mean. */
const [DTYPE, START, END, UPDATES, UPDATE_BYTES, UPDATE_STRIDE, ROWS, BATCH, COUNT] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
] as const;

const DTYPES = ["float64", "float32"] as const satisfies readonly DType[];
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
  /** Whether a part of this member's last instruction may still be unfinished elsewhere. */
  #apart = false;
  /** Whether something answered false. The others hear of it at the next meeting. */
  #failed = false;

  constructor(buffer: ArrayBufferLike, engine: Engine, place: Place) {
    this.#engine = engine;
    this.#control = new Control(buffer, place.members);
    this.#int32 = new Int32Array(buffer);
    this.#place = place;
    this.#desk = DESKS + place.member * DESK_BYTES;
  }

  /** Does the jobs that the first member gives, for ever. */
  serve(): never {
    for (;;) {
      this.#control.next();
      this.#work();
    }
  }

  /** {@link Engine.run}, together with the other members where that pays. */
  run(dtype: DType): Run {
    const alone = this.#engine.run[dtype];
    const { job } = this.#control;
    return (start, end) => {
      if (!this.#pays(start, end)) return alone(start, end);
      job[START] = start;
      job[END] = end;
      job[UPDATES] = end;
      job[UPDATE_BYTES] = 0;
      job[UPDATE_STRIDE] = 0;
      job[COUNT] = 1;
      this.#control.ahead[0] = 0;
      return this.#together(dtype);
    };
  }

  /** {@link Engine.steps}, together with the other members where that pays. */
  steps(dtype: DType): Steps {
    const alone = this.#engine.steps[dtype];
    const { job } = this.#control;
    return (start, end, updates, updateBytes, updateStride, rows, batch, count, ahead) => {
      if (!this.#pays(start, end) && !this.#pays(updates, updates + updateBytes)) {
        return alone(start, end, updates, updateBytes, updateStride, rows, batch, count, ahead);
      }
      job[START] = start;
      job[END] = end;
      job[UPDATES] = updates;
      job[UPDATE_BYTES] = updateBytes;
      job[UPDATE_STRIDE] = updateStride;
      job[ROWS] = rows;
      job[BATCH] = batch;
      job[COUNT] = count;
      this.#control.ahead[0] = ahead;
      return this.#together(dtype);
    };
  }

  #pays(start: number, end: number): boolean {
    for (let at = start; at < end; at += INSTRUCTION_BYTES) if (isShared(this.#int32, at)) return true;
    return false;
  }

  #together(dtype: DType): number {
    this.#control.job[DTYPE] = DTYPES.indexOf(dtype);
    this.#control.post();
    return this.#work();
  }

  /** This member's parts of all steps of the job. Answers how many steps were finished. */
  #work(): number {
    const { job } = this.#control;
    const dtype = DTYPES[job[DTYPE]!]!;
    const count = job[COUNT]!;
    const stride = job[UPDATE_STRIDE]!;
    this.#apart = false;
    this.#failed = false;
    let done = 0;
    for (; done < count; done++) {
      const ahead = stride === 0 ? this.#control.ahead[0]! + done : 0;
      this.#engine.useStep(job[ROWS]! + done * job[BATCH]! * 4, ahead);
      const updates = job[UPDATES]! + done * stride;
      const finished =
        this.#share(dtype, job[START]!, job[END]!) &&
        this.#share(dtype, updates, updates + job[UPDATE_BYTES]!) &&
        this.#control.meet();
      if (!finished) break;
      this.#apart = false;
    }
    // What runs next may be no step at all.
    this.#engine.useStep(0, 0);
    return done;
  }

  /** This member's part of some instructions. Answers false where the job ends. */
  #share(dtype: DType, start: number, end: number): boolean {
    const run = this.#engine.run[dtype];
    const { member, members } = this.#place;
    for (let at = start; at < end; ) {
      const shared = isShared(this.#int32, at);
      if ((shared || this.#apart) && !this.#control.meet()) return false;
      this.#apart = shared;
      const next = shared ? at + INSTRUCTION_BYTES : this.#nextShared(at, end);
      if (this.#failed) {
        // What comes now isn't worth doing.
      } else if (shared) {
        if (writePart(this.#int32, at, this.#desk, SIZES[dtype], member, members))
          this.#do(run, this.#desk, this.#desk + INSTRUCTION_BYTES);
      } else if (member === 0) {
        this.#do(run, at, next);
      }
      at = next;
    }
    return true;
  }

  /** Where the instructions end that only the first member does. */
  #nextShared(start: number, end: number): number {
    let at = start;
    while (at < end && !isShared(this.#int32, at)) at += INSTRUCTION_BYTES;
    return at;
  }

  #do(run: Run, start: number, end: number): void {
    if (run(start, end) !== 0) return;
    this.#failed = true;
    this.#control.stop();
  }
}
