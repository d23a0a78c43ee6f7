/// <reference lib="esnext.disposable" preserve="true" />
import type { Backend } from "../backend.js";
import { OptionError } from "../errors/errors.js";
import { checkOptions, positiveInteger, show } from "../errors/options.js";
import { type Engine, machineOn, reserveShared, startEngine } from "../wasm/runtime/machine.js";
import { defaultBackend, wasmBackend } from "../wasm/wasm.js";
import { Leader } from "./leader.js";
import { MOST_MEMBERS } from "./member.js";
import { Crew } from "./workers/crew.js";
import { nodeModule } from "./workers/node.js";
import { checkThreadSource, type ThreadSource } from "./workers/thread-source.js";

/** How a {@link workerPool} is to be. */
export interface WorkerPoolOptions {
  /** How many threads work on a step, the one that trains among them; as many as the machine has cores unless given. */
  readonly workers?: number;
  /**
   * Where the threads' script is, `@nn/core/pool-worker`: its address, or a function that starts a thread with it. Beside
   * the code of `@nn/core` unless given, where bundlers for development don't put it.
   */
  readonly thread?: ThreadSource;
  /** Told why there is no pool where there can be none, or that it has lost a thread; `console.warn` unless given. */
  readonly warn?: (message: string) => void;
}

/** A backend with threads of its own. They end with the process, with {@link WorkerPool.close}, or when nothing uses it. */
export interface WorkerPool extends Backend {
  /**
   * Ends the threads, and waits until they have ended. Networks on the pool stay as they are, and go on with the thread
   * that trains alone, with the same bits, even in the middle of a `fit`. Closing again does nothing.
   */
  close(): Promise<void>;
  /** The same, at the end of a block with `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

declare const crossOriginIsolated: boolean | undefined;
declare const console: { warn(message: string): void } | undefined;
declare const navigator: { readonly hardwareConcurrency?: number } | undefined;

/**
 * A backend that divides each step among threads: `worker_threads` in Node, Web Workers in a browser. The threads share
 * one memory. What is divided are the rows or columns of each result and never a sum, so that **the bits are those of one
 * thread**, however many there are. It pays for large layers and batches; steps that are too small to be divided are left to the
 * thread that trains, as without a pool.
 *
 * Make one, and use it for all networks. Where threads can't share memory, as in a page that isn't cross-origin isolated,
 * this runs on one thread as {@link defaultBackend} does, and `warn` is told why. It does so as well, with the same bits,
 * once it is closed or one of its threads has ended; one that ends in the middle of an update, which can't be finished
 * then, is a {@link ThreadError}. A thread that merely takes long is waited for; where the engine doesn't tell one from the
 * other, as in browsers, for a minute and a hundred times as long as its work should take.
 *
 * @throws OptionError for an unknown option, a number of workers that isn't a whole number from 1 to 256, a `thread`
 *   that isn't one, or a `warn` that is no function.
 *
 * @example
 * const backend = await workerPool({ workers: 2 });
 * new Sequential([new Dense(784, 128), new Dense(128, 10)], { backend }).backend.name; // => "wasm, 2 workers"
 * await backend.close();
 * backend.name; // => "wasm, 1 worker"
 */
export async function workerPool(options: WorkerPoolOptions = {}): Promise<WorkerPool> {
  checkOptions("workerPool", options, ["workers", "thread", "warn"]);
  const { thread, warn = (message) => void (typeof console === "object" && console.warn(message)) } = options;
  const { workers = Math.min(cores(), MOST_MEMBERS) } = options;
  positiveInteger("workerPool: workers", workers);
  if (workers > MOST_MEMBERS) {
    throw new OptionError(`workerPool: workers must be at most ${MOST_MEMBERS}, but is ${workers}.`);
  }
  checkThreadSource(thread);
  if (typeof warn !== "function") {
    throw new OptionError(`workerPool: warn must be a function that takes a message, but is ${show(warn)}.`);
  }
  const crew = new Crew();
  try {
    return await start(workers, thread, crew, warn);
  } catch (error) {
    await crew.end();
    if (error instanceof OptionError) throw error;
    warn(`There is no pool of workers, and networks train on one core: ${reasonOf(error)}`);
    return closable(
      defaultBackend(),
      () => defaultBackend().name,
      async () => {},
    );
  }
}

async function start(
  workers: number,
  source: ThreadSource | undefined,
  crew: Crew,
  warn: (message: string) => void,
): Promise<WorkerPool> {
  if (defaultBackend().name !== "wasm") throw new Error("there is no WebAssembly here.");
  if (typeof crossOriginIsolated !== "undefined" && !crossOriginIsolated) throw new Error(NOT_ISOLATED);
  const memory = reserveShared();
  await crew.start(source, memory, workers - 1);
  const engine = startEngine(memory, true, 0);
  const leader = new Leader(memory.buffer, engine, crew, warn);
  const run = { float64: leader.run("float64"), float32: leader.run("float32") };
  const repeat = { float64: leader.repeat("float64"), float32: leader.repeat("float32") };
  const add: Engine["add"] = (moduleFor) =>
    leader.add(moduleFor, (doubles) => machine.memory.allocate("float64", [doubles])[0]!);
  const machine = machineOn(memory, { run, repeat, compile: engine.compile, add }, workers);
  const backend = wasmBackend("wasm", machine);
  endWith(leader, crew);
  return closable(
    backend,
    () => `wasm, ${leader.members} worker${leader.members === 1 ? "" : "s"}`,
    () => leader.close(),
  );
}

let collected: FinalizationRegistry<Crew> | undefined;

/** Ends the threads when nothing can give them a job any more. */
function endWith(leader: Leader, crew: Crew): void {
  if (typeof FinalizationRegistry === "undefined") return;
  collected ??= new FinalizationRegistry((threads) => void threads.end());
  collected.register(leader, crew);
}

function closable(backend: Backend, name: () => string, close: () => Promise<void>): WorkerPool {
  const pool = {
    ...backend,
    mayEndWithin: true,
    get name() {
      return name();
    },
    close,
  };
  // Where the engine has no such symbol, the compilers that translate `await using` bring it with them.
  if (Symbol.asyncDispose !== undefined) Object.defineProperty(pool, Symbol.asyncDispose, { value: close });
  return pool as typeof pool & WorkerPool;
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
