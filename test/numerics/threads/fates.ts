import { Worker } from "node:worker_threads";
import { workerPool } from "@nn/core";
import type { PoolThread } from "@nn/core/backend";

/** What happens to a thread, right before it runs instructions for the time `at`; or that these times are counted. */
export interface Fate {
  readonly fate:
    | "counted"
    | "exit"
    | "error"
    | "outOfMemory"
    | "wait"
    | "sleep"
    | "silence"
    | "early exit"
    | "early error";
  readonly at?: number;
  /** What a thread waits at: it goes on when it is another number than 0. And where it counts. */
  readonly latch?: Int32Array;
}

export const script: string = import.meta.resolve("@nn/core/pool-worker");

/** A thread of a pool as it is. */
export const healthy = (): Worker => new Worker(new URL(script), { execArgv: [] });

/** A thread that something happens to. */
export function fated(fate: Fate): Worker {
  const latch = new Int32Array(new SharedArrayBuffer(4));
  return new Worker(new URL("fate.mjs", import.meta.url), {
    execArgv: [],
    workerData: { latch, ...fate },
    ...(fate.fate === "outOfMemory" && { resourceLimits: { maxOldGenerationSizeMb: 12 } }),
  });
}

/** The same thread as an engine has it that doesn't tell whether it has ended. */
export function untold(worker: Worker): PoolThread {
  return {
    on: worker.on.bind(worker),
    unref: () => worker.unref(),
    postMessage: (message: unknown) => worker.postMessage(message),
    terminate: () => worker.terminate(),
  } as PoolThread;
}

/** A pool of these threads, what it warned of, and a promise for the end of each thread. */
export async function poolOf(...threads: readonly (Worker | PoolThread)[]) {
  const warnings: string[] = [];
  const made = [...threads];
  const pool = await workerPool({
    workers: threads.length + 1,
    thread: () => made.shift()!,
    warn: (message) => warnings.push(message),
  });
  return { pool, warnings };
}

/** When a thread has ended. */
export const endOf = (worker: Worker): Promise<void> => new Promise((resolve) => worker.on("exit", () => resolve()));
