import { createHash } from "node:crypto";
import { datasetFor, defaultBackend, Sequential, ThreadError } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import type { FloatArray, Loss, Optimizer } from "@nn/core/component";
import { Dense, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isThorough } from "../../thorough.js";
import { endOf, fated, healthy, poolOf, untold } from "./fates.js";

const [INPUTS, UNITS, BATCH, STEPS] = [256, 160, 8, 4];
const WARNING = "A thread of a pool has ended. What follows runs on this thread alone, with the same bits.";
const numbers = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => ((i * 7919) % 1000) / 500 - 1);
const data = { inputs: numbers(STEPS * BATCH * INPUTS), targets: numbers(STEPS * BATCH * UNITS) };
const order = Uint32Array.from({ length: STEPS * BATCH }, (_, row) => row);

const optimizers = {
  SGD: () => new SGD({ learningRate: 0.5 }),
  Adam: () => new Adam({ learningRate: 0.01 }),
};
/** The same squared error as users write it, in plain loops, so that no step is recorded and each kernel is called by itself. */
const plainLoops: Loss = {
  ...meanSquaredError,
  value: ({ values: out, prediction, target, batch, outputSize: size }) => {
    for (let row = 0; row < batch; row++) {
      out[row] = 0;
      for (let i = row * size; i < (row + 1) * size; i++) out[row]! += (prediction[i]! - target[i]!) ** 2 / size;
    }
  },
};

const build = (backend: Backend): Sequential =>
  new Sequential([new Dense(INPUTS, UNITS, { activation: tanh })], { backend, seed: 1 });
/** A hash of all their bits, as thousands of numbers that differ take minutes to be printed. */
const parametersOf = (network: Sequential): string =>
  createHash("sha256").update(Float64Array.from(network.parameters.block)).digest("hex");

/** The parameters after each number of updates, on one thread. */
function alone(optimizer: Optimizer, loss: Loss): string[] {
  const network = build(defaultBackend());
  const trainer = network.trainer({ loss, optimizer, batchSize: BATCH });
  const examples = datasetFor(network, data);
  const after = [parametersOf(network)];
  for (let step = 0; step < STEPS; step++) {
    trainer.stepRows(examples, order, step * BATCH, (step + 1) * BATCH);
    after.push(parametersOf(network));
  }
  return after;
}

function start(backend: Backend, optimizer: Optimizer, loss: Loss) {
  const network = build(backend);
  const trainer = network.trainer({ loss, optimizer, batchSize: BATCH });
  const examples = datasetFor(network, data);
  const from = (step: number): void => trainer.stepRows(examples, order, step * BATCH, STEPS * BATCH, BATCH);
  return { network, trainer, from };
}

/** What steps throw; `undefined` if nothing. */
function thrownBy(steps: () => void): unknown {
  try {
    steps();
    return undefined;
  } catch (error) {
    return error;
  }
}

beforeEach(() => {
  // Time stands still, or a pool on a busy machine would work alone, and wouldn't miss its threads.
  vi.spyOn(performance, "now").mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe.each([
  ["SGD", "recorded", meanSquaredError],
  ["Adam", "recorded", meanSquaredError],
  ["Adam", "made kernel by kernel", plainLoops],
] as const)("%s, steps that are %s:", (name, _, loss) => {
  const after = alone(optimizers[name](), loss);

  test.each(isThorough ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [1, 3, 5, 6, 8, 9])(
    "where a thread ends before its instruction %i, no update is lost and none is half made",
    async (at) => {
      const { pool, warnings } = await poolOf(fated({ fate: "exit", at }));
      const { network, trainer, from } = start(pool, optimizers[name](), loss);
      const error = thrownBy(() => from(0));
      expect(parametersOf(network)).toEqual(after[trainer.stepCount]);
      expect(warnings).toEqual([WARNING]);
      expect(pool.name).toBe("wasm, 1 worker");
      if (error === undefined) {
        expect(trainer.stepCount).toBe(STEPS);
      } else {
        expect(error).toBeInstanceOf(ThreadError);
        const again = thrownBy(() => from(trainer.stepCount));
        expect([again, parametersOf(network)]).toEqual([undefined, after[STEPS]]);
      }
      const next = start(pool, optimizers[name](), loss);
      next.from(0);
      expect(parametersOf(next.network)).toEqual(after[STEPS]);
    },
  );
});

describe("a thread that ends otherwise is noticed, too:", () => {
  const [, ...others] = alone(optimizers.Adam(), meanSquaredError);
  const last = others.at(-1);

  /** Trains, in two halves between which something is done to the threads. */
  async function train(pool: Backend, between: () => unknown): Promise<string> {
    const { network, trainer } = start(pool, optimizers.Adam(), meanSquaredError);
    const examples = datasetFor(network, data);
    trainer.stepRows(examples, order, 0, BATCH);
    await between();
    trainer.stepRows(examples, order, BATCH, STEPS * BATCH, BATCH);
    return parametersOf(network);
  }

  test.each(["error", "outOfMemory"] as const)("by an %s", async (fate) => {
    const { pool, warnings } = await poolOf(fated({ fate, at: 1 }));
    expect(await train(pool, () => {})).toEqual(last);
    expect(warnings).toEqual([WARNING]);
  });

  test("between two steps, by a program that ends it and goes on at once", async () => {
    const threads = [healthy(), healthy()];
    const { pool, warnings } = await poolOf(...threads);
    const between = (): void => void threads[0]!.terminate();
    expect(await train(pool, between)).toEqual(last);
    expect([warnings, pool.name]).toEqual([[WARNING], "wasm, 1 worker"]);
  });

  test("between two steps, and the other threads are ended with it", async () => {
    const threads = [healthy(), healthy(), healthy()];
    const { pool } = await poolOf(...threads);
    const ends = threads.map(endOf);
    expect(await train(pool, () => threads[1]!.terminate())).toEqual(last);
    await Promise.all(ends);
  });

  test("in the middle of predictions, which give the right numbers all the same", async () => {
    const layers = [new Dense(INPUTS, 200), new Dense(200, UNITS)];
    const right = new Sequential(layers).predict(data.inputs);
    // Kernels that are called one by one are called again; of passes that were recorded, all are.
    for (const at of [1, 2, 17, 18, 19, 20]) {
      const { pool } = await poolOf(fated({ fate: "exit", at }));
      const network = new Sequential(layers, { backend: pool });
      for (let pass = 0; pass < 12; pass++) expect(network.predict(data.inputs)).toEqual(right);
      expect(pool.name).toBe("wasm, 1 worker");
    }
  });

  test("in the middle of a kernel that changes what it reads, which says that its result is incomplete", async () => {
    const { pool } = await poolOf(fated({ fate: "exit", at: 2 }));
    const [out, row] = pool.allocate("float64", [200 * 200, 200]) as [FloatArray, FloatArray];
    const error = thrownBy(() => {
      for (let i = 0; i < 4; i++) pool.kernels("float64").addRow(out, row, 200, 200);
    });
    expect(error).toEqual(
      new ThreadError(
        "A thread of the pool ended in the middle of a computation, whose result is incomplete. Do it again, a training " +
          "from its beginning. What follows runs on this thread alone, with the same bits.",
        0,
      ),
    );
  });

  test("in the middle of a fit, which says so and keeps the last finite parameters", async () => {
    const { pool } = await poolOf(fated({ fate: "exit", at: 16 }));
    const network = build(pool);
    const settings = { loss: meanSquaredError, optimizer: new Adam({ learningRate: 0.01 }), batchSize: BATCH };
    const training = network.fit(data, { ...settings, shuffle: false, epochs: 1 });
    await expect(training).rejects.toThrow(
      "A thread of the pool ended in the middle of an update, which was taken back: the network has its parameters from " +
        "before it. Train again to go on from there. What follows runs on this thread alone, with the same bits.",
    );
    expect([alone(optimizers.Adam(), meanSquaredError)[1]]).toContainEqual(parametersOf(network));
    await network.fit(data, { ...settings, epochs: 1 });
  });
});

describe("a thread that merely takes long", () => {
  test("is waited for", async () => {
    const { pool, warnings } = await poolOf(fated({ fate: "sleep", at: 2 }));
    const { network, from } = start(pool, new Adam({ learningRate: 0.01 }), meanSquaredError);
    from(0);
    expect(parametersOf(network)).toEqual(alone(new Adam({ learningRate: 0.01 }), meanSquaredError)[STEPS]);
    expect([pool.name, ...warnings]).toEqual(["wasm, 2 workers"]);
  });

  /**
   * Steps with a thread that waits in the middle of one, and of which the engine doesn't tell whether it has ended. It is
   * let go on after so many seconds, none of which passes.
   */
  async function silentFor(seconds: number, tells: boolean) {
    const latch = new Int32Array(new SharedArrayBuffer(4));
    const worker = fated({ fate: "wait", at: 2, latch });
    const { pool, warnings } = await poolOf(tells ? worker : untold(worker));
    const { network, from } = start(pool, new Adam({ learningRate: 0.01 }), meanSquaredError);
    let passed = 0;
    const wait = Atomics.wait;
    const instead = (words: Int32Array, at: number, known: number, milliseconds: number): "timed-out" => {
      if (passed >= 1000 * seconds) {
        Atomics.store(latch, 0, 1);
        Atomics.notify(latch, 0);
        wait(words, at, known, milliseconds);
      }
      passed += milliseconds;
      return "timed-out";
    };
    vi.spyOn(Atomics, "wait").mockImplementation(instead as typeof Atomics.wait);
    from(0);
    expect(parametersOf(network)).toEqual(alone(new Adam({ learningRate: 0.01 }), meanSquaredError)[STEPS]);
    return [pool.name, ...warnings];
  }

  test("is waited for as long as it lives, where the engine tells that it does", async () => {
    expect(await silentFor(3600, true)).toEqual(["wasm, 2 workers"]);
  });

  test("is waited for longer than a minute where it doesn't", async () => {
    expect(await silentFor(59, false)).toEqual(["wasm, 2 workers"]);
  });

  test("is given up after that", async () => {
    expect(await silentFor(1000, false)).toEqual(["wasm, 1 worker", WARNING]);
  });
});
