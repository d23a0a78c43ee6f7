import { defaultBackend, type WorkerPool, workerPool } from "@nn/core";
import { reference } from "@nn/core/backend";
import { SavedNetwork } from "@nn/core/predict";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isCompiling } from "../core/recording/compiled.js";
import { watched } from "../core/recording/watched.js";
import { left, trained } from "./trained.js";
import { trainedLayers } from "./trained-layers.js";

let pools: readonly WorkerPool[];
beforeAll(async () => {
  pools = await Promise.all([1, 2, 3, 4].map((workers) => workerPool({ workers })));
});
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

describe.each(trainedLayers)("$name", (row) => {
  // Each layer on two of the numbers of threads, one with each of the two precisions, and the next layer on the following one.
  test.each(["float64", "float32"] as const)("has the bits of plain loops on every backend, %s", async (dtype) => {
    const plain = await left(row, reference, dtype);
    const pool = pools[(trainedLayers.indexOf(row) + (dtype === "float32" ? 2 : 0)) % pools.length]!;
    for (const backend of [defaultBackend(), pool]) expect(await left(row, backend, dtype)).toEqual(plain);
  });

  test("is recorded as a whole, and predicts the same each time, and where only its numbers were saved", async () => {
    const { backend, recorded } = watched();
    const { network, data } = await trained(row, backend, "float64");
    if (isCompiling) expect([...new Set(recorded)]).toEqual(["whole"]);
    const predicted = network.predict(data.inputs);
    expect(network.predict(data.inputs)).toEqual(predicted);
    const saved = new SavedNetwork([...row.layers()], network.getParameters(), { inputShape: row.inputShape });
    expect(saved.predict(data.inputs)).toEqual(predicted);
  });
});
