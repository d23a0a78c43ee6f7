/** A window of jobs takes so long, in milliseconds: some turns of a scheduler, as a single one tells little. */
const WINDOW = 25;
/** It has so many jobs at least, however long they take. */
const FEWEST_JOBS = 4;
/** How many windows lie between two trials: twice as many with each trial that changes nothing. */
const SHORTEST_PAUSE = 4;
const LONGEST_PAUSE = 128;
/**
 * One thread is better if it takes less than so much of the time of all of them. Where that is about the same, a system
 * that shares its cores fairly gives more of them to several threads.
 */
const BETTER_ALONE = 0.9;
/** How much of what is known of a kind of job a window replaces. */
const SMOOTHING = 0.25;
/** Of short jobs one in so many milliseconds is timed, */
const BETWEEN_TIMINGS = 1;
/** and one in so many at least. */
const MOST_UNTIMED = 64;
/** So many kinds are known at most. A training has a few dozen; of the networks of a search there is no end. */
const MOST_KINDS = 256;

/** What is known of one kind of job. */
export interface Kind {
  /** How many milliseconds one takes, on all threads and on one; 0 where that isn't known. */
  together: number;
  alone: number;
  /** How many there were in this window, and how long they took. */
  jobs: number;
  spent: number;
  /** How many calls there are until one is timed, and how many it stands for. */
  untilTimed: number;
  weight: number;
}

/** For one of the two ways of working: how many windows it is kept before a trial of the other, and has been. */
interface Stay {
  pause: number;
  left: number;
  windows: number;
}

declare const performance: { now(): number } | undefined;

/**
 * Whether the threads of a pool work together, or the first one alone: whichever takes less time. Where other processes
 * compute, threads wait at barriers for one that has no core, and one thread alone may be several times as fast.
 *
 * Now and then, and at once where jobs have become slower than they were the other way, a window of jobs is done the other
 * way, as a trial, and compared with what the same kinds of jobs took before. Jobs give the same bits either way, so the
 * clock shows in nothing but time.
 */
export class Parallelism {
  readonly #clock: () => number;
  readonly #byNumber: Map<number, Kind> = new Map();
  /** The same, to be gone through without an iterator. */
  readonly #kinds: Kind[] = [];
  #together = true;
  #isTrial = false;
  #startedAt = 0;
  #jobs = 0;
  #spent = 0;
  /** Of the way that is kept, and of the other one. */
  #stay: Stay = newStay();
  #other: Stay = newStay();

  /** @param clock - What time it is, in milliseconds. */
  constructor(clock: () => number = typeof performance === "undefined" ? Date.now : () => performance!.now()) {
    this.#clock = clock;
  }

  /** Whether the next job is for all threads. */
  get together(): boolean {
    return this.#together;
  }

  /** What is known of the jobs with this number. */
  kind(number: number): Kind {
    return this.#byNumber.get(number) ?? this.#add(number);
  }

  /** How many jobs of a kind are to be done with one call at most, so that windows end. */
  most(kind: Kind): number {
    const time = this.#together ? kind.together : kind.alone;
    return time === 0 ? 1 : Math.max(1, Math.floor(WINDOW / time));
  }

  /** To be called right before some jobs. */
  start(kind: Kind): void {
    if (--kind.untilTimed <= 0) this.#startedAt = this.#clock();
  }

  /** To be called right after them. */
  end(kind: Kind, jobs: number): void {
    if (kind.untilTimed > 0) return;
    const { weight } = kind;
    const spent = Math.max(0, this.#clock() - this.#startedAt);
    kind.jobs += jobs * weight;
    kind.spent += spent * weight;
    this.#jobs += jobs * weight;
    this.#spent += spent * weight;
    // Where a clock ticks so seldom that it shows nothing, only all jobs taken together have a time.
    const fitting = spent === 0 ? 1 : Math.floor(BETWEEN_TIMINGS / spent);
    kind.weight = Math.max(1, Math.min(fitting, 2 * weight, MOST_UNTIMED));
    kind.untilTimed = kind.weight;
    if (this.#spent >= WINDOW && this.#jobs >= FEWEST_JOBS) this.#endWindow();
  }

  #add(number: number): Kind {
    if (this.#kinds.length === MOST_KINDS) {
      this.#byNumber.clear();
      this.#kinds.length = 0;
    }
    const kind = { together: 0, alone: 0, jobs: 0, spent: 0, untilTimed: 1, weight: 1 };
    this.#byNumber.set(number, kind);
    this.#kinds.push(kind);
    return kind;
  }

  #endWindow(): void {
    let comparable = 0;
    // What the window's jobs take, as far as both are known.
    let together = 0;
    let alone = 0;
    for (let i = 0; i < this.#kinds.length; i++) {
      const kind = this.#kinds[i]!;
      if (kind.jobs === 0) continue;
      this.#learn(kind);
      if (kind.together > 0 && kind.alone > 0) {
        comparable += kind.spent;
        together += kind.jobs * kind.together;
        alone += kind.jobs * kind.alone;
      }
      kind.jobs = 0;
      kind.spent = 0;
    }
    const isKnown = comparable > this.#spent / 2;
    this.#jobs = 0;
    this.#spent = 0;
    const isAloneBetter = alone < BETTER_ALONE * together;
    const isBetter = this.#together !== isAloneBetter;
    if (this.#isTrial) this.#endTrial(isKnown && isBetter);
    else this.#goOn(isKnown, isBetter);
  }

  /** Adds a window to what is known of a kind. */
  #learn(kind: Kind): void {
    const known = this.#together ? kind.together : kind.alone;
    const time = kind.spent / kind.jobs;
    // A trial is to find out how it is now, whatever it was before.
    const learned = known === 0 || this.#isTrial ? time : known + SMOOTHING * (time - known);
    if (this.#together) kind.together = learned;
    else kind.alone = learned;
  }

  #endTrial(isWon: boolean): void {
    const stay = this.#stay;
    this.#isTrial = false;
    if (isWon) {
      // The machine has changed after a long time, and may soon change back.
      if (stay.windows >= LONGEST_PAUSE) this.#other.pause = SHORTEST_PAUSE;
      this.#stay = this.#other;
      this.#other = stay;
      this.#stay.windows = 0;
    } else {
      this.#together = !this.#together;
      stay.pause = Math.min(2 * stay.pause, LONGEST_PAUSE);
    }
    this.#stay.left = this.#stay.pause;
  }

  #goOn(isKnown: boolean, isBetter: boolean): void {
    const stay = this.#stay;
    stay.windows++;
    // New kinds of jobs have never been done the other way.
    if (!isKnown) stay.left = Math.min(stay.left, SHORTEST_PAUSE);
    stay.left--;
    if (stay.left > 0 && (!isKnown || isBetter)) return;
    this.#isTrial = true;
    this.#together = !this.#together;
  }
}

function newStay(): Stay {
  return { pause: SHORTEST_PAUSE, left: SHORTEST_PAUSE, windows: 0 };
}
