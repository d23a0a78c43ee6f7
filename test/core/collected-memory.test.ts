import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { defaultBackend, type FloatArray } from "@nn/core";
import { expect, test } from "vitest";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

/** A size that nothing else has, so that the next one of it gets the same place if that is free. */
const SIZES = [1234, 8] as const;

/** Has all be collected that nobody can reach. */
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
  "a piece of the backend's memory is taken until nobody can reach any of its arrays",
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
