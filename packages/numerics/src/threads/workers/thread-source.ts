import { OptionError } from "../../errors/errors.js";
import { show } from "../../errors/options.js";

/** What a pool needs of a thread that it is given: a `Worker` of a browser, or of Node's `worker_threads`. */
export interface PoolThread {
  /** Sends the thread its first message, which it answers when it is ready. */
  postMessage(message: unknown): void;
  /** Ends the thread. */
  terminate(): unknown;
}

/** An address, as a `URL` has it. */
export interface Address {
  /** The whole address. */
  readonly href: string;
}

/** Where the script of a pool's threads is: its address, as text or as a `URL`; or what starts a thread with it. */
export type ThreadSource = string | Address | (() => PoolThread);

/** @throws OptionError for what is neither an address nor a function. */
export function checkThreadSource(source: ThreadSource | undefined): void {
  if (source === undefined || typeof source === "function") return;
  const address = typeof source === "object" ? source?.href : source;
  if (typeof address === "string" && address !== "") return;
  throw new OptionError(
    'workerPool: thread must be the address of "@nn/core/pool-worker" or a function that starts a Worker with it, ' +
      `but is ${show(source)}.`,
  );
}

/** @throws OptionError for what isn't a thread. */
export function checkThread(thread: PoolThread | undefined): PoolThread {
  if (typeof thread?.postMessage === "function" && typeof thread.terminate === "function") return thread;
  throw new OptionError(`workerPool: thread must be a function that gives a Worker, but it gave ${show(thread)}.`);
}
