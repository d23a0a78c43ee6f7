import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { defaultBackend, Sequential } from "@nn/core";
import type { FloatArray } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { expect, test } from "vitest";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

/** A size that nothing else has, so that the next one of it gets the same place if that is free. */
const SIZES = [1234, 8] as const;

/** Has the engine collect all that can't be reached. */
async function collect(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    gc();
    await setTimeout(10);
  }
}

/** The last of a few arrays that were allocated at once; the others can't be reached. */
const allocate = (): FloatArray => defaultBackend().allocate("float64", SIZES).at(-1)!;
const addressOfNext = (): number => allocate().byteOffset;

test.skipIf(defaultBackend().name !== "wasm")(
  "a piece of the backend's memory is taken until none of its arrays can be reached",
  async () => {
    const kept = [allocate()];
    const address = kept[0]!.byteOffset;
    await collect();
    expect(addressOfNext()).not.toBe(address);
    // So does a part of the last one alone.
    kept.push(kept.pop()!.subarray(1, 3).subarray(0, 1));
    await collect();
    expect(addressOfNext()).not.toBe(address);
    kept.pop();
    await collect();
    expect([addressOfNext(), addressOfNext()]).toContain(address);
  },
);

/** Five networks and their trainers, which can't be reached when it returns: together some 25 MB. */
function train(): void {
  const inputs = Array.from({ length: 784 }, (_, i) => (i % 7) / 7);
  for (let i = 0; i < 5; i++) {
    const network = new Sequential([new Dense(784, 128), new Dense(128, 1)], { seed: i });
    network.trainer({ loss: meanSquaredError, optimizer: new Adam(), batchSize: 1 }).step(inputs, [1]);
    network.trainer({ loss: meanSquaredError, optimizer: new Adam(), batchSize: 1 }).step(inputs, [0]);
  }
}

/** Where the memory begins that nothing is in: no gap is as large. */
const endOfMemory = (): number => defaultBackend().allocate("float64", [2 ** 26])[0]!.byteOffset;

test.skipIf(defaultBackend().name !== "wasm")(
  "trainers that were dropped give their memory back between two turns of the event loop",
  async () => {
    const ends: number[] = [];
    for (let i = 0; i < 6; i++) {
      train();
      await collect();
      ends.push(endOfMemory());
      await collect();
    }
    expect(Math.max(...ends.slice(2))).toBeLessThanOrEqual(Math.max(ends[0]!, ends[1]!));
  },
);
