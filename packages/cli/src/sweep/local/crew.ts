import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Complaint } from "../../program/errors/complaint.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Job } from "../result.js";
import type { Sweep } from "../sweep.js";
import { endedTrial } from "../trial.js";
import { type Limits, type Passed, watch } from "./limits.js";
import type { Part, Said } from "./messages.js";

/** How trials are made on this machine. */
export interface CrewOptions {
  readonly processes: number;
  readonly limits: Limits;
  readonly part: Part;
  /** Called when a trial has a result. */
  readonly onMade: (job: Job) => void;
  readonly signal: AbortSignal;
}

/** How often a trial is begun whose process ends without a word. */
const MOST_ATTEMPTS = 3;
const PROGRAM = /* @__PURE__ */ fileURLToPath(/* @__PURE__ */ new URL("./worker-process.js", import.meta.url));

/** A process, and the trial it is at. */
interface Worker {
  readonly process: ChildProcess;
  /** Whether it has read the sweep. */
  isReady: boolean;
  job?: Job;
  passed?: Passed;
  began: number;
  unwatch(): void;
}

/** Processes that make trials. Each makes one at a time; one that is ended by a limit, or ends by itself, is replaced. */
export class Crew {
  readonly #sweep: Sweep;
  readonly #options: CrewOptions;
  readonly #workers = new Set<Worker>();
  readonly #attempts = new Map<string, number>();
  #waiting: Job[] = [];
  #open = 0;
  #lostBeforehand = 0;
  #settle: { resolve(): void; reject(error: unknown): void } | undefined;

  constructor(sweep: Sweep, options: CrewOptions) {
    this.#sweep = sweep;
    this.#options = options;
    options.signal.addEventListener("abort", () => this.#settle?.resolve());
  }

  /**
   * Makes trials, until each has a result or the signal says to stop.
   *
   * @throws Complaint for what isn't a matter of one trial's settings.
   */
  make(jobs: readonly Job[]): Promise<void> {
    this.#waiting = [...jobs];
    this.#open = jobs.length;
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      if (this.#open === 0 || this.#options.signal.aborted) return resolve();
      for (const worker of this.#workers) this.#give(worker);
      while (this.#workers.size < Math.min(this.#options.processes, jobs.length)) this.#begin();
    });
  }

  /** Ends all processes. */
  end(): void {
    this.#settle = undefined;
    for (const { process: child, unwatch } of this.#workers) {
      unwatch();
      child.removeAllListeners();
      child.kill("SIGKILL");
    }
    this.#workers.clear();
  }

  #begin(): void {
    const child = fork(PROGRAM, [JSON.stringify(this.#options.part)], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const worker: Worker = { process: child, isReady: false, began: 0, unwatch: () => {} };
    this.#workers.add(worker);
    child.on("message", (said: Said) => this.#hear(worker, said));
    child.on("exit", () => this.#gone(worker));
    child.on("error", (error) => this.#settle?.reject(error));
  }

  #hear(worker: Worker, said: Said): void {
    worker.unwatch();
    if (said.kind === "wrong") {
      this.#settle?.reject(new Complaint(said.text, said.exitCode));
      return;
    }
    worker.isReady = true;
    this.#lostBeforehand = 0;
    delete worker.job;
    if (said.kind === "made") this.#made(said.job);
    this.#give(worker);
  }

  #give(worker: Worker): void {
    if (!worker.isReady || worker.job !== undefined || this.#options.signal.aborted) return;
    const job = this.#waiting.shift();
    if (job === undefined) return;
    worker.job = job;
    worker.began = performance.now();
    worker.unwatch = watch(worker.process.pid ?? 0, this.#options.limits, (passed) => {
      worker.passed = passed;
      worker.process.kill("SIGKILL");
    });
    worker.process.send(job);
  }

  #made(job: Job): void {
    this.#open--;
    this.#options.onMade(job);
    if (this.#open === 0) this.#settle?.resolve();
  }

  async #gone(worker: Worker): Promise<void> {
    worker.unwatch();
    this.#workers.delete(worker);
    const { job } = worker;
    try {
      if (!worker.isReady && ++this.#lostBeforehand >= MOST_ATTEMPTS) throw notBegun();
      if (job !== undefined) {
        if (await this.#isEnded(job, worker)) this.#made(job);
        else this.#waiting.unshift(job);
      }
      if (this.#waiting.length > 0 && !this.#options.signal.aborted) this.#begin();
    } catch (error) {
      this.#settle?.reject(error);
    }
  }

  /** Whether the trial of a process that is gone has a result: one of its own, or that it was ended. */
  async #isEnded(job: Job, { passed, began }: Worker): Promise<boolean> {
    // It may have kept its result in the moment before.
    if ((await this.#sweep.result(job)) !== undefined) return true;
    const key = `${job.round}:${job.trial}`;
    const attempts = (this.#attempts.get(key) ?? 0) + 1;
    this.#attempts.set(key, attempts);
    if (passed === undefined && attempts < MOST_ATTEMPTS) return false;
    const { ending, error } = passed ?? lost(attempts);
    const seconds = Math.round(performance.now() - began) / 1000;
    await this.#sweep.keep(endedTrial(this.#sweep, job, ending, error, seconds));
    return true;
  }
}

function lost(attempts: number): Passed {
  return {
    ending: "failed",
    error: {
      en: `Its process ended ${attempts} times without a word: the system may have run out of memory.`,
      fr: `Son processus s’est arrêté ${attempts} fois sans un mot${NBSP}: le système manque peut-être de mémoire.`,
    },
  };
}

function notBegun(): Complaint {
  return new Complaint({
    en: "Worker processes end before they have begun: the system may have run out of memory.",
    fr: "Des processus s’arrêtent avant d’avoir commencé\u00a0: le système manque peut-être de mémoire.",
  });
}
