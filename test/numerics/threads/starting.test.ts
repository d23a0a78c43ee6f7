import { OptionError, workerPool } from "@nn/core";
import type { PoolThread } from "@nn/core/backend";
import type { WorkerPoolOptions } from "@nn/core/types";
import { afterEach, describe, expect, test, vi } from "vitest";
import { endOf, fated, healthy, script } from "./fates.js";

afterEach(() => {
  vi.useRealTimers();
});

const REMEDY =
  'The script is "@nn/core/pool-worker": where a bundler loses it, say where it is, as in ' +
  "workerPool({ thread: address }).";
const because = (reason: string): string =>
  `There is no pool of workers, and networks train on one core: a thread with ${reason}. ${REMEDY}`;

/** What a pool of two workers is called, and what it warned of. */
async function start(options: WorkerPoolOptions): Promise<string[]> {
  const warnings: string[] = [];
  const pool = await workerPool({ workers: 2, warn: (message) => warnings.push(message), ...options });
  return [pool.name, ...warnings];
}

describe("the threads' script is found", () => {
  test.each([
    ["by its address", script],
    ["by its URL", new URL(script)],
    ["by its path", new URL(script).pathname],
    ["by what starts a thread with it", healthy],
    ["in a script of one's own", `data:text/javascript,import ${JSON.stringify(script)};`],
  ])("%s", async (_, thread) => {
    expect(await start({ thread })).toEqual(["wasm, 2 workers"]);
  });
});

describe("a thread that doesn't start leaves networks on one core, and a message says which one, why, and what to do:", () => {
  const address = new URL("missing.js", import.meta.url).href;
  const given = "the worker that the option thread gave didn't start";

  test("no script at its address", async () => {
    const [name, warning] = await start({ thread: address });
    expect(name).toBe("wasm");
    expect(warning).toMatch(`a thread with the script ${address} didn't start: Cannot find module`);
    expect(warning).toContain(REMEDY);
  });

  test.each([
    ["early exit", `${given}: it ended before it was ready`],
    ["early error", `${given}: on purpose`],
  ] as const)("%s", async (fate, reason) => {
    expect(await start({ thread: () => fated({ fate }) })).toEqual(["wasm", because(reason)]);
  });

  test("one that never answers", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const starting = start({ thread: () => fated({ fate: "silence" }) });
    await vi.advanceTimersByTimeAsync(59_999);
    await vi.advanceTimersByTimeAsync(1);
    expect(await starting).toEqual(["wasm", because(`${given}: it didn't answer for 60 seconds`)]);
  });

  test("what starts it throws", async () => {
    const thread = (): PoolThread => {
      throw new Error("no more threads");
    };
    const message = "There is no pool of workers, and networks train on one core: no more threads";
    expect(await start({ thread })).toEqual(["wasm", message]);
  });

  test("and the threads that did start are ended", async () => {
    const threads = [healthy(), fated({ fate: "early exit" }), healthy()];
    const ends = threads.map(endOf);
    const left = [...threads];
    const [name] = await start({ workers: 4, thread: () => left.shift()! });
    expect(name).toBe("wasm");
    await Promise.all(ends);
  });
});

test.each([
  [0, "workers must be a whole number of at least 1, but is 0."],
  [-1, "workers must be a whole number of at least 1, but is -1."],
  [1.5, "workers must be a whole number of at least 1, but is 1.5."],
  [Number.NaN, "workers must be a whole number of at least 1, but is NaN."],
  [Number.POSITIVE_INFINITY, "workers must be a whole number of at least 1, but is Infinity."],
  ["2", 'workers must be a whole number of at least 1, but is "2".'],
  [257, "workers must be at most 256, but is 257."],
  [1e15, "workers must be at most 256, but is 1000000000000000."],
])("%s workers stop at the door", async (workers, message) => {
  await expect(workerPool({ workers: workers as number })).rejects.toThrow(new OptionError(`workerPool: ${message}`));
});

test.each([
  [5, "is 5"],
  ["", 'is ""'],
  [null, "is null"],
  [{}, "is an object"],
  [["pool-worker.js"], "is an array of 1"],
])("what is neither an address nor a function stops at the door: %j", async (thread, what) => {
  await expect(workerPool({ thread: thread as unknown as string })).rejects.toThrow(
    new OptionError(
      'workerPool: thread must be the address of "@nn/core/pool-worker" or a function that starts a Worker with it, ' +
        `but ${what}.`,
    ),
  );
});

test.each([
  [undefined, "undefined"],
  [script, JSON.stringify(script)],
  [Promise.resolve(), "a Promise"],
])("a function that starts no thread stops at the door: %j", async (given, what) => {
  await expect(workerPool({ workers: 3, thread: () => given as unknown as PoolThread })).rejects.toThrow(
    new OptionError(`workerPool: thread must be a function that gives a Worker, but it gave ${what}.`),
  );
});
