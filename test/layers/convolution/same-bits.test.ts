import { defaultBackend, Sequential, seededRandom, workerPool } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { type DType, type Layer, type Random, resolveStack, type Shape, sizeOf } from "@nn/core/component";
import { Conv2D, Dense, Flatten, identity, MaxPooling2D } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashOf } from "../../reproducibility/trainings.mjs";

let pools: Awaited<ReturnType<typeof workerPool>>[];
beforeAll(async () => {
  pools = await Promise.all([1, 2, 3, 4].map((workers) => workerPool({ workers })));
});
afterAll(async () => {
  for (const pool of pools) await pool.close();
});

interface Case {
  readonly layers: () => readonly Layer[];
  readonly inputShape: Shape;
  readonly batch: number;
}

/** A hash of the parameters after three steps, and of what the network then predicts. */
async function train({ layers, inputShape, batch }: Case, dtype: DType, backend: Backend): Promise<string> {
  const network = new Sequential<readonly Layer[]>(layers(), { inputShape, dtype, backend, seed: "bits" });
  const size = sizeOf(inputShape);
  const outputs = sizeOf(resolveStack(layers(), inputShape).outputShape);
  const random = seededRandom("examples");
  const numbers = (count: number): Float64Array => Float64Array.from({ length: count }, () => random() - 0.5);
  // One more example than two batches have: the last batch is smaller, but for a batch of one.
  const examples = 2 * batch + 1;
  const data = { inputs: numbers(examples * size), targets: numbers(examples * outputs) };
  const optimizer = new SGD({ learningRate: 0.01 });
  await network.fit(data, { loss: meanSquaredError, optimizer, batchSize: batch, epochs: 1 });
  const after = Float64Array.from([...network.parameters.block, ...network.predict(data.inputs)]);
  return hashOf(new Uint8Array(after.buffer));
}

async function expectSameBits(one: Case, backends: readonly Backend[]): Promise<void> {
  for (const dtype of ["float32", "float64"] as const) {
    const byLoops = await train(one, dtype, reference);
    for (const backend of backends) expect(await train(one, dtype, backend), backend.name).toBe(byLoops);
  }
}

function drawnCase(random: Random): Case {
  const upTo = (most: number): number => 1 + Math.floor(most * random());
  const padding = () => (random() < 0.5 ? "same" : "valid");
  const [channels, first, second] = [upTo(6), upTo(18), upTo(18)];
  const inputShape = [4 + upTo(8), 4 + upTo(8), channels];
  const one = [
    { kernelSize: [upTo(4), upTo(4)], strides: [upTo(2), upTo(3)], padding: padding() },
    { kernelSize: [upTo(2), upTo(2)], strides: [upTo(3), upTo(2)], padding: "same" },
  ] as const;
  const pool = [[upTo(3), upTo(3)], { strides: [upTo(3), upTo(3)], padding: "same" }] as const;
  return {
    inputShape,
    batch: upTo(9),
    layers: () => [
      new Conv2D(channels, first, one[0]),
      new MaxPooling2D(...pool),
      new Conv2D(first, second, one[1]),
      new Flatten(),
    ],
  };
}

test.each(Array.from({ length: 20 }, (_, i) => i))("drawn network %i has the bits of plain loops", async (i) => {
  await expectSameBits(drawnCase(seededRandom(`convolutions ${i}`)), [defaultBackend()]);
});

/** One of kernels with gaps, and one in groups. */
function spacedCase(random: Random): Case {
  const upTo = (most: number): number => 1 + Math.floor(most * random());
  const [groups, depth, width] = [upTo(4), upTo(3), upTo(10)];
  const [channels, filters] = [groups * depth, groups * width];
  const apart = { dilation: [upTo(3), upTo(3)], strides: [upTo(4), upTo(4)] } as const;
  const one = { kernelSize: [upTo(3), upTo(3)], groups, padding: "same", ...apart } as const;
  const other = { kernelSize: [upTo(3), upTo(3)], dilation: [upTo(3), upTo(3)], padding: "same" } as const;
  return {
    inputShape: [7 + upTo(5), 7 + upTo(5), channels],
    batch: upTo(9),
    layers: () => [new Conv2D(channels, filters, one), new Conv2D(filters, 3, other), new Flatten()],
  };
}

test.each(Array.from({ length: 20 }, (_, i) => i))("drawn network %i with gaps and groups has them", async (i) => {
  await expectSameBits(
    spacedCase(seededRandom(`gaps ${i}`)),
    i % 5 === 0 ? [defaultBackend(), pools[2]!] : [defaultBackend()],
  );
});

test("threads that divide the work have them, too", async () => {
  const one = {
    inputShape: [13, 12, 5],
    batch: 30,
    layers: () => [
      new Conv2D(5, 21, { kernelSize: 3, padding: "same" }),
      new MaxPooling2D(2),
      new Conv2D(21, 18, { kernelSize: [3, 2] }),
      new Flatten(),
      new Dense(4 * 5 * 18, 3, { activation: identity }),
    ],
  } as const;
  await expectSameBits(one, pools);
});

test("kernels that don't fit into their place are passed over in parts, or left to plain loops", async () => {
  const wide = (kernelSize: number, channels: number): Case => ({
    inputShape: [kernelSize, kernelSize, channels],
    batch: 5,
    layers: () => [new Conv2D(channels, 3, { kernelSize }), new Flatten()],
  });
  await expectSameBits(wide(3, 2400), [defaultBackend(), pools[1]!]);
  await expectSameBits(wide(1, 19_000), [defaultBackend()]);
  const panorama = { inputShape: [1, 19_000, 1], batch: 1, layers: () => [new Conv2D(1, 3, { kernelSize: 1 })] };
  await expectSameBits(panorama, [defaultBackend(), pools[1]!]);
});
