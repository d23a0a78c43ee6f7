import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

/** The smallest object that V8 can make is a number on the heap, of 16 bytes. */
const SMALLEST_OBJECT = 16;

type Run = "fit" | "fitOnReference" | "stepRows" | "step" | "control";

/** The bytes that each run allocates a step, measured in a process of their own. */
function bytesPerStep<Name extends Run>(...names: readonly Name[]): Record<Name, number> {
  const flags = ["--expose-gc", "--min-semi-space-size=1024", "--max-semi-space-size=1024"];
  const program = join(import.meta.dirname, "steps.mjs");
  return JSON.parse(execFileSync(process.execPath, [...flags, program, ...names], { encoding: "utf8" }));
}

test("a million training steps allocate nothing", () => {
  const bytes = { ...bytesPerStep("fit", "stepRows", "step", "control"), ...bytesPerStep("fitOnReference") };

  // A single object a step would be 16 bytes. What is left is the engine's own: steps before it has compiled them again,
  // and the promises of the event loop's turns, which a busy machine has more of.
  expect(bytes.fit).toBeLessThan(SMALLEST_OBJECT / 4);
  expect(bytes.fitOnReference).toBeLessThan(SMALLEST_OBJECT / 4);
  expect(bytes.stepRows).toBeLessThan(SMALLEST_OBJECT / 4);
  // `step` returns its loss, and a returned number is an object wherever the engine doesn't inline the call.
  expect(bytes.step).toBeLessThan(1.25 * SMALLEST_OBJECT);
  expect(bytes.control).toBeGreaterThanOrEqual(SMALLEST_OBJECT);
}, 300_000);
