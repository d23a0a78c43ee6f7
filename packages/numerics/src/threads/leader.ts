import type { DType, FloatArray } from "../arrays/dtype.js";
import { ThreadError } from "../errors/errors.js";
import { INSTRUCTION_BYTES } from "../wasm/runtime/layout.js";
import type { Engine, Run, Steps } from "../wasm/runtime/machine.js";
import { Control } from "./control.js";
import type { Crew } from "./crew.js";
import { BATCH, COUNT, DTYPE, DTYPES, END, FIRST_MODULE, MODULES, ROWS, START, UPDATE_BYTES, UPDATES } from "./job.js";
import { Member } from "./member.js";
import { Modules } from "./modules.js";
import { isRepeatable, isShared, workOf } from "./part.js";

const ALONE = "What follows runs on this thread alone, with the same bits.";

/**
 * The first member of a pool, the thread that trains: gives jobs to the others, and takes its part. Once the others have
 * ended, or one of them has, it goes on alone.
 */
export class Leader {
  readonly #engine: Engine;
  readonly #control: Control;
  readonly #member: Member;
  readonly #int32: Int32Array;
  readonly #crew: Crew;
  readonly #warn: (message: string) => void;
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
    const { job } = this.#control;
    return (start, end) => {
      if (!this.#pays(start, end)) return alone(start, end);
      job[START] = start;
      job[END] = end;
      job[UPDATES] = end;
      job[UPDATE_BYTES] = 0;
      job[COUNT] = 1;
      this.#control.ahead[0] = 0;
      const done = this.#together(dtype);
      if (!this.#control.lost || done === 1) return done;
      if (this.#member.at === start || isRepeatable(this.#int32, start, end)) return alone(start, end);
      throw new ThreadError(
        "A thread of the pool ended in the middle of a computation, whose result is incomplete. Do it again, a training " +
          `from its beginning. ${ALONE}`,
        0,
      );
    };
  }

  /** {@link Engine.steps}, together with the other members where that pays. */
  steps(dtype: DType): Steps {
    const alone = this.#engine.steps[dtype];
    const { job } = this.#control;
    return (start, end, updates, updateBytes, rows, batch, count, ahead) => {
      if (!this.#pays(start, end) && !this.#pays(updates, updates + updateBytes)) {
        return alone(start, end, updates, updateBytes, rows, batch, count, ahead);
      }
      job[START] = start;
      job[END] = end;
      job[UPDATES] = updates;
      job[UPDATE_BYTES] = updateBytes;
      job[ROWS] = rows;
      job[BATCH] = batch;
      job[COUNT] = count;
      this.#control.ahead[0] = ahead;
      const done = this.#together(dtype);
      // A pass, and the first instruction of an update, which keeps the parameters, are done again from the beginning.
      const changing = updates + INSTRUCTION_BYTES;
      const last = updates + updateBytes;
      const at = this.#member.at;
      if (this.#control.lost && done < count && !this.#member.failed && at > changing && at <= last) {
        throw new ThreadError(
          "A thread of the pool ended in the middle of an update, which was taken back: the network has its parameters " +
            `from before it. Train again to go on from there. ${ALONE}`,
          done,
        );
      }
      return done;
    };
  }

  #pays(start: number, end: number): boolean {
    if (this.#alone) return false;
    for (let at = start; at < end; at += INSTRUCTION_BYTES) if (isShared(workOf(this.#int32, at))) return true;
    return false;
  }

  #together(dtype: DType): number {
    this.#control.job[DTYPE] = DTYPES.indexOf(dtype);
    this.#control.post();
    const done = this.#member.do();
    if (this.#control.lost && !this.#alone) {
      void this.close();
      this.#warn(`A thread of a pool has ended. ${ALONE}`);
    }
    return done;
  }
}
