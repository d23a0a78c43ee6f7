import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { uniform } from "@nn/core/component";
import { activationContract, type ContractCheck, layerContract, lossContract, optimizerContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { huber } from "your-own/dist/huber.js";
import { RMSProp } from "your-own/dist/rmsprop.js";
import { Scale } from "your-own/dist/scale.js";
import { softplus } from "your-own/dist/softplus.js";
import { run } from "./run.js";

test("xor is learnt, and the loop is left when it is", () => {
  const { status, stdout } = run("xor");
  expect(status).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "epoch   0  loss 0.6817  accuracy 0.5
    epoch  50  loss 0.0522  accuracy 1
    epoch 100  loss 0.0144  accuracy 1
    0 xor 0 = 0.002
    0 xor 1 = 0.992
    1 xor 0 = 0.975
    1 xor 1 = 0.022
    "
  `);
});

test("your-own checks its components, and trains with them", () => {
  const { status, stdout } = run("your-own");
  expect(status).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "Scale keeps its contract: 29 promises checked.
    softplus keeps its contract: 11 promises checked.
    huber keeps its contract: 12 promises checked.
    RMSProp keeps its contract: 11 promises checked.

       layer                    output  parameters
    ─  ───────────────────────  ──────  ──────────
    0  Scale                    2                2
    1  Dense(2 → 16, softplus)  16              48
    2  Dense(16 → 1, identity)  1               17
    ─  ───────────────────────  ──────  ──────────
                                                67

    epoch  0  loss 4.19e-2
    epoch 25  loss 5.57e-3
    epoch 50  loss 7.05e-3
    epoch 75  loss 3.92e-3
    epoch 99  loss 2.31e-3

    The length of (0.6, 0.8) is 1; the network says 1.039.
    "
  `);
});

test("the README's first code runs as a file of one's own, where it says, and prints what it says", () => {
  const root = join(import.meta.dirname, "../..");
  const [, code] = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, "README.md"), "utf8"))!;
  const file = join(root, "examples/gender-prediction/mine.test.mjs");
  writeFileSync(file, code!);
  try {
    const printed = execFileSync(process.execPath, [file], { encoding: "utf8" });
    expect(printed).toMatch(/^0\.00235\d+\n\[ \[ 0\.965\d+ \], \[ 0\.056\d+ \] \]\n$/);
  } finally {
    rmSync(file);
  }
});

describe("components from outside the packages keep the contracts", () => {
  const drawn = (random: () => number, size: number): number[] =>
    Array.from({ length: size }, () => uniform(random, -3, 3));
  const contracts: Record<string, readonly ContractCheck[]> = {
    Scale: layerContract(new Scale(), { inputShape: [2, 3] }),
    softplus: activationContract(softplus),
    huber: lossContract(huber, {
      example: (random, size) => ({ prediction: drawn(random, size), target: drawn(random, size) }),
    }),
    RMSProp: optimizerContract(new RMSProp(0.01)),
  };
  for (const [component, checks] of Object.entries(contracts)) {
    for (const { name, run: check } of checks) test(`${component}: ${name}`, check);
  }
});
