import type { Backend } from "../backend.js";
import { OptionError } from "../errors.js";
import { checkOptions, positiveInteger } from "../options.js";
import { Member, MOST_MEMBERS } from "./pool/member.js";
import { nodeModule } from "./pool/node.js";
import { startThread, type Thread } from "./pool/threads.js";
import { machineOn, reserveShared, startEngine } from "./wasm/machine.js";
import { defaultBackend, wasmBackend } from "./wasm.js";

/** How a {@link workerPool} is to be. */
export interface WorkerPoolOptions {
  /** How many threads work on a step, the one that trains among them; as many as the machine has cores unless given. */
  readonly workers?: number;
  /** Told why there is no pool where there can be none; `console.warn` unless given. */
  readonly warn?: (message: string) => void;
}

declare const crossOriginIsolated: boolean | undefined;
declare const console: { warn(message: string): void };
declare const navigator: { readonly hardwareConcurrency?: number } | undefined;

/**
 * A backend that divides each step among threads: `worker_threads` in Node, Web Workers in a browser. The threads share
 * one memory. What is divided are the rows or columns of each result and never a sum, so that **the bits are those of one
 * thread**, however many there are. It pays for large layers and batches; steps that are too small to be divided are left to the
 * thread that trains, as without a pool.
 *
 * Make one, and use it for all networks. Where threads can't share memory, as in a page that isn't cross-origin isolated,
 * this is {@link defaultBackend}, and `warn` is told why.
 *
 * @throws OptionError for an unknown option, or a number of workers that isn't a whole number from 1 to 256.
 *
 * @example
 * const backend = await workerPool({ workers: 2 });
 * new Sequential([new Dense(784, 128), new Dense(128, 10)], { backend }).backend.name; // => "wasm, 2 workers"
 */
export async function workerPool(options: WorkerPoolOptions = {}): Promise<Backend> {
  checkOptions("workerPool", options, ["workers", "warn"]);
  const { warn = (message) => console.warn(message) } = options;
  const workers = positiveInteger("workerPool: workers", options.workers ?? Math.min(cores(), MOST_MEMBERS));
  if (workers > MOST_MEMBERS) {
    throw new OptionError(`workerPool: workers must be at most ${MOST_MEMBERS}, but is ${workers}.`);
  }
  const threads: Thread[] = [];
  try {
    return await start(workers, threads);
  } catch (error) {
    for (const thread of threads) thread.terminate();
    warn(`There is no pool of workers, and networks train on one core: ${reasonOf(error)}`);
    return defaultBackend();
  }
}

async function start(workers: number, threads: Thread[]): Promise<Backend> {
  if (defaultBackend().name !== "wasm") throw new Error("there is no WebAssembly here.");
  if (typeof crossOriginIsolated !== "undefined" && !crossOriginIsolated) throw new Error(NOT_ISOLATED);
  const memory = reserveShared();
  const starting = Array.from({ length: workers - 1 }, async (_, i) => {
    threads.push(await startThread({ memory, member: i + 1, members: workers }));
  });
  // Those that did start have to be known before one that didn't ends it all.
  await Promise.allSettled(starting);
  await Promise.all(starting);
  const engine = startEngine(memory, true, 0);
  const member = new Member(memory.buffer, engine, { member: 0, members: workers });
  const run = { float64: member.run("float64"), float32: member.run("float32") };
  const steps = { float64: member.steps("float64"), float32: member.steps("float32") };
  return wasmBackend(
    workers === 1 ? "wasm, 1 worker" : `wasm, ${workers} workers`,
    machineOn(memory, { run, steps, compile: engine.compile }, workers, true),
  );
}

const NOT_ISOLATED =
  "this page may not share memory with them. " +
  'Serve it with the headers "Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp".';

function cores(): number {
  const os = nodeModule<{ availableParallelism(): number }>("node:os");
  if (os !== undefined) return os.availableParallelism();
  return (typeof navigator === "object" && navigator.hardwareConcurrency) || 1;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
