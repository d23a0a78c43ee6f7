import { datasetOf, defaultBackend, OptionError, Sequential, workerPool } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import { frameFor } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { people } from "../../fixtures/people.mjs";
import { build, data, optimizers, settings, train } from "./pooled.js";

const members = [1, 2, 3, 4] as const;
let pools: readonly Backend[];
beforeAll(async () => {
  pools = await Promise.all(members.map((workers) => workerPool({ workers })));
});

describe.each(["float32", "float64"] as const)("in %s", (dtype) => {
  test.each(Object.keys(optimizers) as (keyof typeof optimizers)[])(
    "%s gives the same bits on one thread and on any number of workers",
    async (optimizer) => {
      const alone = await train(defaultBackend(), dtype, optimizer);
      for (const pool of pools) expect(await train(pool, dtype, optimizer)).toEqual(alone);
    },
  );
});

test("kernels that run one by one give the same bits, too", () => {
  const products = [defaultBackend(), ...pools].map((backend) => {
    const [out, a, b] = backend.allocate("float64", [70 * 50, 70 * 90, 90 * 50]);
    for (const array of [a!, b!]) for (let i = 0; i < array.length; i++) array[i] = ((i * 31) % 17) / 16 - 0.5;
    const kernels = backend.kernels("float64");
    kernels.matmul(out!, a!, b!, 70, 90, 50);
    kernels.addOuter(out!, a!, b!, 50, 70, 50);
    return [...out!];
  });
  for (const product of products) expect(product).toEqual(products[0]);
});

test("a training that diverges says so in the same place, and the pool goes on with the next", async () => {
  const diverge = async (backend: Backend): Promise<string> => {
    const network = build(backend, "float32");
    const optimizer = new SGD({ learningRate: 1e38 });
    const error = await network.fit(data, { ...settings, optimizer, epochs: 5 }).catch((thrown) => thrown);
    expect(network.parameters.block.every(Number.isFinite)).toBe(true);
    return String(error);
  };
  const alone = await diverge(defaultBackend());
  expect(alone).toMatch(/^DivergenceError/);
  for (const pool of pools) {
    expect(await diverge(pool)).toBe(alone);
    expect(await train(pool, "float32")).toEqual(await train(defaultBackend(), "float32"));
  }
});

test("the step's number of a large network isn't that of a small one's kernels, which run one by one", () => {
  const run = (backend: Backend): number[] => {
    const large = build(backend, "float64").trainer({ ...settings, optimizer: new Adam() });
    const frame = frameFor(new Adam(), [{ fullName: "0.weight", shape: [1] }], backend);
    const { value, gradient } = frame;
    const rows = Uint32Array.from({ length: settings.batchSize }, (_, row) => row);
    const examples = datasetOf(data, [(data.inputs.length / data.targets.length) * 10], [10]);
    for (let step = 1; step <= 3; step++) {
      large.stepRows(examples, rows, 0, rows.length);
      gradient[0] = 0.5;
      new Adam().update({ ...frame, step });
      gradient[0] = 0.25;
      new Adam().update({ ...frame, step });
    }
    return [...value];
  };
  const alone = run(defaultBackend());
  for (const pool of pools) expect(run(pool)).toEqual(alone);
});

test("a network that is too small to be divided trains on a pool as without one", async () => {
  const [alone, ...pooled] = await Promise.all(
    [defaultBackend(), ...pools].map(async (backend) => {
      const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { backend, seed: 1 });
      await network.fit(people, {
        loss: meanSquaredError,
        optimizer: new SGD({ learningRate: 0.1 }),
        batchSize: 1,
        epochs: 50,
      });
      return [...network.parameters.block];
    }),
  );
  for (const parameters of pooled) expect(parameters).toEqual(alone);
});

test("a pool tells how many workers it has", () => {
  expect(pools.map(({ name }) => name)).toEqual([
    "wasm, 1 worker",
    "wasm, 2 workers",
    "wasm, 3 workers",
    "wasm, 4 workers",
  ]);
});

describe("where there can be no pool", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test("networks train on one core, and a message says why", async () => {
    vi.stubGlobal("crossOriginIsolated", false);
    const warnings: string[] = [];
    const backend = await workerPool({ workers: 2, warn: (message) => warnings.push(message) });
    expect(backend).toMatchObject({ ...defaultBackend() });
    expect(warnings).toEqual([
      "There is no pool of workers, and networks train on one core: this page may not share memory with them. Serve it " +
        'with the headers "Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp".',
    ]);
  });

  test("the message goes to the console unless it is asked for", async () => {
    vi.stubGlobal("crossOriginIsolated", false);
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    await workerPool();
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});

test("wrong options stop at the door", async () => {
  await expect(workerPool({ worker: 2 } as object)).rejects.toThrow(
    new OptionError('workerPool has no option "worker". Did you mean "workers"?'),
  );
});
