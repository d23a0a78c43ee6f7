import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

/** The smallest object that V8 can make is a number on the heap, of 16 bytes. */
const SMALLEST_OBJECT = 16;

test("a million training steps allocate nothing", () => {
  const flags = ["--expose-gc", "--min-semi-space-size=1024", "--max-semi-space-size=1024"];
  const output = execFileSync(process.execPath, [...flags, join(import.meta.dirname, "steps.mjs")], {
    encoding: "utf8",
  });
  const bytesPerStep = JSON.parse(output) as Record<"fit" | "fitOnReference" | "stepRows" | "step" | "control", number>;

  // A single object a step would be 16 bytes. What is left is the engine's own: steps before it has compiled them again,
  // and the promises of the event loop's turns, which a busy machine has more of.
  expect(bytesPerStep.fit).toBeLessThan(SMALLEST_OBJECT / 4);
  expect(bytesPerStep.fitOnReference).toBeLessThan(SMALLEST_OBJECT / 4);
  expect(bytesPerStep.stepRows).toBeLessThan(SMALLEST_OBJECT / 4);
  // `step` returns its loss, and a returned number is an object wherever the engine doesn't inline the call.
  expect(bytesPerStep.step).toBeLessThan(1.25 * SMALLEST_OBJECT);
  expect(bytesPerStep.control).toBeGreaterThanOrEqual(SMALLEST_OBJECT);
}, 300_000);
