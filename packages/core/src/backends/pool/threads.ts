import { nodeModule } from "./node.js";
import type { Start } from "./pool-worker.js";

/** A thread of a browser, as far as it is used here. */
interface WebWorker {
  onmessage: (() => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: Start): void;
  terminate(): void;
}

/** A thread of Node. */
interface NodeWorker {
  on(event: "message", listener: () => void): void;
  on(event: "error", listener: (error: Error) => void): void;
  postMessage(message: Start): void;
  terminate(): void;
  unref(): void;
}

interface NodeThreads {
  readonly Worker: new (script: URL, options: { execArgv: readonly string[] }) => NodeWorker;
}

declare const Worker: (new (script: URL, options: { type: "module" }) => WebWorker) | undefined;

/** A thread that may be ended. */
export interface Thread {
  terminate(): void;
}

/**
 * Starts a thread, and waits until it is ready for jobs.
 *
 * @throws Error for a reason why there can be none.
 */
export function startThread(start: Start): Promise<Thread> {
  const threads = nodeModule<NodeThreads>("node:worker_threads");
  return threads ? inNode(threads, start) : inBrowser(start);
}

function inNode({ Worker }: NodeThreads, start: Start): Promise<Thread> {
  return new Promise((resolve, reject) => {
    // Flags of this process, such as those of a profiler, are not meant for its threads.
    const thread = new Worker(new URL("./pool-worker.js", import.meta.url), { execArgv: [] });
    thread.on("message", () => {
      // A process ends when its own work is done.
      thread.unref();
      resolve(thread);
    });
    thread.on("error", reject);
    thread.postMessage(start);
  });
}

function inBrowser(start: Start): Promise<Thread> {
  if (typeof Worker === "undefined") return Promise.reject(new Error("there are no workers here"));
  return new Promise((resolve, reject) => {
    // Bundlers know this form, and put the script where it will be found.
    const thread = new Worker!(new URL("./pool-worker.js", import.meta.url), { type: "module" });
    thread.onmessage = () => resolve(thread);
    thread.onerror = ({ message = "its script can't be loaded" }) => reject(new Error(message));
    thread.postMessage(start);
  });
}
