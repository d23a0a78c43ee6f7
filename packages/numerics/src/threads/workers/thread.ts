import { nodeModule } from "./node.js";
import type { Start } from "./start.js";
import { type Address, checkThread, type PoolThread, type ThreadSource } from "./thread-source.js";

/** A thread of a browser, as far as it is used here. */
interface WebWorker extends PoolThread {
  addEventListener(event: "message", listener: () => void): void;
  addEventListener(event: "error", listener: (event: { readonly message?: string }) => void): void;
}

/** A thread of Node. */
interface NodeWorker extends PoolThread {
  on(event: "message" | "exit", listener: () => void): void;
  on(event: "error", listener: (error: unknown) => void): void;
  unref(): void;
  readonly performance?: { eventLoopUtilization?(): { readonly idle: number; readonly active: number } };
}

interface NodeThreads {
  readonly Worker: new (script: string | URL, options: { execArgv: readonly string[] }) => NodeWorker;
}

declare const Worker: (new (script: string | URL, options: { type: "module" }) => WebWorker) | undefined;
declare const setTimeout: (task: () => void, milliseconds: number) => unknown;
declare const clearTimeout: (timer: unknown) => void;

/** A script that doesn't answer may be another one than the pool's. A busy machine starts a thread in a second or two. */
const START_MILLISECONDS = 60_000;

/** One thread of a pool, as the thread that trains sees it. */
export class Thread {
  readonly #worker: WebWorker | NodeWorker;
  /** Where its script is, as a message names it. */
  readonly #origin: string;
  /** Whether an event has told that it ended. */
  #ended = false;
  /** Whether the engine tells without an event. */
  #tells = false;

  /** @throws Whatever the engine throws where it has no workers, or refuses this one. */
  constructor(source: ThreadSource | undefined) {
    this.#origin = originOf(source);
    this.#worker = started(source) as WebWorker | NodeWorker;
  }

  /**
   * Waits until it is ready for jobs.
   *
   * @throws Error for a reason why it will never be: with the script's address, and what to do.
   */
  async ready(start: Start): Promise<void> {
    let timer: unknown;
    try {
      await new Promise<void>((resolve, reject) => {
        const worker = this.#worker;
        const end = (reason: string): void => {
          this.#ended = true;
          reject(new Error(this.#failure(reason)));
        };
        if ("on" in worker) {
          worker.on("message", resolve);
          worker.on("error", (error) => end(error instanceof Error ? error.message : String(error)));
          worker.on("exit", () => end("it ended before it was ready"));
        } else {
          worker.addEventListener("message", resolve);
          worker.addEventListener("error", ({ message }) => end(message ?? "it can't be loaded"));
        }
        timer = setTimeout(() => end(`it didn't answer for ${START_MILLISECONDS / 1000} seconds`), START_MILLISECONDS);
        worker.postMessage(start);
      });
    } finally {
      clearTimeout(timer);
    }
    // A process ends when its own work is done.
    if ("on" in this.#worker) this.#worker.unref();
    this.#tells = this.#isActive();
  }

  /** Whether it has ended; `undefined` where only an event would tell, which can't come while its owner waits. */
  hasEnded(): boolean | undefined {
    if (this.#ended) return true;
    return this.#tells ? !this.#isActive() : undefined;
  }

  /** Ends it, and waits until it has ended. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#worker.terminate();
  }

  /** What Node measures of a thread has an idle time below zero, or is nothing at all, once the thread has stopped. */
  #isActive(): boolean {
    const measured = "on" in this.#worker ? this.#worker.performance?.eventLoopUtilization?.() : undefined;
    return measured !== undefined && measured.active > 0 && measured.idle >= 0;
  }

  #failure(reason: string): string {
    return (
      `a thread with ${this.#origin} didn't start: ${reason}. The script is "@nn/core/pool-worker": where a bundler ` +
      "loses it, say where it is, as in workerPool({ thread: address })."
    );
  }
}

function started(source: ThreadSource | undefined): PoolThread {
  if (typeof source === "function") return checkThread(source());
  const address = addressOf(source);
  const threads = nodeModule<NodeThreads>("node:worker_threads");
  if (threads !== undefined) {
    const given = address ?? addressBeside();
    // Flags of this process, such as those of a profiler, are not meant for its threads.
    return new threads.Worker(/^(?:file|data):/.test(given) ? new URL(given) : given, { execArgv: [] });
  }
  if (typeof Worker === "undefined") throw new Error("there are no workers here.");
  if (address !== undefined) return new Worker(address, { type: "module" });
  // Bundlers know this form, and put the script where it will be found.
  return new Worker(new URL("./pool-worker.js", import.meta.url), { type: "module" });
}

function addressOf(source: string | Address | undefined): string | undefined {
  return typeof source === "object" ? source.href : source;
}

function originOf(source: ThreadSource | undefined): string {
  return typeof source === "function"
    ? "the worker that the option thread gave"
    : `the script ${addressOf(source) ?? addressBeside()}`;
}

/** Where the script is unless it is said: not by the form that bundlers know, which would have them ship it twice. */
function addressBeside(): string {
  return String(import.meta.url).replace(/[^/]*$/, "pool-worker.js");
}
