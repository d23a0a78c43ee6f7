import { datasetFor, defaultBackend, Sequential } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import type { Loss } from "@nn/core/component";
import { Dense, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fated, poolOf } from "./fates.js";

/** As a user may write it, so that a step isn't one program. */
const handWritten: Loss = { ...meanSquaredError, value: (frame) => meanSquaredError.value(frame) };

afterEach(() => {
  vi.restoreAllMocks();
});

/** A pool of two whose jobs take as many milliseconds as they are said to, together and alone. */
async function simulated() {
  const latch = new Int32Array(new SharedArrayBuffer(4));
  const thread = fated({ fate: "counted", latch });
  const { pool, warnings } = await poolOf(thread);
  const times = { together: 5, alone: 9 };
  const parts = (): number => Atomics.load(latch, 0);
  let now = 0;
  let seen = parts();
  // The clock is read before a job and after it: it was done together if the other thread has done its parts.
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += parts() === seen ? times.alone : times.together;
    seen = parts();
    return now;
  });
  return { pool, warnings, thread, times, parts };
}

type Simulated = Awaited<ReturnType<typeof simulated>>;

const [SIZE, BATCH, BATCHES] = [200, 16, 3];
const numbers = Float64Array.from({ length: BATCHES * BATCH * SIZE }, (_, i) => ((i * 7919) % 1000) / 500 - 1);
const order = Uint32Array.from({ length: BATCHES * BATCH }, (_, row) => row);

/** A training of so many epochs each time that it is called. */
function training(backend: Backend, loss: Loss) {
  const network = new Sequential([new Dense(SIZE, SIZE, { activation: tanh })], { backend, seed: 1 });
  const trainer = network.trainer({ loss, optimizer: new Adam(), batchSize: BATCH });
  const examples = datasetFor(network, { inputs: numbers, targets: numbers });
  const train = (epochs: number): void => {
    for (let i = 0; i < epochs; i++) trainer.stepRows(examples, order, 0, order.length, BATCH);
  };
  return { train, bits: () => Buffer.from(network.parameters.block.slice().buffer).toString("base64") };
}

/** In how many of so many epochs the other thread took part. */
function shared({ parts }: Simulated, epochs: number, train: (epochs: number) => void): number {
  let count = 0;
  for (let i = 0; i < epochs; i++) {
    const before = parts();
    train(1);
    if (parts() > before) count++;
  }
  return count;
}

describe.each([
  ["recorded", meanSquaredError],
  ["in pieces", handWritten],
])("a training whose steps are %s", (_, loss) => {
  test("is left to one thread while others take the cores, and divided again when they don't, with the same bits", async () => {
    const machine = await simulated();
    const { train, bits } = training(machine.pool, loss);
    const alone = training(defaultBackend(), loss);
    expect(shared(machine, 20, train)).toBeGreaterThan(14);
    machine.times.together = 40;
    shared(machine, 20, train);
    expect(shared(machine, 20, train)).toBeLessThan(6);
    machine.times.together = 5;
    shared(machine, 60, train);
    expect(shared(machine, 20, train)).toBeGreaterThan(14);
    alone.train(140);
    expect(bits()).toBe(alone.bits());
    expect([machine.pool.name, ...machine.warnings]).toEqual(["wasm, 2 workers"]);
    await machine.pool.close();
  });
});

test("so are kernels that are called one by one", async () => {
  const machine = await simulated();
  machine.times.together = 40;
  const products = [machine.pool, defaultBackend()].map((backend) => {
    const [out, a, b] = backend.allocate("float64", [70 * 50, 70 * 90, 90 * 50]);
    for (const array of [a!, b!]) for (let i = 0; i < array.length; i++) array[i] = ((i * 31) % 17) / 16 - 0.5;
    const kernels = backend.kernels("float64");
    const multiply = (): void => {
      kernels.matmul(out!, a!, b!, 70, 90, 50);
      kernels.addOuter(out!, a!, b!, 50, 70, 50);
    };
    for (let i = 0; i < 12; i++) multiply();
    if (backend === machine.pool) expect(shared(machine, 20, multiply)).toBeLessThan(8);
    else for (let i = 0; i < 20; i++) multiply();
    return [...out!];
  });
  expect(products[0]).toEqual(products[1]);
  await machine.pool.close();
});

describe("a pool that works alone for a while", () => {
  async function busy() {
    const machine = await simulated();
    machine.times.together = 200;
    const { train, bits } = training(machine.pool, meanSquaredError);
    let epochs = 1;
    while (shared(machine, 1, train) === 1) epochs++;
    return { ...machine, train, bits, epochs };
  }
  function bitsAlone(count: number): string {
    const { train, bits } = training(defaultBackend(), meanSquaredError);
    train(count);
    return bits();
  }

  test("ends its threads when it is closed, and trains on one thread with the same bits", async () => {
    const { pool, warnings, train, bits, epochs } = await busy();
    await pool.close();
    train(5);
    expect([pool.name, ...warnings]).toEqual(["wasm, 1 worker"]);
    expect(bits()).toBe(bitsAlone(epochs + 5));
  });

  test("notices at the next trial that its thread has ended, and loses nothing", async () => {
    const { pool, warnings, thread, train, bits, epochs } = await busy();
    await thread.terminate();
    train(60);
    expect([pool.name, ...warnings]).toEqual([
      "wasm, 1 worker",
      "A thread of a pool has ended. What follows runs on this thread alone, with the same bits.",
    ]);
    expect(bits()).toBe(bitsAlone(epochs + 60));
  });
});
