import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { defaultBackend, Sequential, workerPool } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import { Dense } from "@nn/layers";
import { SGD } from "@nn/optim";
import { afterEach, describe, expect, test, vi } from "vitest";
import { run } from "../../child.js";
import { endOf, healthy, poolOf } from "./fates.js";
import { build, data, settings, train } from "./pooled.js";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a pool that is closed", () => {
  test("has no threads any more, and networks on it go on alone with the same bits", async () => {
    const threads = [healthy(), healthy()];
    const ends = threads.map(endOf);
    const { pool, warnings } = await poolOf(...threads);
    const network = build(pool, "float32");
    const before = network.predict(data.inputs);
    expect(pool.name).toBe("wasm, 3 workers");
    await pool.close();
    await Promise.all(ends);
    expect(network.backend.name).toBe("wasm, 1 worker");
    expect(network.predict(data.inputs)).toEqual(before);
    expect(await train(pool, "float32")).toBe(await train(defaultBackend(), "float32"));
    expect(warnings).toEqual([]);
  });

  test("may be closed again, and at the same time", async () => {
    const { pool } = await poolOf(healthy());
    await Promise.all([pool.close(), pool.close()]);
    await pool.close();
    expect(pool.name).toBe("wasm, 1 worker");
  });

  test("closes at the end of a block", async () => {
    const thread = healthy();
    const end = endOf(thread);
    {
      await using pool = (await poolOf(thread)).pool;
      expect(pool.name).toBe("wasm, 2 workers");
    }
    await end;
  });

  test("while a fit runs: between two epochs, and between two steps of one", async () => {
    const trained = async (backend: Backend, close: () => unknown): Promise<Float64Array | Float32Array> => {
      const network = build(backend, "float64");
      const learningRate = (step: number): number => {
        if (step === 2) close();
        return 0.01 / step;
      };
      await network.fit(data, { ...settings, optimizer: new SGD({ learningRate }), epochs: 2 });
      return network.parameters.block;
    };
    const alone = await trained(defaultBackend(), () => {});
    const { pool } = await poolOf(healthy());
    expect(await trained(pool, () => pool.close())).toEqual(alone);

    const other = (await poolOf(healthy())).pool;
    const network = build(other, "float64");
    const optimizer = new SGD({ learningRate: (step) => 0.01 / step });
    for await (const _ of network.fit(data, { ...settings, optimizer, epochs: 2 })) await other.close();
    expect(network.parameters.block).toEqual(alone);
  });

  test("is closed where there never was one", async () => {
    vi.stubGlobal("crossOriginIsolated", false);
    const pool = await workerPool({ warn: () => {} });
    await pool.close();
    await pool[Symbol.asyncDispose]();
    expect(pool.name).toBe(defaultBackend().name);
    const one = await workerPool({ workers: 1, warn: () => {} });
    await one.close();
  });
});

describe("a pool that nothing uses any more", () => {
  async function collect(): Promise<void> {
    for (let i = 0; i < 5; i++) {
      gc();
      await setTimeout(10);
    }
  }
  /** A pool of one thread more, of which only what is taken of it is kept. */
  async function dropped<Kept>(ended: boolean[], keep: (pool: Backend) => Kept): Promise<Kept> {
    const thread = healthy();
    const place = ended.push(false) - 1;
    thread.on("exit", () => {
      ended[place] = true;
    });
    return keep((await poolOf(thread)).pool);
  }

  test("ends, and one doesn't that a network, a kernel or a training may use", async () => {
    const ended: boolean[] = [];
    const kept = [
      await dropped(ended, (pool) => pool),
      await dropped(ended, (pool) => pool.kernels("float32")),
      await dropped(ended, (pool) => build(pool, "float32")),
      await dropped(ended, (pool) =>
        build(pool, "float32").trainer({ ...settings, optimizer: new SGD({ learningRate: 1 }) }),
      ),
    ];
    for (let i = 0; i < 6; i++) await dropped(ended, () => {});
    await dropped(ended, (pool) => void build(pool, "float32").predict(data.inputs));
    for (let tries = 0; tries < 500 && !ended.slice(4).every(Boolean); tries++) await collect();
    expect(ended).toEqual([false, false, false, false, true, true, true, true, true, true, true]);
    const network = new Sequential([new Dense(300, 300)], { backend: kept[0] as Backend, seed: 1 });
    const same = new Sequential([new Dense(300, 300)], { seed: 1 });
    expect(network.predict(data.inputs.subarray(0, 3000))).toEqual(same.predict(data.inputs.subarray(0, 3000)));
  });
});

describe("a process with open pools", () => {
  const here = { cwd: fileURLToPath(new URL("../..", import.meta.url)) };
  const program = (...lines: readonly string[]): string[] => [
    "--input-type=module",
    "--eval",
    ['import { workerPool } from "@nn/core";', 'import { Worker } from "node:worker_threads";', ...lines].join("\n"),
  ];
  const pool = 'const pool = await workerPool({ workers: 3 }); process.stdout.write(pool.name + "\\n");';

  test("ends when its own work is done", async () => {
    const { stdout, stderr } = await run(process.execPath, program(pool, "await workerPool({ workers: 2 });"), here);
    expect([stdout, stderr]).toEqual(["wasm, 3 workers\n", ""]);
  });

  test("ends when it is told to, also while a pool starts", async () => {
    for (const lines of [
      [pool, "process.exit(0);"],
      ["workerPool();", "setTimeout(() => process.exit(0), 20);"],
    ]) {
      expect((await run(process.execPath, program(...lines), here)).stderr).toBe("");
    }
  });

  test("ends a pool with the thread that has it", async () => {
    const code = `
      const { parentPort, workerData } = require("node:worker_threads");
      import(workerData).then(({ workerPool }) => workerPool({ workers: 3 })).then(({ name }) => {
        parentPort.postMessage(name);
        setInterval(() => {}, 1000);
      });`;
    const worker = new Worker(code, { eval: true, workerData: import.meta.resolve("@nn/core") });
    const end = endOf(worker);
    expect(await new Promise((resolve) => worker.on("message", resolve))).toBe("wasm, 3 workers");
    await worker.terminate();
    await end;
  });
});
