/** Where the numbers lie: in the memory's first page, which has no arrays, before the constants of the kernels at 1024. */
const ADDRESS = 512;

/** What each number is. */
const JOBS = 0;
const ARRIVED = 1;
const BARRIERS = 2;
const STOPPED_AT = 3;
const SLEEPERS = 4;
const LOST = 5;
const JOB = 6;

/** How often a thread polls at a barrier before it sleeps: some 20 µs, since most of what is waited for takes less. */
const SPIN_COUNT = 20_000;

/** How long the first member sleeps before it asks whether those that it waits for are still there. */
const SLICE_MILLISECONDS = 20;

/**
 * Where the members of a pool agree on what to do: a few numbers in the memory that they share. The first member is the
 * thread that trains, and gives jobs to the others. All of them run the same program, with a barrier wherever one of them
 * needs what another has done.
 */
export class Control {
  /** What there is to do, as {@link Member} reads it. Only the first member writes it, right before {@link Control.post}. */
  readonly job: Int32Array;
  readonly #words: Int32Array;
  readonly #members: number;
  /** A page's main thread isn't allowed to sleep, and goes on looking. */
  readonly #maySleep: boolean;
  readonly #isLost: ((milliseconds: number) => boolean) | undefined;
  readonly #slice: number;
  #lost = false;
  #jobs = 0;
  #barriers = 0;

  /**
   * @param isLost - Given to the first member alone: whether one that it has waited for so long will never come.
   */
  constructor(buffer: ArrayBufferLike, members: number, isLost?: (milliseconds: number) => boolean) {
    this.#isLost = isLost;
    // The others are ended by the first one.
    this.#slice = isLost === undefined ? Number.POSITIVE_INFINITY : SLICE_MILLISECONDS;
    this.#words = new Int32Array(buffer, ADDRESS, JOB);
    this.job = new Int32Array(buffer, ADDRESS + 4 * JOB, 10);
    this.#members = members;
    this.#maySleep = maySleep(this.#words);
  }

  /** Whether a member was waited for in vain. No member works on a job from then on. */
  get lost(): boolean {
    return this.#lost;
  }

  /** Gives the other members the job. All of them must have reached the last barrier of the one before. */
  post(): void {
    this.#jobs = (this.#jobs + 1) | 0;
    this.#announce(JOBS, this.#jobs);
  }

  /** Waits for the next job. */
  next(): void {
    this.#wait(JOBS, this.#jobs);
    this.#jobs = (this.#jobs + 1) | 0;
  }

  /** Ends the job for all members at the next barrier. */
  stop(): void {
    // The number of a barrier, and not a mark that would have to be taken away again once all have seen it.
    Atomics.store(this.#words, STOPPED_AT, (this.#barriers + 1) | 0);
  }

  /** Waits until all members have reached it. Answers whether the job goes on. */
  barrier(): boolean {
    if (this.#lost) return false;
    const last = this.#barriers;
    this.#barriers = (last + 1) | 0;
    if (Atomics.add(this.#words, ARRIVED, 1) === this.#members - 1) {
      Atomics.store(this.#words, ARRIVED, 0);
      this.#announce(BARRIERS, this.#barriers);
    } else {
      this.#wait(BARRIERS, last);
    }
    return Atomics.load(this.#words, STOPPED_AT) !== this.#barriers && Atomics.load(this.#words, LOST) === 0;
  }

  #announce(word: number, value: number): void {
    Atomics.store(this.#words, word, value);
    // A sleeper is counted before it looks once more, so one that isn't counted yet will see the new value.
    if (Atomics.load(this.#words, SLEEPERS) > 0) Atomics.notify(this.#words, word);
  }

  /** Waits until a number isn't what it was, or a member is lost. */
  #wait(word: number, known: number): void {
    const words = this.#words;
    for (let spin = 0; spin < SPIN_COUNT; spin++) if (Atomics.load(words, word) !== known) return;
    Atomics.add(words, SLEEPERS, 1);
    // Slices are counted, and no clock is read: it goes on while a whole process or machine is stopped.
    for (let slices = 0; Atomics.load(words, word) === known; ) {
      if (!this.#sleep(word, known) || this.#isLost?.(++slices * SLICE_MILLISECONDS) !== true) continue;
      this.#lost = true;
      // One that comes after all is not to touch what is no longer its own.
      Atomics.store(words, LOST, 1);
      break;
    }
    Atomics.sub(words, SLEEPERS, 1);
  }

  /** Sleeps until it is woken, or for a slice. Answers whether that has passed. */
  #sleep(word: number, known: number): boolean {
    if (this.#maySleep) return Atomics.wait(this.#words, word, known, this.#slice) === "timed-out";
    for (const start = Date.now(); Math.abs(Date.now() - start) < this.#slice; ) {
      for (let spin = 0; spin < SPIN_COUNT; spin++) if (Atomics.load(this.#words, word) !== known) return false;
    }
    return true;
  }
}

function maySleep(words: Int32Array): boolean {
  try {
    Atomics.wait(words, ARRIVED, -1, 0);
    return true;
  } catch {
    return false;
  }
}
