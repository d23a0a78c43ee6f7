// A thread of a pool that something happens to, right before it runs some instructions for the n-th time.
import { setTimeout } from "node:timers/promises";
import { workerData } from "node:worker_threads";

const { at, fate, latch } = workerData;
let calls = 0;

const fates = {
  exit: () => process.exit(0),
  error: () => {
    throw new Error("on purpose");
  },
  outOfMemory: () => {
    for (const hoard = []; ; ) hoard.push(new Array(1000).fill(hoard.length));
  },
  /** Waits until the test lets it go on. */
  wait: () => Atomics.wait(latch, 0, 0),
  sleep: () => Atomics.wait(latch, 0, 0, 700),
};

if (fate === "silence") await setTimeout(2 ** 31 - 1);
if (fate === "early exit") process.exit(0);
if (fate === "early error") throw new Error("on purpose");

const { Instance } = WebAssembly;
WebAssembly.Instance = class {
  constructor(module, imports) {
    const { exports } = new Instance(module, imports);
    const fated = (run) => (start, end) => {
      if (fate === "counted") Atomics.add(latch, 0, 1);
      else if (++calls === at) fates[fate]();
      return run(start, end);
    };
    this.exports = { ...exports, run32: fated(exports.run32), run64: fated(exports.run64) };
  }
};
await import("@nn/core/pool-worker");
