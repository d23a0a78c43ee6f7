import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { Activation } from "@nn/core/component";
import { Dense, relu, sigmoid, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { isStraightLine } from "./straight-line-modules.js";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

/** Has the engine collect all that can't be reached. */
async function collect(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    gc();
    await setTimeout(10);
  }
}

interface Modules {
  new (bytes: Uint8Array): object;
}
declare const WebAssembly: { Module: Modules };

/** The straight-line code that was compiled. A spy would hold on to it. */
let codes: WeakRef<object>[] = [];
const { Module } = WebAssembly;
WebAssembly.Module = class {
  constructor(bytes: Uint8Array) {
    const made = new Module(bytes);
    if (isStraightLine(bytes)) codes.push(new WeakRef(made));
    // biome-ignore lint/correctness/noConstructorReturn: what it stands for can't be a subclass, which instances refuse.
    return made;
  }
} as Modules;
afterAll(() => {
  WebAssembly.Module = Module;
});
beforeEach(() => {
  codes = [];
});
/** So much is remembered for networks that come. */
const MOST_KNOWN = 64;
const alive = (): number => codes.filter((code) => code.deref() !== undefined).length;

type Architecture = readonly [inputs: number, units: number, activation?: Activation];

/** With a report after each epoch, which makes one program of several. */
async function trained([inputs, units, activation = sigmoid]: Architecture, backend: Backend): Promise<number[]> {
  const network = new Sequential([new Dense(inputs, units, { activation }), new Dense(units, 1)], {
    seed: units,
    backend,
  });
  const rows = Array.from({ length: 4 }, (_, row) => Array.from({ length: inputs }, (_, i) => (row * (i + 1)) % 3));
  const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), epochs: 3, batchSize: 1 };
  await network.fit({ inputs: rows, targets: [0, 1, 1, 0] }, options);
  return [...network.parameters.block];
}

describe.skipIf(defaultBackend().name !== "wasm")("the code of networks that are gone", () => {
  test("serves the next ones of their architecture, wherever those lie in the memory", async () => {
    await trained([2, 2], defaultBackend());
    const once = codes.length;
    expect(once).toBeGreaterThan(0);
    const kept: unknown[] = [];
    for (let i = 0; i < 30; i++) {
      await trained([2, 2], defaultBackend());
      // The free places of the memory become others.
      kept.push(defaultBackend().allocate("float64", [1 + ((7 * i) % 11)])[0]);
      if (i % 5 === 0) await collect();
    }
    expect(codes.length).toBe(once);
  });

  test("is let go, and its place is given to other code", async () => {
    const sizes = [1, 2, 3, 4, 5, 6, 7];
    const architectures = [sigmoid, tanh, relu].flatMap((activation) =>
      sizes.flatMap((inputs) => sizes.map((units) => [inputs, units, activation] as const)),
    );
    for (const each of architectures) await trained(each, defaultBackend());
    expect(codes.length).toBeGreaterThan(MOST_KNOWN + 10);
    await collect();
    expect(alive()).toBeLessThanOrEqual(MOST_KNOWN);
    for (const each of architectures) {
      expect(await trained(each, defaultBackend())).toEqual(await trained(each, reference));
    }
  });
});
