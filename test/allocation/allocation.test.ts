import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../child.js";

/** The smallest object that V8 can make is a number on the heap, of 16 bytes. */
const SMALLEST_OBJECT = 16;

type Steps = "fit" | "fitOnReference" | "stepRows" | "stepRowsElsewhere" | "step" | "pool" | "control";

const flags = ["--expose-gc", "--min-semi-space-size=1024", "--max-semi-space-size=1024"];
const program = join(import.meta.dirname, "steps.mjs");

/** The bytes that a kind of steps allocates each, measured in a process of its own. */
async function bytesPerStep(steps: Steps): Promise<number> {
  const { stdout } = await run(process.execPath, [...flags, program, steps]);
  return Number(stdout);
}

test("a hundred thousand training steps allocate nothing", async () => {
  // A single object a step would be 16 bytes. What is left is the engine's own: steps before it has compiled them again,
  // and the promises of the event loop's turns, which a busy machine has more of.
  expect(await bytesPerStep("fit")).toBeLessThan(SMALLEST_OBJECT / 4);
  expect(await bytesPerStep("fitOnReference")).toBeLessThan(SMALLEST_OBJECT / 4);
  expect(await bytesPerStep("stepRows")).toBeLessThan(SMALLEST_OBJECT / 4);
  expect(await bytesPerStep("stepRowsElsewhere")).toBeLessThan(SMALLEST_OBJECT / 4);
  expect(await bytesPerStep("pool")).toBeLessThan(SMALLEST_OBJECT / 2);
  // `step` returns its loss, and a returned number is an object wherever the engine doesn't inline the call.
  expect(await bytesPerStep("step")).toBeLessThan(1.25 * SMALLEST_OBJECT);
  expect(await bytesPerStep("control")).toBeGreaterThanOrEqual(SMALLEST_OBJECT);
}, 120_000);
