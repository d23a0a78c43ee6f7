import { workerPool } from "@nn/core";
import { expect, test } from "vitest";

test("there is a pool wherever there is WebAssembly, and elsewhere a message", async () => {
  const warnings: string[] = [];
  const { name } = await workerPool({ workers: 2, warn: (message) => warnings.push(message) });
  const noPool = [
    "reference",
    "There is no pool of workers, and networks train on one core: there is no WebAssembly here.",
  ];
  expect([name, ...warnings]).toEqual("WebAssembly" in globalThis ? ["wasm, 2 workers"] : noPool);
});
